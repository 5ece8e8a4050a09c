import { z } from 'zod'
import { readDay, readMoment } from '../../../platform/times.ts'
import { londonDay } from '../../../rules/days.ts'
import { optional } from './forms.ts'

/** What came of a police watch; the duty to end one knows only that it ended. */
export const watchOutcomes = {
  started: 'The watch has started',
  'not possible': 'It cannot start',
  ended: 'It has ended, or is not needed: the victim has been told',
} as const
export type WatchOutcome = keyof typeof watchOutcomes

export type WatchForm = { outcome: WatchOutcome; at: Date; untilOn: string | null; what: string }

const fields = z.object({
  outcome: z.enum(['started', 'not possible', 'ended'], 'Select what came of it'),
  day: z.string().catch(''),
  time: z.string().catch(''),
  untilOn: optional(40),
  briefed: optional(10),
  what: z
    .string('Write who goes when, or what happened')
    .trim()
    .min(1, 'Write who goes when, or what happened')
    .max(1000, 'Write 1,000 characters or fewer'),
})

/** Officers who may meet the victim are briefed before they go (HS-16, NB-10), and a watch has a day on which it is looked at. */
export const watchFormAt = (now: Date) =>
  fields.transform(({ outcome, day, time, untilOn = '', briefed, what }, context): WatchForm => {
    const problem = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const read = readMoment(day, time, now)
    if ('problem' in read) problem(read.field, read.problem)
    else if (read.at > now) problem('time', 'This time has not come yet. Enter when it happened')
    const at = 'at' in read ? read.at : now
    if (outcome !== 'started') return { outcome, at, untilOn: null, what }
    if (briefed !== 'yes') problem('briefed', 'Brief the officers before the watch starts, and tick this')
    const until = readDay(untilOn, now)
    if ('problem' in until) problem('untilOn', until.problem)
    else if (until.day < londonDay(now)) problem('untilOn', 'Enter today or a later day')
    return { outcome, at, untilOn: 'day' in until ? until.day : null, what }
  })
