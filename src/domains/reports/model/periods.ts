import { z } from 'zod'
import { addDays, addMonths, londonDay } from '../../../rules/days.ts'

/** A quarter of a year: reports know no shorter time, because a count over a few days shows who was added to it. */
export type Quarter = { key: string; firstDay: string; lastDay: string; words: string; isOver: boolean }
/** Whose cases are counted: those that one's own agency opened or works on, or all of the partnership. */
export type Whose = 'ours' | 'all'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const offered = 8

const quarterOf = (firstDay: string, today: string): Quarter => {
  const [year, month] = [firstDay.slice(0, 4), Number(firstDay.slice(5, 7))]
  const lastDay = addDays(addMonths(firstDay, 3), -1)
  return {
    key: `${year}-Q${(month + 2) / 3}`,
    firstDay,
    lastDay,
    words: `${months[month - 1]} to ${months[month + 1]} ${year}`,
    isOver: lastDay < today,
  }
}

/** The quarter that runs now and those of the two years before it, the latest first. The partnership's are over. */
export const quartersAt = (now: Date, whose: Whose): Quarter[] => {
  const today = londonDay(now)
  const running = `${today.slice(0, 4)}-${String(3 * Math.ceil(Number(today.slice(5, 7)) / 3) - 2).padStart(2, '0')}-01`
  return Array.from({ length: offered }, (_, back) => quarterOf(addMonths(running, -3 * back), today)).filter(
    ({ isOver }) => isOver || whose === 'ours',
  )
}

export const monthWords = (month: string): string => `${months[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`

const query = z.object({ quarter: z.string().optional(), cases: z.enum(['ours', 'all']).optional() })
export type Choice = { quarter: Quarter; whose: Whose }

/** What our own links choose; without a choice, one's own cases in the quarter that runs. Anything else leads nowhere. */
export const choiceIn = (given: unknown, now: Date): Choice | undefined => {
  const read = query.safeParse(given)
  if (!read.success) return undefined
  const whose = read.data.cases ?? 'ours'
  const all = quartersAt(now, whose)
  const quarter = read.data.quarter === undefined ? all[0] : all.find(({ key }) => key === read.data.quarter)
  return quarter && { quarter, whose }
}

/** The same report for another choice. Whoever goes over to the partnership takes the latest quarter that is over. */
export const addressOf = (report: string, { quarter, whose }: Choice, now: Date): string => {
  const all = quartersAt(now, whose)
  const { key } = all.find((each) => each.key === quarter.key) ?? all[0] ?? quarter
  return `/reports/${report}?quarter=${key}&cases=${whose}`
}
