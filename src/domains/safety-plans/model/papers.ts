import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import type { PhraseKey } from '../../languages/index.ts'
import { refuseBankNumbers } from './forms.ts'

/** Papers to have ready, for each person (P2-06). */
export const paperNames = {
  passport: 'Passport',
  licence: 'Driving licence',
  birth: 'Birth certificate',
  benefits: 'National insurance or benefit cards',
  divorce: 'Divorce papers',
  home: 'Tenancy or mortgage papers',
  insurance: 'Insurance papers',
  school: 'School records',
  medical: 'Medical records',
  immigration: 'Immigration papers',
  court: 'Court papers',
} as const
export type PaperCode = keyof typeof paperNames
const isPaper = (word: string): word is PaperCode => Object.hasOwn(paperNames, word)
export const paperCodes: PaperCode[] = Object.keys(paperNames).filter(isPaper)
export const paperStandings = {
  have: 'Have it',
  copy: 'A copy is safe',
  cannot: 'Cannot be got safely',
  'not needed': 'Not needed',
} as const
const standingCodes = ['have', 'copy', 'cannot', 'not needed'] as const

/** How it stands with the papers of one person, as it is sealed: it belongs to the plan, and is agreed with it. */
export const papersSchema = z.object({
  about: z.literal('papers'),
  personId: z.string(),
  /** As they are called. */
  name: z.string(),
  papers: z.partialRecord(
    z.string().refine(isPaper),
    z.object({ standing: z.enum(standingCodes), where: z.string().nullable() }),
  ),
  agreedBy: z.string(),
  on: z.string(),
})
export type PapersContent = z.infer<typeof papersSchema>

export const whereField = (code: PaperCode): string => `${code}Where`
export const papersForm = (now: Date) =>
  z
    .object({
      ...{ on: day(now, 'Enter the day on which you spoke', 'The day'), agreedBy: text('Enter who said so', 200) },
      ...Object.fromEntries(
        paperCodes.flatMap((code): [string, z.ZodType<string | undefined>][] => [
          [code, z.enum([...standingCodes, ''], 'Select how it stands').optional()],
          [whereField(code), optionalText(300)],
        ]),
      ),
    })
    .transform(({ agreedBy, on, ...typed }, context) => {
      const said = z.record(z.string(), z.string().optional()).parse(typed)
      const papers: PapersContent['papers'] = {}
      refuseBankNumbers(said, context)
      for (const code of paperCodes) {
        const standing = standingCodes.find((one) => one === said[code])
        const where = said[whereField(code)] ?? null
        if (standing) papers[code] = { standing, where }
        else if (where !== null)
          context.addIssue({
            code: 'custom',
            path: [code],
            message: `Select how it stands: ${paperNames[code].toLowerCase()}`,
          })
      }
      if (Object.keys(papers).length === 0 && context.issues.length === 0)
        context.addIssue({ code: 'custom', path: ['passport'], message: 'Say of at least one paper how it stands' })
      return { agreedBy, on, papers }
    })
export type PapersForm = z.infer<ReturnType<typeof papersForm>>

/** What is packed, in the words of a list to take; what cannot be got or is not needed is none of it. */
export const paperPhrases: Readonly<Record<PaperCode, PhraseKey>> = {
  ...{ passport: 'passport', licence: 'drivingLicence', birth: 'birthCertificate', benefits: 'benefitCards' },
  ...{ divorce: 'divorcePapers', home: 'homePapers', insurance: 'insurancePapers', school: 'schoolRecords' },
  ...{ medical: 'medicalRecords', immigration: 'immigrationPapers', court: 'courtPapers' },
}
/** Papers that say why somebody packs: not on a discreet list. */
export const tellingPapers: readonly PaperCode[] = ['divorce', 'immigration', 'court']
export const toPack = ({ papers }: PapersContent, isPlain: boolean): { code: PaperCode; isCopy: boolean }[] =>
  paperCodes.flatMap((code) => {
    const standing = papers[code]?.standing
    const isPacked = standing === 'have' || standing === 'copy'
    return isPacked && (isPlain || !tellingPapers.includes(code)) ? [{ code, isCopy: standing === 'copy' }] : []
  })
