import { createInterface } from 'node:readline'
import { BeyondCalendar, englandAndWales } from '../rules/calendar.ts'
import { exists, instantOf, londonTime } from '../rules/days.ts'
import { endOfWorkingDays } from '../rules/deadline.ts'
import type { Io } from './io.ts'

/** Reads lines of a London date or time and a number of working days; writes the end of the last day, line for line. */
export const run = async (_args: string[], { stdin, stdout }: Pick<Io, 'stdin' | 'stdout'>): Promise<number> => {
  let refusals = 0
  for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const answer = answerTo(line)
    if (answer.startsWith('refused')) refusals++
    stdout.write(`${answer}\n`)
  }
  return refusals === 0 ? 0 : 1
}

const linePattern = /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?\s+(\d{1,3})\s*$/

const answerTo = (line: string): string => {
  const [, day, time = '12:00', count] = linePattern.exec(line) ?? []
  if (!day || !count) return 'refused: write a date or a local time, then a number of working days'
  if (Number(count) < 1 || Number(count) > 250) return 'refused: the number of working days goes from 1 to 250'
  if (!exists(`${day}T12:00`)) return `refused: there is no day ${day}`
  if (!exists(`${day}T${time}`)) return `refused: there is no ${time} on ${day} in London`
  try {
    return londonTime(endOfWorkingDays(instantOf(`${day}T${time}`), Number(count), englandAndWales))
  } catch (error) {
    if (error instanceof BeyondCalendar) return `refused: ${error.message}`
    throw error
  }
}
