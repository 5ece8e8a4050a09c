import { addDays, daysBetween, endOfDay, startOfDay } from '../../../rules/days.ts'
import type { Moment } from '../../../rules/entry.ts'
import { shortened } from './json.ts'

/** A stretch of days, both ends counted. Null: no end is told on that side. */
export type Span = { from: string | null; to: string | null; isAbout: boolean }
/** Days counted from D0, a day that the file does not tell; `within` is the month or year that it lies in. */
export type Relative = { within: Span | null; offset: number; side: 'on' | 'after' | 'before' }
export type When = { span: Span } | { relative: Relative }

const precisions = ['day', 'month', 'year', 'approx', 'from', 'by', 'on_or_after', 'relative']

/** The days that a date may mean, or what is wrong with it in words. */
export const parseWhen = (date: string, precision: string): When | string => {
  if (!precisions.includes(precision)) return `“${shortened(precision)}” is no precision: use ${precisions.join(', ')}`
  const relative = parseRelative(date)
  if (precision === 'relative') return relative ? { relative } : `“${shortened(date)}” is not a day counted from D0`
  if (relative && ['from', 'by', 'on_or_after'].includes(precision)) return { relative: sided(relative, precision) }
  const span = parseSpan(date, precision === 'approx')
  if (!span) return `“${shortened(date)}” is no date of precision ${precision}`
  const shape = { day: 10, month: 7, year: 4 }[precision]
  if (shape !== undefined && date.length !== shape) return `“${shortened(date)}” is not a ${precision}`
  return {
    span: precision === 'by' ? { ...span, from: null } : precision === 'on_or_after' ? { ...span, to: null } : span,
  }
}

const sided = (relative: Relative, precision: string): Relative =>
  precision === 'from' ? relative : { ...relative, side: precision === 'by' ? 'before' : 'after' }

const relativePattern = /^(?:(\d{4}(?:-\d{2})?)-)?D0?(?:([+-]\d{1,5})|(\+{1,2}|-{1,2}))?$/

const parseRelative = (date: string): Relative | null => {
  const found = relativePattern.exec(date)
  if (!found || (date.endsWith('D') && found[2] === undefined)) return null
  const [, within, days, open] = found
  const span = within ? parseSpan(within, false) : null
  if (within && !span) return null
  return { within: span, offset: Number(days ?? 0), side: open ? (open.startsWith('+') ? 'after' : 'before') : 'on' }
}

const spanPattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}|start|early|mid|end|late))?)?$/
const parts = { start: [1, 10], early: [1, 10], mid: [11, 20], end: [21, 31], late: [21, 31] }
const isPart = (part: string): part is keyof typeof parts => Object.hasOwn(parts, part)

const parseSpan = (date: string, isAbout: boolean): Span | null => {
  const [, year, month, part] = spanPattern.exec(date) ?? []
  if (!year || Number(year) < 1900 || Number(year) > 2100) return null
  if (!month) return { from: `${year}-01-01`, to: `${year}-12-31`, isAbout }
  if (Number(month) < 1 || Number(month) > 12) return null
  const last = lastOfMonth(`${year}-${month}`)
  if (!part) return { from: `${year}-${month}-01`, to: last, isAbout }
  if (isPart(part)) {
    const [first, end] = parts[part]
    if (!isAbout || first === undefined || end === undefined) return null
    const to = `${year}-${month}-${end}`
    return { from: `${year}-${month}-${String(first).padStart(2, '0')}`, to: to < last ? to : last, isAbout }
  }
  return part >= '01' && `${date}` <= last ? { from: date, to: date, isAbout } : null
}

const lastOfMonth = (month: string): string => {
  const next = new Date(`${month}-01`)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return addDays(next.toISOString().slice(0, 10), -1)
}

/** Where nothing says how early, this stands for it; it is never shown. */
export const longAgo = '1900-01-01'

/** The same for the other side: an open end, where no later event closes it. */
export const longAhead = '2100-12-31'

/** The days of an event once D0 is taken to be this day. What has no end ends with the file. */
export const spanOn = (when: When, day0: string, lastDay: string): { from: string; to: string } => {
  const { from, to } = 'span' in when ? when.span : relativeSpan(when.relative, day0)
  const start = from ?? longAgo
  return { from: start, to: to ?? (lastDay > start ? lastDay : longAhead) }
}

const relativeSpan = ({ offset, side }: Relative, day0: string): { from: string | null; to: string | null } => {
  const day = addDays(day0, offset)
  return { from: side === 'before' ? null : day, to: side === 'after' ? null : day }
}

/** A day is a day long. The place in the file is kept in the last thousandths, so that a day keeps its order. */
export const momentOf = ({ from, to }: { from: string; to: string }, place: number): Moment => ({
  earliest: startOfDay(from),
  latest: new Date(endOfDay(to).getTime() + Math.min(place, 999)),
})

const mostTries = 400
/** So many events are read in all: a long file is tried on fewer days, spread evenly. */
const mostRead = 60_000

/** Every day that D0 may be. All are tried, and only what holds for each of them is certain. */
export const day0sOf = (whens: When[], given: string | null): { days: string[]; told: boolean; notes: string[] } => {
  const relatives = whens.flatMap((when) => ('relative' in when ? [when.relative] : []))
  if (relatives.length === 0) return { days: [longAgo], told: true, notes: [] }
  const spans = relatives.flatMap(({ within }) => within ?? [])
  const month = overlap(spans) ?? overlap(relatives.flatMap(shiftedBack))
  if (given) {
    const fits = !month || (given >= month.from && given <= month.to)
    return { days: [given], told: true, notes: fits ? [] : [`Day 0 was given as ${given}; the file puts it elsewhere`] }
  }
  if (spans.length > 0 && !month) return tried(years(whens), whens, ['The file puts day 0 in two places'], false)
  if (month) return tried(month, whens, [], true)
  return tried(
    years(whens),
    whens,
    [`No month is told for day 0: tried through ${years(whens).from.slice(0, 4)}`],
    false,
  )
}

type Days = { from: string; to: string }

const overlap = (spans: Span[]): Days | null => {
  const from = spans
    .map((span) => span.from ?? longAgo)
    .sort()
    .at(-1)
  const [to] = spans.map((span) => span.to ?? longAgo).sort()
  return from !== undefined && to !== undefined && from <= to ? { from, to } : null
}

/** Some files write the month of the event, not of D0. */
const shiftedBack = ({ within, offset }: Relative): Span[] =>
  within?.from && within.to
    ? [{ from: addDays(within.from, -offset), to: addDays(within.to, -offset), isAbout: false }]
    : []

/** With no month at all, the year of the file's first dated event; with none, 2024, and the result says so. */
const years = (whens: When[]): Days => {
  const [first] = whens
    .flatMap((when) => ('span' in when ? (when.span.from ?? when.span.to ?? []) : (when.relative.within?.from ?? [])))
    .sort()
  const year = (first ?? '2024').slice(0, 4)
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

type Tried = ReturnType<typeof day0sOf>

const tried = ({ from, to }: Days, { length }: When[], notes: string[], told: boolean): Tried => {
  const all = Math.min(daysBetween(from, to) + 1, mostTries)
  const count = Math.max(2, Math.min(all, Math.floor(mostRead / length)))
  const step = count < all ? (all - 1) / (count - 1) : 1
  const fewer = count < all ? [`Day 0 was tried on ${count} of the ${all} days that it may be: the file is long`] : []
  const days = Array.from({ length: Math.min(count, all) }, (_, place) => addDays(from, Math.round(place * step)))
  return { days, told, notes: [...notes, ...fewer] }
}
