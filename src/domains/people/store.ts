import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { abuse, wordOfAbuse } from '../../rules/kinds.ts'
import type { Version } from './model/history.ts'
import type { FoundRow } from './model.ts'

// No `returning`: a person is seen only through a case, and is in none yet.
export const insertPerson = async (tx: Tx, row: Insertable<Tables['person']>): Promise<void> => {
  await tx.insertInto('person').values(row).execute()
}
export const insertParty = async (tx: Tx, row: Insertable<Tables['party']>): Promise<void> => {
  await tx.insertInto('party').values(row).execute()
}
export const insertRelationship = async (tx: Tx, row: Insertable<Tables['relationship']>): Promise<void> => {
  await tx.insertInto('relationship').values(row).execute()
}
export const insertIdentity = async (tx: Tx, row: Insertable<Tables['identity']>): Promise<void> => {
  await tx.insertInto('identity').values(row).execute()
}
export const insertHousehold = async (tx: Tx, row: Insertable<Tables['household']>): Promise<void> => {
  await tx.insertInto('household').values(row).execute()
}
export const insertMember = async (tx: Tx, row: Insertable<Tables['householdMember']>): Promise<void> => {
  await tx.insertInto('householdMember').values(row).execute()
}

/** At most 100 rows: a longer list is not read, so the page asks for more of the name. */
export const mostFound = 100
export const findPeople = async (tx: Tx, name: string, born: string | undefined): Promise<FoundRow[]> => {
  const found = sql<FoundRow>`select * from find_people(${name}, ${born ?? null}::date, ${mostFound})`
  return (await found.execute(tx)).rows
}

export const personOf = (tx: Tx, caseId: string, personId: string) =>
  tx
    .selectFrom('person as p')
    .innerJoin('party as y', 'y.personId', 'p.id')
    .selectAll('p')
    .select(['y.role', 'y.isMain', 'y.why', 'y.endedAt', 'y.endedWhy'])
    .where('y.caseId', '=', caseId)
    .where('p.id', '=', personId)
    .executeTakeFirst()

export const peopleOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('person as p')
    .innerJoin('party as y', 'y.personId', 'p.id')
    .selectAll('p')
    .select(['y.role', 'y.isMain', 'y.why', 'y.endedAt', 'y.endedWhy'])
    .where('y.caseId', '=', caseId)
    .orderBy('y.endedAt', (order) => order.asc().nullsFirst())
    .orderBy('y.isMain', 'desc')
    .orderBy('y.addedAt')
    .orderBy('p.name')
    .execute()
export type PersonInCase = Awaited<ReturnType<typeof peopleOf>>[number]

export const seesPerson = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst()) !== undefined

/** True when the version was still the one that the page showed. */
export const updatePerson = async (
  tx: Tx,
  personId: string,
  version: number,
  change: Updateable<Tables['person']>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('person')
    .set({ ...change, version: version + 1 })
    .where('id', '=', personId)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const addOtherName = async (tx: Tx, personId: string, name: string): Promise<void> => {
  await tx
    .updateTable('person')
    .set(({ ref }) => ({
      otherNames: sql<string>`concat_ws(', ', ${ref('otherNames')}, ${name}::text)`,
      version: sql<number>`version + 1`,
    }))
    .where('id', '=', personId)
    .execute()
}
export const noteDeath = async (tx: Tx, personId: string, diedOn: string): Promise<void> => {
  await tx.updateTable('person').set({ diedOn, version: sql<number>`version + 1` }).where('id', '=', personId).execute()
}

/** How what is known of a person stood, each with who changed it and when, the first first; the last row is as it stands now. */
export const versionsOf = async (tx: Tx, personId: string): Promise<Version[]> => {
  const { rows } = await sql<Version>`
    select was, by, at from (
      select v.was, w.name as by, v.changed_at as at, v.version from person_version v left join practitioner w on w.id = v.changed_by
      where v.person_id = ${personId}
      union all
      select to_jsonb(p) - array['id', 'agency_id', 'added_by', 'added_at', 'version'], null, null, p.version from person p where p.id = ${personId}
    ) as each order by version`.execute(tx)
  return rows
}

/** Who works with each person reported, as it is recorded now. */
export const workersOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('reportedContact as r')
    .leftJoin('practitioner as p', 'p.id', 'r.practitionerId')
    .leftJoin('agency as a', 'a.id', 'p.agencyId')
    .select(['r.personId', 'r.outside', 'p.name', 'a.name as agency'])
    .where('r.caseId', '=', caseId)
    .where('r.endedAt', 'is', null)
    .execute()
export type WorkerRow = Awaited<ReturnType<typeof workersOf>>[number]

/** The new one takes the place of whoever stood there. */
export const replaceWorker = async (tx: Tx, row: Insertable<Tables['reportedContact']>): Promise<void> => {
  await tx
    .updateTable('reportedContact')
    .set({ endedAt: row.recordedAt, endedBy: row.recordedBy })
    .where('caseId', '=', row.caseId)
    .where('personId', '=', row.personId)
    .where('endedAt', 'is', null)
    .execute()
  await tx.insertInto('reportedContact').values(row).execute()
}

export const relationshipsOf = (tx: Tx, caseId: string) =>
  tx.selectFrom('relationship').selectAll().where('caseId', '=', caseId).orderBy('recordedAt').orderBy('id').execute()
export type RelationshipRow = Awaited<ReturnType<typeof relationshipsOf>>[number]

export const endRelationship = async (
  tx: Tx,
  caseId: string,
  id: string,
  untilOn: string,
  at: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('relationship')
    .set({ untilOn, endedAt: at })
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
export const endParty = async (tx: Tx, caseId: string, personId: string, endedWhy: string, at: Date): Promise<void> => {
  await tx
    .updateTable('party')
    .set({ endedAt: at, endedWhy })
    .where('caseId', '=', caseId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
}

/** Reports of harm, each with who is said to have done it, where that was entered (S-05). */
export const reportsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('entry')
    .select(['id', 'type', 'suspectId', 'happenedFrom', 'precision', 'toldBy'])
    .where('caseId', '=', caseId)
    .where('relation', '=', 'starts')
    .where('type', 'in', [...wordOfAbuse, ...abuse, 'incidents.counter-allegation-made'])
    .orderBy('happenedFrom')
    .execute()
export type ReportRow = Awaited<ReturnType<typeof reportsOf>>[number]

export const householdsOf = (tx: Tx, caseId: string) =>
  tx.selectFrom('household').selectAll().where('caseId', '=', caseId).orderBy('recordedAt').execute()
export type HouseholdRow = Awaited<ReturnType<typeof householdsOf>>[number]

export const membersOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('householdMember as m')
    .innerJoin('person as p', 'p.id', 'm.personId')
    .selectAll('m')
    .select('p.name')
    .where('m.caseId', '=', caseId)
    .orderBy('m.recordedAt')
    .execute()
export type MemberRow = Awaited<ReturnType<typeof membersOf>>[number]

export const endMember = async (
  tx: Tx,
  caseId: string,
  householdId: string,
  personId: string,
  untilOn: string,
): Promise<void> => {
  await tx
    .updateTable('householdMember')
    .set({ untilOn })
    .where('caseId', '=', caseId)
    .where('householdId', '=', householdId)
    .where('personId', '=', personId)
    .where('untilOn', 'is', null)
    .execute()
}

/** Who was asked for fair counts, and when. What they answered can be read by nobody. */
export const countedIn = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('fairCount as f')
    .innerJoin('practitioner as p', 'p.id', 'f.askedBy')
    .select(['f.personId', 'f.askedAt', 'p.name as askedBy'])
    .where('f.caseId', '=', caseId)
    .execute()
export type CountedRow = Awaited<ReturnType<typeof countedIn>>[number]

/** False when the person is not, or no longer, in a case that the actor sees. */
export const keepFairCount = async (
  tx: Tx,
  caseId: string,
  personId: string,
  answers: Record<string, string>,
  at: Date,
): Promise<boolean> => {
  const { rows } = await sql<{ kept: boolean }>`
    select keep_fair_count(${caseId}, ${personId}, ${JSON.stringify(answers)}::jsonb, ${at}) as kept`.execute(tx)
  return rows[0]?.kept === true
}

export const identitiesOf = (tx: Tx, caseId: string) =>
  tx.selectFrom('identity').selectAll().where('caseId', '=', caseId).orderBy('recordedAt').execute()
