import { readTime } from '../../../platform/times.ts'
import type { Window } from './windows.ts'

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const groups: Record<string, number[]> = {
  'any day': [1, 2, 3, 4, 5, 6, 7],
  'every day': [1, 2, 3, 4, 5, 6, 7],
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
}
const help = 'Write it like "Mon to Fri 10:00 to 12:00", one line for each'

/** One line each: `Mon to Fri 10:00 to 12:00`, `Tue, Thu 18:30-20:00`, `Any day 9am to 5pm`. */
export const readWindows = (typed: string): { windows: Window[] } | { problem: string } => {
  const lines = typed.split(/\r?\n|;/).map((line) => line.trim())
  const windows: Window[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const read = windowIn(line.toLowerCase())
    if ('problem' in read) return { problem: `Line ${index + 1}: ${read.problem}` }
    windows.push(read)
  }
  return { windows }
}

const windowIn = (line: string): Window | { problem: string } => {
  const [, dayText, fromText, untilText] =
    /^(\D+?)\s*(\d[\d:.apm]*)\s*(?:to|until|-|–)\s*(\d[\d:.apm]*)$/.exec(line) ?? []
  if (!dayText || !fromText || !untilText) return { problem: help }
  const days = daysIn(dayText.trim())
  const [from, until] = [readTime(fromText), readTime(untilText)]
  if (!days) return { problem: `the days are not clear. ${help}` }
  if ('problem' in from || 'problem' in until) return { problem: `the times are not clear. ${help}` }
  if (until.time <= from.time) return { problem: 'it ends before it starts. Write two lines for a time over midnight' }
  return { days, from: from.time, until: until.time }
}

const daysIn = (text: string): number[] | null => {
  const known = groups[text]
  if (known) return known
  const days: number[] = []
  for (const part of text.split(/\s*(?:,|\band\b|&)\s*/).filter(Boolean)) {
    const [first, last, ...more] = part.split(/\s*(?:\bto\b|-|–)\s*/).map(dayOf)
    if (!first || last === null || more.length > 0) return null
    for (let day = first; ; day = (day % 7) + 1) {
      days.push(day)
      if (day === (last ?? first)) break
    }
  }
  return days.length > 0 ? [...new Set(days)].sort() : null
}

const dayOf = (text: string): number | null => {
  const index = names.findIndex((name) => text.startsWith(name) && `${text}day`.length > name.length)
  return index === -1 ? null : index + 1
}
