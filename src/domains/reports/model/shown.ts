import { stringify } from 'csv-stringify/sync'
import type { Rule } from '../../../rules/rule.ts'
import type { CountLine } from '../store.ts'
import type { Part, Report } from './list.ts'

/** A count that is under the limit is never a number here. */
export type Count = number | 'small'
export type ShownLine = {
  label: string
  /** In the order of the report. Empty: the parts would tell too much of a small count. */
  parts: { part: Part; count: Count }[]
  total: Count
  times: string[]
}
export type ShownSection = { title: string; lines: ShownLine[] }

/** Lines as a person reads them, heading by heading. */
export const sectionsOf = (report: Report, lines: readonly CountLine[], rules: readonly Rule[]): ShownSection[] =>
  [...Map.groupBy(lines, ({ section }) => section)].map(([code, all]) => ({
    title: report.section(code),
    lines: inOrder(all, report).map((line) => shownLine(report, line, rules)),
  }))

const inOrder = (lines: readonly CountLine[], { order = [] }: Report): CountLine[] =>
  lines.toSorted((one, other) => order.indexOf(one.line) - order.indexOf(other.line))

const shownLine = (report: Report, line: CountLine, rules: readonly Rule[]): ShownLine => {
  const counts = new Map(line.parts.map((code, index) => [code, countOf(line.counts[index])]))
  const known = report.isList ? report.parts.filter(({ code }) => counts.has(code)) : report.parts
  return {
    label: report.line(line.line, rules),
    parts: counts.size === 0 ? [] : known.map((part) => ({ part, count: counts.get(part.code) ?? 0 })),
    total: line.total ?? 'small',
    times: timesOf(report, line),
  }
}

const countOf = (count: number | undefined): Count => (count === undefined || count < 0 ? 'small' : count)

/** The heads of the columns of times, as far as a report has them. */
export const timeHeads = ({ middle, longest, later }: Report): string[] =>
  [middle, longest, later].flatMap((head) => head ?? [])

const timesOf = ({ middle, longest, later }: Report, line: CountLine): string[] => [
  ...(middle ? [minutesWords(line.middleMinutes)] : []),
  ...(longest ? [daysWords(line.longestDays)] : []),
  ...(later ? [minutesWords(line.laterMinutes)] : []),
]

const few = 'too few'
const daysWords = (days: number | null): string => (days === null ? few : days === 1 ? '1 day' : `${days} days`)

/** Given to a quarter of an hour: 15 min, 1 h 30, 3 days. */
export const minutesWords = (minutes: number | null): string => {
  if (minutes === null) return few
  if (minutes === 0) return 'some minutes'
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
  return `${Math.round(minutes / 1440)} days`
}

export const countWords = (count: Count, below: number): string => (count === 'small' ? `under ${below}` : `${count}`)

/** What the lines of one heading come to, in one sentence: sums of what is shown, so that they tell nothing more. */
export const sentenceOf = ({ parts, unit: [one, many], isList }: Report, { lines }: ShownSection): string => {
  const number = (count: Count) => (count === 'small' ? 0 : count)
  const sum = (counts: readonly Count[]) => counts.reduce<number>((before, count) => before + number(count), 0)
  const total = isList ? Math.max(0, ...lines.map((line) => number(line.total))) : sum(lines.map((line) => line.total))
  const hidden = lines.filter((line) => line.total === 'small').length
  if (total === 0) return `Each line has too few ${many} to be counted here.`
  const few = hidden > 0 ? `, besides ${hidden === 1 ? 'a line' : `${hidden} lines`} with too few to show` : ''
  const counted = `About ${total} ${total === 1 ? one : many}${few}`
  if (isList) return `${counted}.`
  const each = parts
    .map(({ code, text }) => ({
      text,
      count: sum(lines.flatMap((line) => line.parts.filter(({ part }) => part.code === code).map((one) => one.count))),
    }))
    .filter(({ count }) => count > 0)
    .map(({ text, count }) => `${text.charAt(0).toLowerCase()}${text.slice(1)} ${count}`)
  return `${counted}${each.length > 0 ? `: ${each.join('; ')}` : ''}.`
}

type File = { report: Report; sections: readonly ShownSection[]; below: number; about: readonly string[] }

/** One row for each part of each line, then what the file is. A cell that a spreadsheet might take for a formula is kept as text. */
export const asCsv = ({ report, sections, below, about }: File): string => {
  const heads = timeHeads(report)
  const rows = sections.flatMap(({ title, lines }) =>
    lines.flatMap(({ label, parts, total, times }) => {
      const whole = [title, label, 'All', countWords(total, below), ...times]
      const none = heads.map(() => '')
      return [whole, ...parts.map(({ part, count }) => [title, label, part.text, countWords(count, below), ...none])]
    }),
  )
  return stringify([['Heading', 'Line', 'Part', 'Count', ...heads], ...rows, ...about.map((line) => [line])], {
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}
