import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import { rowsAPage } from '../entries/index.ts'
import type { ReportForm } from './model.ts'

export type ReportRow = {
  id: string
  takenAt: Date
  cameAt: Date
  name: string
  bornOn: string | null
  saidWhere: string | null
  said: string[]
  caller: string
  callerIs: string
  callerReached: string | null
  taker: string
  supervisor: string | null
  dueAt: Date
  mayBeProtected: boolean
  /** One of those who may be meant is in a case that has ended: nobody leads it. */
  isEnded: boolean
  /** Nothing open is left to confirm; of a case that has ended nobody was asked. */
  isConfirmed: boolean
  answeredAt: Date | null
  answerer: string | null
  total: number
}

/** False: whoever asks takes no calls. */
export const take = async ({ tx, now }: Work, id: string, form: ReportForm, dueAt: Date): Promise<boolean> => {
  const { name, born, saidWhere, said, caller, callerIs, callerReached, came } = form
  const { rows } = await sql<{ done: boolean }>`select take_missing_report(${id}, ${name}, ${born ?? null}::date,
    ${saidWhere ?? null}, ${said}::text[], ${caller}, ${callerIs}, ${callerReached ?? null}, ${came}, ${now}, ${dueAt}) as done`.execute(
    tx,
  )
  return rows[0]?.done === true
}

export const reportsFor = async (tx: Tx, page: number): Promise<ReportRow[]> =>
  (await sql<ReportRow>`select * from missing_reports(null, ${rowsAPage}, ${(page - 1) * rowsAPage})`.execute(tx)).rows
export const reportOf = async (tx: Tx, id: string): Promise<ReportRow | undefined> =>
  (await sql<ReportRow>`select * from missing_reports(${id}, 1, 0)`.execute(tx)).rows[0]

/** False: it was answered before, or nobody has confirmed that they are safe and well. */
export const answered = async ({ tx, now }: Work, id: string): Promise<boolean> =>
  (await sql<{ done: boolean }>`select answer_missing_report(${id}, ${now}) as done`.execute(tx)).rows[0]?.done === true

/** Writes one match into its case, and says which; null where none is left. */
export const enterOne = async (db: Db | Tx, now: Date): Promise<string | null> =>
  (await sql<{ caseId: string | null }>`select enter_missing_report(${now}) as case_id`.execute(db)).rows[0]?.caseId ??
  null

/** How many were late and are said now; each is said once. */
export const sayLate = async (db: Db | Tx, now: Date): Promise<number> =>
  (await sql<{ said: number }>`select say_late_reports(${now}) as said`.execute(db)).rows[0]?.said ?? 0
export const forget = async (tx: Tx, now: Date, days: number): Promise<number> =>
  (await sql<{ gone: number }>`select forget_missing_reports(${now}, ${days}) as gone`.execute(tx)).rows[0]?.gone ?? 0
