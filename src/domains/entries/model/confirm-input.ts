import { z } from 'zod'
import { type Body, bodies } from '../../../rules/entry.ts'
import { type FormAbout, pastMoment } from './entry-input.ts'

export type Heard = { body: Body; toldBy: string | null; knownAt: Date; receivedAt: Date | null; what: string | null }

/** "I know this too": when we heard, from whom, and when the court told the body that must tell. */
export const confirmInput = ({ now, form }: FormAbout) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context): Heard => {
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const body = bodies.find((each) => each === typed.body)
    if (!body) issue('body', 'Select which body says so')
    const receivedAt = form.isReceived ? pastMoment(typed, 'received', now, issue) : null
    const known = pastMoment(typed, 'known', now, issue) ?? now
    if ((typed.toldBy ?? '').trim().length > 200) issue('toldBy', 'Write 200 characters or fewer')
    if ((typed.what ?? '').trim().length > 4000) issue('what', 'Write 4,000 characters or fewer')
    return {
      ...{ body: body ?? 'other', receivedAt },
      knownAt: receivedAt && receivedAt < known ? receivedAt : known,
      toldBy: typed.toldBy?.trim() || null,
      what: typed.what?.trim() || null,
    }
  })
