import type { Work } from '../../platform/request.ts'
import { calendarIn } from '../../rules/calendar-in.ts'
import { londonDay } from '../../rules/days.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Rule } from '../../rules/rule.ts'
import type { Services } from '../../rules/services.ts'
import type { Report } from './model/list.ts'
import type { Choice } from './model/periods.ts'
import { type CountLine, countReport } from './store.ts'

export type Counted = { lines: CountLine[]; below: number; problem?: string }

/** The counts of one report, as the database lets them out: no row of anybody, and nothing small (INV-47). */
export const countFor = async (
  services: Services,
  work: Work,
  report: Report,
  { quarter, whose }: Choice,
): Promise<Counted> => {
  const { smallNumber: below } = await policyIn(services, work.tx, work.now)
  const { holidays, lastDay } = await calendarIn(services, work.tx)
  if (report.name === 'court-latency' && lastDay < londonDay(work.now))
    return { lines: [], below, problem: `The list of bank holidays ends on ${lastDay}: working days are not counted` }
  const lines = await countReport(work, {
    report: report.name,
    firstDay: quarter.firstDay,
    whole: whose === 'all',
    below,
    codes: tellingCodes(services.rules),
    daysOff: [...holidays.keys()],
  })
  return { lines, below }
}

/** Duties to tell a person something, as opposed to work about them. */
const tellingCodes = (rules: readonly Rule[]): string[] => [
  ...new Set(
    rules
      .filter(({ owedTo, metBy }) => owedTo === 'each person' && metBy.types.includes('duties.told'))
      .map(({ code }) => code),
  ),
]
