import { z } from 'zod'
import { readMoment } from '../../../platform/times.ts'
import { optional, ticked } from './forms.ts'
import { isPoint } from './points.ts'
import { type Channel, channels } from './words.ts'

export const outcomes = {
  'no answer': 'Nobody answered',
  'someone else answered': 'Someone else answered, and was told nothing',
  'not safe to talk': 'It was not safe to talk',
  'not delivered': 'It did not arrive',
  'not tried': 'It could not be tried',
} as const
type Outcome = keyof typeof outcomes
export const isOutcome = (text: string | undefined): text is Outcome =>
  text !== undefined && Object.hasOwn(outcomes, text)

export const hows = {
  'we called': 'We called them, or someone they chose',
  'they called': 'They called us',
  'face to face': 'Face to face',
  'card handed over': 'A card or letter handed to them in person, and read with them',
} as const
type How = keyof typeof hows
const isHow = (text: string | undefined): text is How => text !== undefined && Object.hasOwn(hows, text)

export const unableReasons = {
  'no safe way': 'There is no safe way to reach them',
  'not found': 'Nobody knows where they are now',
  'not able to take it in': 'They are not able to take it in now',
  died: 'They have died',
} as const
export const isUnableReason = (text: string | undefined): text is keyof typeof unableReasons =>
  text !== undefined && Object.hasOwn(unableReasons, text)

export type Way = { channel: Channel; routeId: string | null }
export type Override = { by: string; why: string } | null
export type CallForm = { dutyIds: string[] } & (
  | {
      what: 'told'
      at: Date
      how: How
      way: Way | null
      toldTo: string | null
      content: string
      points: string[]
      reaction: string | undefined
      riskChanged: boolean
      beforeRelease: boolean | null
      override: Override
    }
  | { what: 'tried'; at: Date; way: Way | null; outcome: Outcome; note: string | undefined; override: Override }
  | { what: 'other body'; at: Date; source: string; content: string }
  | { what: 'unable'; reason: string; words: string; supervisorId: string }
  | { what: 'choice' }
)
export const whats = ['told', 'tried', 'other body', 'unable', 'choice'] as const

const fields = z.object({
  what: z.enum(whats, 'Select what happened'),
  duties: ticked,
  day: optional(40),
  time: optional(20),
  how: optional(40),
  way: optional(60),
  toldTo: optional(60),
  content: optional(2000),
  points: ticked,
  reaction: optional(1000),
  riskChanged: optional(10),
  beforeRelease: optional(10),
  outcome: optional(40),
  note: optional(500),
  source: optional(200),
  reason: optional(60),
  words: optional(1000),
  supervisor: optional(60),
  allowedBy: optional(60),
  allowedWhy: optional(500),
})
type Fields = z.infer<typeof fields>
type Problem = (path: keyof Fields, message: string) => void

/** What was done with the call sheet, read by what was said to have happened: each kind asks only for its own. */
export const callFormAt = (now: Date) =>
  fields.transform((form, context): CallForm => {
    let isGood = true
    const problem: Problem = (path, message) => {
      isGood = false
      context.addIssue({ code: 'custom', path: [path], message })
    }
    const dutyIds = form.duties.filter((id) => z.uuid().safeParse(id).success)
    if (dutyIds.length === 0) problem('duties', 'Tick what this was about')
    const read = kinds[form.what](form, now, problem)
    return isGood && read ? { ...read, dutyIds } : z.NEVER
  })

type Read = (
  form: Fields,
  now: Date,
  problem: Problem,
) => CallForm extends infer Each ? (Each extends CallForm ? Omit<Each, 'dutyIds'> | null : never) : never

const told: Read = (form, now, problem) => {
  const at = momentIn(form, now, problem)
  const { how, content = '', reaction } = form
  if (!isHow(how)) problem('how', 'Select how they were told')
  const way = wayIn(form.way)
  if (how === 'we called' && !way) problem('way', 'Select the way that was used')
  if (!content) problem('content', 'Enter what was said')
  if (form.riskChanged !== 'yes' && form.riskChanged !== 'no')
    problem('riskChanged', 'Select whether anything they said changes the risk')
  if (!at || !isHow(how)) return null
  const isTheirs = !form.toldTo || form.toldTo === 'them'
  return {
    ...{ what: 'told', at, how, way: how === 'we called' ? way : null, content, reaction },
    toldTo: isTheirs ? null : (form.toldTo ?? null),
    points: form.points.filter(isPoint),
    riskChanged: form.riskChanged === 'yes',
    beforeRelease: form.beforeRelease ? form.beforeRelease === 'yes' : null,
    override: overrideIn(form),
  }
}

const tried: Read = (form, now, problem) => {
  const at = momentIn(form, now, problem)
  const way = wayIn(form.way)
  if (!isOutcome(form.outcome)) problem('outcome', 'Select how it went')
  if (form.outcome !== 'not tried' && !way) problem('way', 'Select the way that was tried')
  if (!at || !isOutcome(form.outcome)) return null
  return { what: 'tried', at, way, outcome: form.outcome, note: form.note, override: overrideIn(form) }
}

const otherBody: Read = (form, now, problem) => {
  const at = momentIn(form, now, problem)
  const { source = '', content = '' } = form
  if (!source) problem('source', 'Enter who told them, and how you know')
  if (!content) problem('content', 'Enter what they were told')
  return at && { what: 'other body', at, source, content }
}

const unable: Read = ({ reason, words = '', supervisor = '' }, _now, problem) => {
  if (!isUnableReason(reason)) problem('reason', 'Select why they could not be told')
  if (!words) problem('words', 'Enter what was tried, and what happens now')
  if (!z.uuid().safeParse(supervisor).success) problem('supervisor', 'Select the supervisor who agreed')
  return isUnableReason(reason) ? { what: 'unable', reason, words, supervisorId: supervisor } : null
}

const kinds: Record<(typeof whats)[number], Read> = {
  ...{ told, tried, unable },
  'other body': otherBody,
  choice: () => ({ what: 'choice' }),
}

const momentIn = ({ day = '', time = '' }: Fields, now: Date, problem: Problem): Date | null => {
  const read = readMoment(day, time, now)
  if ('problem' in read) problem(read.field, read.problem)
  else if (read.at > now) problem('time', 'This time has not come yet. Enter when it happened')
  else return read.at
  return null
}

const wayIn = (text: string | undefined): Way | null => {
  const [channel, routeId = ''] = text?.split(' ') ?? []
  const known = channels.find((each) => each === channel)
  if (!known) return null
  return { channel: known, routeId: z.uuid().safeParse(routeId).data ?? null }
}

const overrideIn = ({ allowedBy, allowedWhy }: Fields): Override =>
  allowedBy && allowedWhy && z.uuid().safeParse(allowedBy).success ? { by: allowedBy, why: allowedWhy } : null
