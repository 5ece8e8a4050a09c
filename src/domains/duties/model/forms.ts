import { z } from 'zod'
import { readMoment } from '../../../platform/times.ts'
import { bodies } from '../../../rules/entry.ts'

const words = (message: string, longest = 2000) =>
  z.string(message).trim().min(1, message).max(longest, `Write ${longest} characters or fewer`)

/** When something was done; it cannot lie ahead, and not before the duty came up. */
const pastMoment = (now: Date) =>
  z.object({ day: z.string().catch(''), time: z.string().catch('') }).transform(({ day, time }, context) => {
    const read = readMoment(day, time, now)
    const problem =
      'problem' in read
        ? { field: read.field, text: read.problem }
        : read.note
          ? { field: 'time', text: read.note }
          : null
    if (problem) context.addIssue({ code: 'custom', path: [problem.field], message: problem.text })
    const at = 'at' in read ? read.at : now
    if (at.getTime() > now.getTime() + 60_000)
      context.addIssue({ code: 'custom', path: ['day'], message: 'That is in the future. Check the day and the time' })
    return { at }
  })

export const doneForm = (now: Date) => z.object({ what: words('Write what was done') }).and(pastMoment(now))
export const planReviewForm = (now: Date) =>
  z.object({ what: words('Write what was looked at and what changes in the plan') }).and(pastMoment(now))

export const toldByForm = (now: Date) =>
  z
    .object({
      body: z.enum(bodies, 'Select which body told them'),
      toldBy: words('Enter the name of the person who told you so', 200),
      how: words('Say how they were told, such as by telephone', 200),
      what: words('Write what they were told'),
    })
    .and(pastMoment(now))

export const moveForm = z.object({
  toId: z.uuid('Select who takes it over'),
  reason: words('Write why it moves', 500),
})
