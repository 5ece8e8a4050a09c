import { z } from 'zod'

const mark = z.object({ region: z.string(), sort: z.string(), looks: z.string(), said: z.string() })
const part = z.object({
  heading: z.string(),
  lines: z.array(z.tuple([z.string(), z.string()])),
  /** Its safe copy follows. */
  fileId: z.uuid().optional(),
  /** Drawn on a figure. */
  marks: z.array(mark).optional(),
})
/** One thing in a bundle, with its words as they stood when it was put together. */
export type Part = z.infer<typeof part>

export const planStored = z.object({
  mark: z.string(),
  reference: z.string(),
  recipient: z.string(),
  from: z.string(),
  why: z.string(),
  madeOn: z.string(),
  parts: z.array(part),
})
/** All that is drawn, but for the copies of files. */
export type Plan = z.infer<typeof planStored>
