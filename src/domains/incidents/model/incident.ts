import { z } from 'zod'
import { dayEnds, dayText, readDay, readMoment } from '../../../platform/times.ts'
import type { Details } from '../../../rules/entry.ts'
import type { NewEntry } from '../../../rules/record.ts'
import { grades, marks } from '../../entries/index.ts'

/** Behaviours by code (RULES 1.2). Controlling and coercive acts form a pattern when they come twice (CC-16). */
export const behaviours = [
  { code: 'physical', group: 'Physical', text: 'Hitting, pushing, restraining, or other physical abuse' },
  { code: 'sexual', group: 'Sexual', text: 'Sexual abuse' },
  { code: 'violent-threat', group: 'Violent or threatening', text: 'Violent or threatening behaviour' },
  { code: 'psychological', group: 'Psychological', text: 'Psychological abuse' },
  { code: 'emotional', group: 'Emotional', text: 'Emotional abuse' },
  { code: 'economic-money', group: 'Economic', text: 'Taking, keeping from or running up money' },
  { code: 'economic-work', group: 'Economic', text: 'Stopping work, training or housing' },
  { code: 'controlling-cut-off', group: 'Controlling', text: 'Cutting off from people who support them' },
  { code: 'controlling-use', group: 'Controlling', text: 'Using their money or abilities for own gain' },
  {
    code: 'controlling-means',
    group: 'Controlling',
    text: 'Taking away what is needed to be independent, resist or get away',
  },
  { code: 'controlling-daily-life', group: 'Controlling', text: 'Governing daily life' },
  { code: 'coercive-assault', group: 'Coercive', text: 'Assault to harm, punish or frighten' },
  { code: 'coercive-threats', group: 'Coercive', text: 'Threats to harm, punish or frighten' },
  { code: 'coercive-humiliation', group: 'Coercive', text: 'Humiliation' },
  {
    code: 'coercive-intimidation',
    group: 'Coercive',
    text: 'Intimidation, or other abuse to harm, punish or frighten',
  },
] as const
export const behaviourText = (code: string): string => behaviours.find((each) => each.code === code)?.text ?? code
export const behaviourGroup = (code: string): string => behaviours.find((each) => each.code === code)?.group ?? ''

export type IncidentInput = {
  happened: NewEntry['happened']
  mark: NonNullable<Details['mark']>
  sourceAgency: string
  seenBy: string | null
  toldBy: string | null
  what: string
  details: Details
  acts: { code: string; onDay: string }[]
}
type Typed = Record<string, string | undefined>
type Issue = (field: string, message: string) => void

const ticks = [
  'childPresent',
  'weapon',
  'firearm',
  'threatToKill',
  'strangled',
  'selfHarm',
  'earlierViolence',
  'otherArea',
  'isCrime',
  'reportedToPolice',
] as const
export const tickWords: Record<(typeof ticks)[number], string> = {
  childPresent: 'A child was there, or lives there',
  weapon: 'A weapon',
  firearm: 'A firearm',
  threatToKill: 'A threat to kill',
  strangled: 'Strangled or suffocated',
  selfHarm: 'Thoughts of suicide or self-harm',
  earlierViolence: 'Word of earlier violence by this person, to anyone',
  otherArea: 'One of them lives in another area',
  isCrime: 'Recorded as a crime',
  reportedToPolice: 'Reported to police',
}
export const tickNames = ticks
const reporters = ['victim', 'suspect', 'third party', 'agency', 'not known'] as const

export const incidentInput = (now: Date) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context): IncidentInput => {
    const issue: Issue = (field, message) => context.addIssue({ code: 'custom', path: [field], message })
    const happened = happenedIn(typed, now, issue)
    const mark = marks.find(({ value }) => value === typed.mark)?.value
    const reportedBy = reporters.find((each) => each === typed.reportedBy)
    const what = typed.what?.trim() ?? ''
    if (!mark) issue('mark', 'Select what this is worth')
    const graded = grades.flatMap(({ name, choices, missing }) => {
      const found = choices.find(({ value }) => value === typed[name])
      if (mark === 'intelligence' && !found) issue(name, missing)
      return found && mark === 'intelligence' ? [[name, found.value]] : []
    })
    if (!reportedBy) issue('reportedBy', 'Select who reported it')
    if (!typed.sourceAgency?.trim()) issue('sourceAgency', 'Enter the agency that this comes from')
    if (!what) issue('what', 'Write what happened')
    if (what.length > 4000) issue('what', 'Write 4,000 characters or fewer')
    return {
      ...{ happened, what, mark: mark ?? 'fact', sourceAgency: typed.sourceAgency?.trim() ?? '' },
      seenBy: typed.seenBy?.trim() || null,
      toldBy: typed.toldBy?.trim() || null,
      details: {
        ...(reportedBy && { reportedBy }),
        ...(mark && { mark }),
        ...Object.fromEntries(graded),
        ...Object.fromEntries(ticks.filter((name) => typed[name] === 'yes').map((name) => [name, true])),
      },
      acts: behaviours
        .filter(({ code }) => typed[`act-${code}`] === 'yes')
        .map(({ code }) => ({ code, onDay: dayText(happened.from) })),
    }
  })

const happenedIn = ({ day = '', time = '' }: Typed, now: Date, issue: Issue): NewEntry['happened'] => {
  const fallback = { from: now, until: now, precision: 'minute' as const }
  if (time.trim() === '') {
    const read = readDay(day, now)
    if ('problem' in read) issue('day', read.problem)
    else if (read.day > dayText(now)) issue('day', 'That is in the future. Check the day')
    return 'day' in read ? { ...dayEnds(read.day), precision: 'day' } : fallback
  }
  const read = readMoment(day, time, now)
  if ('problem' in read) issue(read.field, read.problem)
  else if (read.note) issue('time', read.note)
  else if (read.at.getTime() > now.getTime() + 60_000) issue('day', 'That is in the future. Check the day and the time')
  return 'at' in read ? { from: read.at, until: read.at, precision: 'minute' } : fallback
}

export const changes = [
  'New contact',
  'Their location was found',
  'A weapon',
  'A threat',
  'Somebody’s health or drinking changed',
  'A new worry of the victim',
  'Something else',
] as const
export const triggerForm = z.object({
  reason: z.enum(changes, 'Select what has changed'),
  what: z
    .string('Write what has changed')
    .trim()
    .min(1, 'Write what has changed')
    .max(4000, 'Write 4,000 characters or fewer'),
})
