import type { Insertable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'

export const accountsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('account as t')
    .innerJoin('practitioner as p', 'p.id', 't.writtenBy')
    .select(['t.text', 't.agreedHow', 't.agreedOn', 't.writtenAt', 'p.name as writtenBy'])
    .where('t.caseId', '=', caseId)
    .orderBy('t.writtenAt', 'desc')
    .orderBy('t.id')
    .execute()
export const addAccount = async (tx: Tx, row: Insertable<Tables['account']>): Promise<void> => {
  await tx.insertInto('account').values(row).execute()
}

export const barriersOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('barrier as b')
    .innerJoin('person as p', 'p.id', 'b.personId')
    .select(['b.id', 'b.kind', 'b.what', 'b.adjustment', 'b.recordedAt', 'b.endedAt', 'b.endedWhy', 'p.name'])
    .where('b.caseId', '=', caseId)
    .orderBy('b.endedAt', (order) => order.asc().nullsFirst())
    .orderBy('b.recordedAt')
    .execute()
export type BarrierRow = Awaited<ReturnType<typeof barriersOf>>[number]
export const addBarrier = async (tx: Tx, row: Insertable<Tables['barrier']>): Promise<void> => {
  await tx.insertInto('barrier').values(row).execute()
}
export const changeBarrier = async (
  tx: Tx,
  caseId: string,
  id: string,
  change: { adjustment: string } | { endedAt: Date; endedBy: string; endedWhy: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('barrier')
    .set(change)
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const settingsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('sharedSetting as s')
    .innerJoin('person as p', 'p.id', 's.personId')
    .innerJoin('person as o', 'o.id', 's.otherId')
    .select(['s.id', 's.kind', 's.name', 's.whatIsDone', 's.endedAt', 'p.name as first', 'o.name as second'])
    .where('s.caseId', '=', caseId)
    .where('s.endedAt', 'is', null)
    .orderBy('s.recordedAt')
    .execute()
export type SettingRow = Awaited<ReturnType<typeof settingsOf>>[number]
export const addSetting = async (tx: Tx, row: Insertable<Tables['sharedSetting']>): Promise<void> => {
  await tx.insertInto('sharedSetting').values(row).execute()
}
export const endSetting = async (
  tx: Tx,
  caseId: string,
  id: string,
  endedBy: string,
  endedAt: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('sharedSetting')
    .set({ endedAt, endedBy })
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const involvedIn = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('involvement as i')
    .innerJoin('agency as a', 'a.id', 'i.agencyId')
    .leftJoin('practitioner as p', 'p.id', 'i.practitionerId')
    .select(['i.id', 'i.why', 'i.fromOn', 'i.untilOn', 'a.name as agency', 'p.name', 'i.practitionerId'])
    .select('i.isPoliceAdviser')
    .where('i.caseId', '=', caseId)
    .orderBy('i.untilOn', (order) => order.asc().nullsFirst())
    .orderBy('i.fromOn')
    .execute()
export type InvolvedRow = Awaited<ReturnType<typeof involvedIn>>[number]
/** Who of police is their adviser now (SP-07). */
export const policeAdvisersOf = async (tx: Tx, caseId: string): Promise<string[]> =>
  (await involvedIn(tx, caseId))
    .filter(({ isPoliceAdviser, untilOn }) => isPoliceAdviser && untilOn === null)
    .map(({ name, agency }) => (name === null ? agency : `${name}, ${agency}`))
export const addInvolvement = async (tx: Tx, row: Insertable<Tables['involvement']>): Promise<void> => {
  await tx.insertInto('involvement').values(row).execute()
}
export const endInvolvement = async (
  tx: Tx,
  caseId: string,
  id: string,
  practitionerId: string,
  untilOn: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('involvement')
    .set({ untilOn })
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('practitionerId', '=', practitionerId)
    .where('untilOn', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
