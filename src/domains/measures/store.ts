import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'

const measures = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('measure as m')
    .innerJoin('person as p', 'p.id', 'm.personId')
    .innerJoin('practitioner as o', 'o.id', 'm.ownerId')
    .innerJoin('practitioner as b', 'b.id', 'm.begunBy')
    .leftJoin('deviceKind as k', 'k.id', 'm.deviceKindId')
    // A duty moves by handover: whose it is now stands there.
    .leftJoin('duty as d', (join) =>
      join.onRef('d.caseId', '=', 'm.caseId').onRef('d.factId', '=', 'm.factId').on('d.code', '=', 'MEASURE'),
    )
    .leftJoin('practitioner as n', 'n.id', 'd.ownerId')
    .selectAll('m')
    .select(['p.name as person', 'b.name as begunByName', 'k.name as device', 'k.testDays', 'd.id as dutyId'])
    .select(sql<string>`coalesce(n.name, o.name)`.as('owner'))
    .select(sql<string>`coalesce(n.id, o.id)`.as('nowOwnerId'))
    .where('m.caseId', '=', caseId)

/** Those that go on by the day of their next step, then those that are over. */
export const measuresOf = (tx: Tx, caseId: string) =>
  measures(tx, caseId).orderBy('m.isOver').orderBy('m.nextOn').orderBy('m.begunAt', 'desc').orderBy('m.id').execute()
/** The works of a sanctuary, item by item. */
export const partsOf = (tx: Tx, caseId: string, parentId: string) =>
  measures(tx, caseId).where('m.parentId', '=', parentId).orderBy('m.begunAt').orderBy('m.id').execute()
/** Sanctuaries to which works may be added. */
export const sanctuariesOf = (tx: Tx, caseId: string) =>
  measures(tx, caseId).where('m.kind', '=', 'sanctuary').where('m.isOver', '=', false).orderBy('m.begunAt').execute()
export const measureOf = (tx: Tx, caseId: string, id: string) =>
  measures(tx, caseId).where('m.id', '=', id).executeTakeFirst()
export type MeasureRow = NonNullable<Awaited<ReturnType<typeof measureOf>>>

export const insertMeasure = async (tx: Tx, row: Insertable<Tables['measure']>): Promise<void> => {
  await tx.insertInto('measure').values(row).execute()
}

export const stepsOf = (tx: Tx, caseId: string, measureId: string) =>
  tx
    .selectFrom('vault.measureStep as s')
    .innerJoin('practitioner as b', 'b.id', 's.takenBy')
    .innerJoin('agency as a', 'a.id', 's.agencyId')
    .selectAll('s')
    .select(['b.name as by', 'a.name as agency'])
    .where('s.caseId', '=', caseId)
    .where('s.measureId', '=', measureId)
    .orderBy('s.version')
    .execute()
export type StepRow = Awaited<ReturnType<typeof stepsOf>>[number]

/** The first step of each measure of a case. */
export const firstStepsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('vault.measureStep')
    .select(['id', 'measureId', 'personId', 'content'])
    .where('caseId', '=', caseId)
    .where('version', '=', 1)
    .execute()

export const insertStep = async (tx: Tx, row: Insertable<Tables['vault.measureStep']>): Promise<void> => {
  await tx.insertInto('vault.measureStep').values(row).execute()
}

/** The numbers that a device has now, as marks: those that it had before are known as replaced. */
export const keepDeviceNumbers = async (tx: Tx, measureId: string, marks: readonly string[]): Promise<void> => {
  await sql`select keep_device_numbers(${measureId}, ${marks}::text[])`.execute(tx)
}

/** The partners of each round, the latest round first. */
export const marksOf = (tx: Tx, caseId: string, measureId: string) =>
  tx
    .selectFrom('measureMark as f')
    .leftJoin('practitioner as b', 'b.id', 'f.confirmedBy')
    .selectAll('f')
    .select('b.name as confirmedByName')
    .where('f.caseId', '=', caseId)
    .where('f.measureId', '=', measureId)
    .orderBy('f.round', 'desc')
    .orderBy('f.partner')
    .execute()
export type MarkRow = Awaited<ReturnType<typeof marksOf>>[number]

export const insertMarks = async (tx: Tx, rows: Insertable<Tables['measureMark']>[]): Promise<void> => {
  if (rows.length > 0) await tx.insertInto('measureMark').values(rows).execute()
}

type Confirmed = {
  confirmedOn: string
  confirmedHow: string
  neverSet: boolean
  confirmedBy: string
  confirmedAt: Date
}
/** False when somebody wrote it down first. */
export const confirmMark = async (tx: Tx, caseId: string, id: string, change: Confirmed): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('measureMark')
    .set(change)
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('confirmedOn', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The schools of the people of a case. */
export const schoolsOf = async (tx: Tx, caseId: string): Promise<string[]> => {
  const people = tx
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .where('y.caseId', '=', caseId)
  return (await people.select('p.school').execute()).flatMap(({ school }) => school ?? [])
}

export type Support = { value: string; text: string }
/** The support that is there: referrals that are under way, and whoever of a support service leads something of the case (SA-03). */
export const supportOf = async (tx: Tx, caseId: string): Promise<Support[]> => {
  const { rows } = await sql<{ text: string }>`
    select 'Referral under way: ' || a.name as text from referral r join agency a on a.id = r.to_agency_id
    where r.case_id = ${caseId} and r.answer = 'accepted' and r.started_at is not null and r.outcome_at is null
    union select p.name || ', ' || a.name from cases c join practitioner p on p.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id)
    join agency a on a.id = p.agency_id where c.id = ${caseId} and c.state <> 'closed' and a.kind in ('advocacy', 'refuge') order by 1`.execute(
    tx,
  )
  return rows.map(({ text }) => ({ value: text, text }))
}

export const deviceKinds = (tx: Tx) =>
  tx
    .selectFrom('deviceKind as k')
    .leftJoin('practitioner as a', 'a.id', 'k.addedBy')
    .leftJoin('practitioner as r', 'r.id', 'k.retiredBy')
    .selectAll('k')
    .select(['a.name as addedByName', 'r.name as retiredByName'])
    .orderBy(sql`k.retired_at is not null`)
    .orderBy('k.name')
    .orderBy('k.id')
    .execute()
export type DeviceKindRow = Awaited<ReturnType<typeof deviceKinds>>[number]

/** False when there is one of this name. */
export const insertDeviceKind = async (tx: Tx, row: Insertable<Tables['deviceKind']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('deviceKind')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
export const retireDeviceKind = async (tx: Tx, id: string, retiredBy: string, retiredAt: Date): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('deviceKind')
    .set({ retiredBy, retiredAt })
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
