import type { Policy } from '../../../rules/policy.ts'
import type { Clock, ClockByGrade, LeadTimes, SimpleClock, StartsFrom } from '../../../rules/rule.ts'

const starts: Record<StartsFrom, string> = {
  happened: 'it happened',
  known: 'it became known',
  received: 'the court or the CPS said so',
  entered: 'it was written down',
  date: 'the date in question',
  raised: 'the duty came up',
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** The number itself, whether the law gives it or the area has set it. */
const numberIn = (count: number | keyof Policy, policy: Policy): number =>
  Number(typeof count === 'number' ? count : policy[count])
const setHere = (count: number | keyof Policy): string => (typeof count === 'number' ? '' : ' (set by local policy)')

/** A clock in words, with the numbers that local policy gives it now. */
export const clockWords = (clock: Clock, policy: Policy): string =>
  clock.kind === 'byGrade' ? byGrade(clock, policy) : simple(clock, policy)

const byGrade = ({ high, medium, standard, afterSeparation }: ClockByGrade, policy: Policy): string => {
  const levels = `High or no level yet: ${simple(high, policy)}. Medium: ${simple(medium, policy)}. Standard: ${simple(standard, policy)}`
  return afterSeparation ? `${levels}. While a separation is recent, as for one level higher` : levels
}

const simple = (clock: SimpleClock, policy: Policy): string => {
  const from = starts[clock.from]
  switch (clock.kind) {
    case 'workingDays':
      return workingDays(clock, policy)
    case 'hours':
      return `within ${plural(numberIn(clock.count, policy), 'hour')} after ${from}${setHere(clock.count)}`
    case 'courtHours':
      return `within ${clock.count} hours after ${from}, in which Sundays, Christmas Day, Good Friday and bank holidays do not count`
    case 'days':
      return `by the end of the day, ${plural(numberIn(clock.count, policy), 'day')} after ${from}${setHere(clock.count)}`
    case 'endOfDay':
      return `by the end of the day on which ${clock.from === 'date' ? 'it falls' : from}`
    case 'endOfNextShift':
      return `by the end of the shift after the one in which ${from}`
    case 'hourOfNextWorkingDay':
      return `by ${numberIn(clock.hour, policy)}:00 on the working day after ${from}${setHere(clock.hour)}`
  }
}

const workingDays = (clock: SimpleClock & { kind: 'workingDays' }, policy: Policy): string => {
  const count = numberIn(clock.count, policy)
  const days = count === 0 ? 'by the end of the day on which' : `by the end of ${plural(count, 'working day')} after`
  return `${days} ${starts[clock.from]}${setHere(clock.count)}`
}

/** How long the law gives where the enhanced rights do not apply, if that is longer. */
export const withoutEnhanced = (clock: Clock | undefined): string | null =>
  clock?.kind === 'workingDays' && clock.standardCount !== undefined && clock.standardCount !== clock.count
    ? `${plural(clock.standardCount, 'working day')}. Here everyone has the enhanced rights`
    : null

const leadDates: Record<LeadTimes['date'], string> = { hearingOn: 'hearing', endsOn: 'end', releaseOn: 'release' }

/** When warnings before a date come up: "28, 14 and 2 days before the hearing, and on the day". */
export const leadWords = ({ date, days, shortDays, onTheDay, shortNotice }: LeadTimes, policy: Policy): string => {
  if (shortNotice === 'only')
    return `at once, where the ${leadDates[date]} comes to be known later than ${listed(daysIn(days, policy), 'or')} days before (set by local policy)`
  const list = `${listed(daysIn(days, policy))} days before the ${leadDates[date]}${onTheDay ? ', and on the day' : ''}`
  const short =
    shortDays &&
    `; for an order of at most ${policy.shortOrderMaxDays} days, ${listed(daysIn(shortDays, policy))} days before`
  return `${list}${short ?? ''} (set by local policy)${shortNotice ? '; at once, where one of these days is past when it comes to be known' : ''}`
}

const daysIn = (name: keyof Policy, policy: Policy): string[] => [policy[name]].flat().map(String)

/** "a, b and c". */
export const listed = (words: readonly string[], joint = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
