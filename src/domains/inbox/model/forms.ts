import { z } from 'zod'
import { upload } from '../../../platform/uploads.ts'
import { formats } from './events.ts'

const line = (message: string, longest: number) =>
  z
    .string(message)
    .trim()
    .min(1, message)
    .max(longest, `Write ${longest.toLocaleString('en-GB')} characters or fewer`)

export const sourceName = line('Enter the name of the system', 60)
/** Pasted text, or a file as the browser sends it. */
export const newBatchForm = z.object({
  format: z.enum(formats, 'Select what kind of system it comes from'),
  source: sourceName,
  text: z.string().default(''),
  file: upload,
})
export const keyForm = z.object({ source: sourceName, practitionerId: z.uuid('Select whom the key acts as') })
export const linkForm = z.object({
  /** `<case>:<suspect>`, as the page offered it. */
  match: z
    .string('Select the case and the suspect')
    .regex(/^[0-9a-f-]{36}:[0-9a-f-]{36}$/, 'Select the case and the suspect'),
  /** A new event, or the one that it tells of again or corrects. */
  fact: z
    .string('Select whether it is known already')
    .regex(/^(new|(confirms|corrects):[0-9a-f-]{36})$/, 'Select whether it is known already'),
})
export type LinkForm = z.infer<typeof linkForm>
export const setAsideForm = z.object({ why: line('Enter why it is set aside', 500) })

const text = z.union([z.string(), z.number(), z.null()]).transform((value) => (value === null ? '' : String(value)))
export const apiBody = z.object({
  format: z.enum(formats),
  rows: z
    .array(z.record(z.string().max(100), text))
    .min(1)
    .max(200),
})

/** What became of a row. */
export const results = ['recorded', 'confirmed', 'corrected', 'had already', 'tray'] as const
export type Result = (typeof results)[number]
export const resultWords: Record<Result, string> = {
  recorded: 'Recorded',
  confirmed: 'Confirms what was known',
  corrected: 'Corrects what came before',
  'had already': 'Had already: nothing to do',
  tray: 'In the tray: a person must look',
}
export const tallySchema = z.partialRecord(z.enum(results), z.int()).catch({})
