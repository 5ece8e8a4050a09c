import { abuserKinds } from './abusers.ts'
import type { Score } from './score.ts'

const sumOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, each) => sum + each, 0)

export const falseRate = ({ falseAlerts, staffDays }: Score): number => (sumOf(falseAlerts) / staffDays) * 1000
export const recall = ({ found, planted }: Score): number => found / planted

const middle = (days: readonly number[]): string => {
  const sorted = days.toSorted((one, other) => one - other)
  return sorted.length === 0 ? 'never' : `${sorted[Math.floor(sorted.length / 2)]} days`
}
const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, many]) => `${name} ${many}`).join(', ') || 'none'

/** The figures of one year, and which kind of abuser was found by which kind of question. */
export const printed = (score: Score): string => {
  const { seed, looks, staff, staffDays, lines, found, planted, falseAlerts, behind } = score
  const width = Math.max(...abuserKinds.map(({ length }) => length))
  return [
    `Seed ${seed}: ${looks.toLocaleString('en-GB')} looks, ${staff.toLocaleString('en-GB')} staff, ${staffDays.toLocaleString('en-GB')} staff-days`,
    `  found ${found} of ${planted} (${(recall(score) * 100).toFixed(1)} %); ${sumOf(falseAlerts)} false, ${falseRate(score).toFixed(2)} in 1,000 staff-days`,
    ...lines.map(
      (line) =>
        `  ${line.kind.padEnd(width)}  ${line.found} of ${line.planted}, first after ${middle(line.days)} (median): ${listed(line.by)}`,
    ),
    `  false alerts: ${listed(falseAlerts)}`,
    `  behind them: ${listed(behind)}`,
  ].join('\n')
}
