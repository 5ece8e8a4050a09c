import { z } from 'zod'
import { readTime } from '../../../platform/times.ts'
import { addDays, instantOf, londonDay } from '../../../rules/days.ts'

/** Hours on days of the week (1 is Monday), London time, in which contact is safe. None at all: no time is safe. */
export const windowsSchema = z.array(
  z.object({ days: z.array(z.int().min(1).max(7)), from: z.string(), until: z.string() }),
)
export type Windows = z.infer<typeof windowsSchema>
export type Span = { from: Date; until: Date }

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
export const readWindows = (typed: string): { windows: Windows } | { problem: string } => {
  const lines = typed.split(/\r?\n|;/).map((line) => line.trim())
  const windows: Windows = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const read = windowIn(line.toLowerCase())
    if ('problem' in read) return { problem: `Line ${index + 1}: ${read.problem}` }
    windows.push(read)
  }
  return { windows }
}

const windowIn = (line: string): Windows[number] | { problem: string } => {
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

/** The stretch that is open now, or the next to come; null when none is. */
export const nextSpan = (windows: Windows, now: Date): Span | null => {
  const today = londonDay(now)
  const spans = Array.from({ length: 8 }, (_, ahead) => addDays(today, ahead)).flatMap((day) =>
    windows
      .filter(({ days }) => days.includes(new Date(day).getUTCDay() || 7))
      .map(({ from, until }) => ({ from: instantOf(`${day}T${from}:00`), until: instantOf(`${day}T${until}:00`) })),
  )
  return spans.filter(({ until }) => until > now).sort((a, b) => a.from.getTime() - b.from.getTime())[0] ?? null
}

export const isOpen = ({ from, until }: Span, now: Date): boolean => from <= now && now < until

const title = (day: number): string => {
  const name = names[day - 1] ?? ''
  return name.charAt(0).toUpperCase() + name.slice(1)
}
/** The windows as a person writes them: one line each. */
export const windowsText = (windows: Windows): string[] =>
  windows.map(
    ({ days, from, until }) => `${days.length === 7 ? 'Any day' : days.map(title).join(', ')} ${from} to ${until}`,
  )
