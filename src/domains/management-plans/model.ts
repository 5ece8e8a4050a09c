import { z } from 'zod'
import { day, optionalText, text } from '../../platform/fields.ts'
import { seemsToHold } from '../../platform/protected-words.ts'
import { dayText } from '../../platform/times.ts'
import { londonDay } from '../../rules/days.ts'
import type { Since } from '../justice/index.ts'

type Choices = { people: readonly { id: string }[]; leads: readonly { id: string }[] }

/** A plan, or a further look at the one that stands: each is the whole of it anew. */
export const planForm = (now: Date, { people, leads }: Choices) =>
  z
    .object({
      personId: z
        .string('Select whose behaviour it manages')
        .refine(
          (id) => people.some((one) => one.id === id),
          'They are not reported in this case now: select somebody else',
        ),
      lead: z.enum(['here', 'outside'], 'Select who leads it'),
      leadId: optionalText(60),
      outside: optionalText(200),
      covers: text('Enter what it covers', 4000),
      lookedOn: day(now, 'Enter the day on which it was made or looked at', 'The day'),
      nextReviewOn: day(now, 'Enter the day on which it is next looked at').refine(
        (on) => on === '' || on > dayText(now),
        'Enter a day after today',
      ),
    })
    .superRefine(({ lead, leadId, outside, covers }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (lead === 'here' && !leads.some(({ id }) => id === leadId))
        ask('leadId', leadId ? 'They cannot lead it now: select somebody else' : 'Select who leads it here')
      if (lead === 'outside' && !outside) ask('outside', 'Enter the name of the body, and whom to ask for')
      for (const [name, words] of Object.entries({ covers, outside: lead === 'outside' ? outside : '' })) {
        const held = seemsToHold(words ?? '')
        if (held) ask(name, `This seems to hold ${held}. Whoever works with them reads it: say it without that`)
      }
    })
export type PlanForm = z.infer<ReturnType<typeof planForm>>

export const endForm = z.object({ why: text('Enter why it ends', 1000) })

/** What is known of a plan without its words. */
export type Looked = { lookedAt: Date; lookedOn: string; nextReviewOn: string | null }
export type Half = 'current' | 'none' | 'not since' | 'past its day'

/** Whether a plan is there and current: looked at since the release came to be known as it is now, where one is, and not past its day. */
export const halfOf = (plan: Looked | undefined, since: Since | null, now: Date): Half => {
  if (!plan) return 'none'
  if (plan.nextReviewOn === null || plan.nextReviewOn < londonDay(now)) return 'past its day'
  const isSince = since === null || (plan.lookedAt >= since.enteredAt && plan.lookedOn >= since.saidOn)
  return isSince ? 'current' : 'not since'
}

export const halfWords: Record<Half, string> = {
  current: 'There, and current',
  none: 'Missing',
  'not since': 'Not looked at since the release came to be known as it is now',
  'past its day': 'Past the day on which it was to be looked at',
}
export const endWords: Record<string, string> = { replaced: 'A newer look stands for it', ended: 'Ended' }
