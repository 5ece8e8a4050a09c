import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import { type Grade, grades } from '../../../rules/entry.ts'

const gradeOf = (level: string): Grade => grades.find((grade) => grade === level) ?? 'high'

export const levelsOf = async (tx: Tx, caseId: string) => {
  const rows = await tx
    .selectFrom('riskLevel as r')
    .innerJoin('practitioner as p', 'p.id', 'r.decidedBy')
    .innerJoin('agency as a', 'a.id', 'r.agencyId')
    .innerJoin('person as v', 'v.id', 'r.personId')
    .leftJoin('practitioner as s', 's.id', 'r.secondPersonId')
    .selectAll('r')
    .select(['p.name as decidedByName', 'a.name as agencyName', 'v.name as personName', 's.name as secondName'])
    .where('r.caseId', '=', caseId)
    .orderBy('r.decidedAt', 'desc')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({ ...row, level: gradeOf(row.level) }))
}
export type LevelRow = Awaited<ReturnType<typeof levelsOf>>[number]

export const addLevel = async (tx: Tx, row: Insertable<Tables['riskLevel']>): Promise<void> => {
  await tx.insertInto('riskLevel').values(row).execute()
}

/** Only the second person's own answer, and only once: the database refuses every other hand (INV-27). */
export const answerProposal = async (
  tx: Tx,
  caseId: string,
  levelId: string,
  answer: 'agreed' | 'not agreed',
  at: Date,
): Promise<boolean> => {
  const answered = await tx
    .updateTable('riskLevel')
    .set({ proposal: answer, decidedAt: at })
    .where('caseId', '=', caseId)
    .where('id', '=', levelId)
    .where('proposal', '=', 'waiting')
    .executeTakeFirst()
  return answered.numUpdatedRows > 0n
}

/** Proposals that wait for this person, on every case that they see. */
export const waitingFor = (tx: Tx, practitionerId: string) =>
  tx
    .selectFrom('riskLevel as r')
    .innerJoin('cases as c', 'c.id', 'r.caseId')
    .select(['r.id', 'r.caseId', 'r.level', 'r.proposedAt', 'c.reference'])
    .where('r.secondPersonId', '=', practitionerId)
    .where('r.proposal', '=', 'waiting')
    .orderBy('r.proposedAt')
    .execute()

/** Entries that came after a level was set and may change it: not tellings, nor the level itself. */
export const newerEntries = async (tx: Tx, caseId: string, since: Date): Promise<number> => {
  const counted = await tx
    .selectFrom('entry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('caseId', '=', caseId)
    .where('enteredAt', '>', since)
    .where((where) =>
      where.or([
        where('type', 'like', 'justice.%'),
        where('type', 'like', 'orders.%'),
        where('type', 'like', 'incidents.%'),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(counted.count)
}

export const openReviews = (tx: Tx, caseId: string, now: Date) =>
  tx
    .selectFrom('duty as d')
    .innerJoin('entry as e', (join) => join.on(sql<boolean>`e.id = any (d.reasons)`).onRef('e.caseId', '=', 'd.caseId'))
    .select(['d.id as dutyId', 'd.key', 'd.dueAt', 'e.id', 'e.type', 'e.happenedFrom'])
    .where('d.caseId', '=', caseId)
    .where('d.code', '=', 'RISK_REVIEW')
    .where('d.state', '=', 'open')
    .where('d.raisedAt', '<=', now)
    .orderBy('e.position')
    .execute()

/** Of each open review of the risk, the people harmed whom nobody has looked at since it was asked for, or whose own day has come. */
export const reviewsOwed = async (tx: Tx, caseId: string, now: Date) =>
  (await sql<{ key: string; personId: string }>`select * from risk_reviews_owed(${caseId}, ${now})`.execute(tx)).rows

export const separatedOn = async (tx: Tx, caseId: string): Promise<string | null> =>
  (await tx.selectFrom('cases').select('separatedOn').where('id', '=', caseId).executeTakeFirst())?.separatedOn ?? null

export const letSecondSee = async (tx: Tx, caseId: string, personId: string, at: Date): Promise<void> => {
  await sql`select grant_case(${caseId}, ${personId}, ${'Asked to agree to a lower risk level'}, ${at})`.execute(tx)
}
