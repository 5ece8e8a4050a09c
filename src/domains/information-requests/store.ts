import type { Insertable, Updateable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'

const requests = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('informationRequest as r')
    .innerJoin('person as y', 'y.id', 'r.personId')
    .innerJoin('practitioner as p', 'p.id', 'r.recordedBy')
    .leftJoin('practitioner as t', 't.id', 'r.testsBy')
    .leftJoin('practitioner as a', 'a.id', 'r.answeredBy')
    .leftJoin('practitioner as n', 'n.id', 'r.noticeBy')
    .selectAll('r')
    .select(['y.name as person', 'p.name as recordedByName', 't.name as testsByName'])
    .select(['a.name as answeredByName', 'n.name as noticeByName'])
    .where('r.caseId', '=', caseId)

/** Open ones first, by the day on which the answer is wanted. */
export const requestsOf = (tx: Tx, caseId: string) =>
  requests(tx, caseId)
    .orderBy('r.answeredAt', (order) => order.desc().nullsFirst())
    .orderBy('r.answerBy')
    .orderBy('r.id')
    .execute()
export type RequestRow = Awaited<ReturnType<typeof requestsOf>>[number]

export const requestOf = (tx: Tx, caseId: string, id: string) =>
  requests(tx, caseId).where('r.id', '=', id).executeTakeFirst()

export const insertRequest = async (tx: Tx, row: Insertable<Tables['informationRequest']>): Promise<void> => {
  await tx.insertInto('informationRequest').values(row).execute()
}

/** False when somebody else changed the request first. */
export const changeRequest = async (
  tx: Tx,
  { id, version }: Pick<RequestRow, 'id' | 'version'>,
  change: Updateable<Tables['informationRequest']>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('informationRequest')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The open duties of one code that this request raised, or the putting off of its notice. */
export const openKeys = async (
  tx: Tx,
  { caseId, factId, noticeFactId }: Pick<RequestRow, 'caseId' | 'factId' | 'noticeFactId'>,
  code: string,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('duty')
    .select('key')
    .where('caseId', '=', caseId)
    .where('code', '=', code)
    .where('state', '=', 'open')
    .where('factId', 'in', [factId, noticeFactId ?? factId])
    .execute()
  return rows.map(({ key }) => key)
}
