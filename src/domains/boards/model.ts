import { z } from 'zod'
import { addDays, atHour, londonDay } from '../../rules/days.ts'

export const pageSize = 25

const page = z.coerce.number().int().min(1).max(10_000).catch(1)
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).optional().catch(undefined)

export const dutyStates = ['late', 'soon', 'today'] as const
export const dutyKinds = ['tell', 'review', 'chase', 'other'] as const
export const levels = ['high', 'medium', 'standard', 'none'] as const

/** What a board of duties is narrowed to. It stands in the address, so a filter is a link; what is not known is left out. */
export const dutyFilter = z.object({
  state: oneOf(dutyStates),
  kind: oneOf(dutyKinds),
  level: oneOf(levels),
  page,
})
export type DutyFilter = z.infer<typeof dutyFilter>

export const caseSorts = ['due', 'level', 'opened'] as const
export const caseFilter = z.object({ level: oneOf(levels), sort: z.enum(caseSorts).catch('due'), page })
export type CaseFilter = z.infer<typeof caseFilter>

export type Filter = Record<string, string | number | undefined>

/** The address of a board with these choices; the first page and what is not chosen are left out. */
export const addressOf = (board: string, filter: Filter): string => {
  const chosen = Object.entries(filter).filter(
    ([name, value]) => value !== undefined && !(name === 'page' && value === 1),
  )
  const query = new URLSearchParams(chosen.map(([name, value]): [string, string] => [name, String(value)])).toString()
  return query ? `/boards/${board}?${query}` : `/boards/${board}`
}

export const boardNames = ['mine', 'cases', 'team', 'team-cases'] as const
export type BoardName = (typeof boardNames)[number]

export const savedFilterForm = z.object({
  board: z.enum(boardNames),
  /** As an address carries it: whatever else was sent is written so that it can stand in one. */
  query: z
    .string()
    .max(300)
    .transform((query) => new URLSearchParams(query).toString()),
  name: z
    .string('Enter a name')
    .trim()
    .min(1, 'Enter a name for this choice, such as "High, late"')
    .max(40, 'Name must be 40 characters or fewer'),
})
export type SavedFilterForm = z.infer<typeof savedFilterForm>

/** What a reader is told of the whole list: how many, and which of them are on this page. */
export const saysOf = (total: number, page: number, one: string, many: string): string => {
  if (total <= pageSize) return `${total} ${total === 1 ? one : many}`
  const first = (page - 1) * pageSize + 1
  return `${total} ${many}: ${first} to ${Math.min(total, page * pageSize)} are shown`
}

/** The last page there is when this one lies behind it: work that was done since makes a list shorter. */
export const pageBefore = (page: number, total: number): number | undefined => {
  const last = Math.max(1, Math.ceil(total / pageSize))
  return page > last ? last : undefined
}

/** The stretch that the morning list looks at: since five in the afternoon of the day before, and 14 days on. London days. */
export const morningDays = (now: Date): { since: Date; today: string; lastDay: string } => {
  const today = londonDay(now)
  return { since: atHour(addDays(today, -1), 17), today, lastDay: addDays(today, 14) }
}

const alarms: Record<string, string> = {
  'safety clock passed': 'The safety clock ran out',
  'law clock soon': 'The law’s clock ends soon',
  'law clock passed': 'The law’s clock ran out',
  'nobody at the desk': 'A desk has nobody on it',
  'another safe way': 'There is no safe way in time: choose another',
  'another way was chosen': 'Another safe way was chosen: see which',
  'police watch': 'A supervisor chose police watch: start it',
  'taken over': 'A case is yours at once: read what is due',
  'message for the desk': 'Something has come to the safeguarding desk',
  'no safeguarding desk': 'Your agency names no safeguarding desk: name one',
  'past looks': 'A list of looks has come for you under People you know',
  'seal to lift': 'A seal is to be lifted: answer under People you know',
  misuse: 'Looks that are worth a question wait for you under Misuse',
  'misuse late': 'Looks that are worth a question have waited too long: see Misuse',
  'nobody for misuse': 'Nobody can answer for misuse: name the desk under Desk for misuse',
  attendance: 'A unit was sent to a call: look at it under Calls to look at',
  'attendance late': 'A call that somebody should have looked at waits for you under Calls to look at',
  'missing report': 'Somebody who may be protected was reported missing: see Reported missing',
  'missing report late':
    'Nobody has answered for somebody who may be protected and was reported missing: see Reported missing',
  'many missing reports': 'Many people were reported missing by one of your force within an hour: ask who is looking',
  'place found late':
    'A place of yours was found in something that people could open: see Found too late under Protected addresses',
  'booked call': 'A booked call is due now',
  'emergency access': 'Emergency access was used: see who looked, and why',
  'emergency access not justified': 'Emergency access was found not justified',
  'message not sent': 'A message could not be sent: reach them another way',
  'referral-unacknowledged': 'A referral has not been acknowledged',
  'referral-sent': 'A referral has come for your agency',
  'referral-acknowledged': 'A referral was acknowledged',
  'referral-accepted': 'A referral was accepted',
  'referral-declined': 'A referral was declined: read what was offered instead',
  'referral-withdrawn': 'A referral was withdrawn: read how contact stops safely',
  'referral-completed': 'The outcome of a referral has come',
}
/** What an alarm says; a kind that is new here shows its own name rather than nothing. */
export const alarmWords = (kind: string): string => alarms[kind] ?? kind.replaceAll('-', ' ')
