import { z } from 'zod'
import { dayEnds, readDay } from '../../platform/times.ts'
import { addDays, londonDay } from '../../rules/days.ts'

/** What somebody did, as the log has it, and what it is called here. */
export const kinds = {
  consult: 'Looked',
  alter: 'Changed',
  search: 'Searched',
  disclose: 'Opened or gave on what is closed',
  export: 'Took a copy out',
  print: 'Printed',
  collect: 'Sent in by a system',
  fail: 'Refused, or went wrong',
  'sign-in': 'Signed in',
  'sign-out': 'Signed out',
} as const
const isKind = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind)
export const kindWords = (kind: string): string => (isKind(kind) ? kinds[kind] : kind)

const some = (most: number) => z.string().trim().max(most).optional().catch(undefined)
const filterForm = z.object({
  person: z.uuid().optional().catch(undefined),
  case: some(40),
  kind: z.string().refine(isKind).optional().catch(undefined),
  route: some(80),
  from: some(40),
  until: some(40),
  page: z.coerce.number().int().min(1).max(200).catch(1),
})
export type Filter = z.infer<typeof filterForm>

/** What was asked for. Where no days are named, it is the last seven, and the page says so. */
export const filterIn = (query: unknown, now: Date): Filter & { from: string; until: string } => {
  const filter = filterForm.parse(query)
  const today = londonDay(now)
  return { ...filter, from: filter.from || addDays(today, -6), until: filter.until || today }
}

/** The days asked for, as moments for the log, and the first and the last of them. */
export type Days = { from: Date; until: Date; first: string; last: string }
/** The days asked for, from the first moment of the one to the last of the other; or what to put right. */
export const daysOf = ({ from, until }: Filter, now: Date): Days | { field: 'from' | 'until'; problem: string } => {
  const [first, last] = [readDay(from ?? '', now), readDay(until ?? '', now)]
  if ('problem' in first) return { field: 'from', problem: first.problem }
  if ('problem' in last) return { field: 'until', problem: last.problem }
  if (last.day < first.day) return { field: 'until', problem: 'The last day is before the first. Check both' }
  const moments = { from: dayEnds(first.day).from, until: dayEnds(addDays(last.day, 1)).from }
  return { ...moments, first: first.day, last: last.day }
}

/** The same search in an address; nothing in it names anybody who is in a case. */
export const addressOf = (filter: Partial<Filter>): string => {
  const said = Object.entries(filter).filter(([field, value]) => value && !(field === 'page' && value === 1))
  const query = new URLSearchParams(said.map(([field, value]) => [field, String(value)]))
  return `/audit${query.size > 0 ? `?${query}` : ''}`
}

/** What was searched for, as the log keeps it of this search itself. */
export const searchWords = ({ case: reference, kind, route }: Filter, { first, last }: Days): string =>
  [reference && `case ${reference}`, kind, route && `address ${route}`, `${first} to ${last}`]
    .filter(Boolean)
    .join(', ')

export const linesAPage = 50
/** The search counts no further than this. */
export const mostCounted = 10_000

export type Line = {
  id: string
  at: Date
  actor: string | null
  actorRole: string | null
  kind: string
  route: string
  namesCase: boolean
  reference: string | null
  /** Where nobody signed in: whose feed or link it was. */
  whose: string | null
  purpose: string | null
  pick: string | null
  said: string | null
  detail: string | null
  total: number
}
