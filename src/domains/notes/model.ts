import { z } from 'zod'
import { optionalText, pastMoment, text } from '../../platform/fields.ts'

export const hows = [
  'telephone',
  'text or e-mail',
  'visit',
  'at our office',
  'somewhere else in person',
  'video call',
  'through somebody else',
] as const

/** A contact note in four fields; one is enough. */
export const noteForm = (now: Date) =>
  z
    .object({
      how: z.enum(hows, 'Select how you were in contact'),
      day: text('Enter the day', 40),
      time: text('Enter the time', 40),
      said: optionalText(),
      noticed: optionalText(),
      agreed: optionalText(),
      next: optionalText(),
      /** The note that this one sets right. */
      corrects: z.uuid().optional(),
    })
    .transform((typed, context) => {
      const { day, time, ...form } = typed
      if (!(form.said || form.noticed || form.agreed || form.next))
        context.addIssue({
          code: 'custom',
          message: 'Write something in at least one of the four fields',
          path: ['said'],
        })
      return { ...form, happenedAt: pastMoment(now)({ day, time }, context) }
    })
export type NoteForm = z.infer<ReturnType<typeof noteForm>>

export const shareForm = z.object({
  why: text('Enter why the others on this case need it', 500),
  sure: z.literal('yes', 'Tick that you know who may then read it'),
})

export const pageSize = 25
