import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { type Days, type Filter, type Line, linesAPage } from './model.ts'

/** One page of the log of the auditor's own agency. The database asks for itself whether an auditor searches. */
export const searchAudit = async (tx: Tx, filter: Filter, { from, until }: Days): Promise<Line[]> => {
  const { person = null, case: reference = null, kind = null, route = null, page } = filter
  const { rows } =
    await sql<Line>`select * from search_audit(${person}, ${reference || null}, ${kind}, ${route || null},
    ${from}, ${until}, ${(page - 1) * linesAPage}, ${linesAPage})`.execute(tx)
  return rows
}

export const countSealedLooks = async (tx: Tx, { from, until }: Days): Promise<number> => {
  const { rows } = await sql<{ looks: number }>`select count_sealed_looks(${from}, ${until}) as looks`.execute(tx)
  return rows[0]?.looks ?? 0
}
