import { sql } from 'kysely'
import type { Work } from '../../platform/request.ts'
import type { ReportName } from './model/list.ts'

/** One line as the database lets it out: counts to the nearest five, -1 for a small one, no parts where they would tell too much. */
export type CountLine = {
  section: string
  line: string
  parts: string[]
  counts: number[]
  total: number | null
  middleMinutes: number | null
  longestDays: number | null
  laterMinutes: number | null
}

export type Asked = {
  report: ReportName
  firstDay: string
  whole: boolean
  below: number
  codes: readonly string[]
  daysOff: readonly string[]
}

export const countReport = async ({ tx, now }: Work, asked: Asked): Promise<CountLine[]> => {
  const { report, firstDay, whole, below, codes, daysOff } = asked
  const { rows } = await sql<CountLine>`
    select * from count_report(${report}, ${firstDay}::date, ${whole}, ${below}::integer, ${now}, ${[...codes]}::text[], ${[...daysOff]}::date[])`.execute(
    tx,
  )
  return rows
}
