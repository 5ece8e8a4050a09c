import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { Whose } from './contact.ts'

export const insertAttempt = async (tx: Tx, row: Insertable<Tables['attempt']>): Promise<void> => {
  await tx.insertInto('attempt').values(row).execute()
}
export const insertTelling = async (tx: Tx, row: Insertable<Tables['telling']>): Promise<void> => {
  await tx.insertInto('telling').values(row).execute()
}

export type Attempt = {
  id: string
  how: string
  by: string
  at: Date
  recordedAt: Date
  outcome: string
  note: string | null
  allowedBy: string | null
  allowedWhy: string | null
}
export const attemptsOf = (tx: Tx, { caseId, personId }: Whose): Promise<Attempt[]> =>
  tx
    .selectFrom('attempt as t')
    .innerJoin('practitioner as p', 'p.id', 't.triedBy')
    .leftJoin('practitioner as s', 's.id', 't.allowedBy')
    .select(['t.id', 't.how', 'p.name as by', 't.triedAt as at', 't.recordedAt', 't.outcome', 't.note'])
    .select(['s.name as allowedBy', 't.allowedWhy'])
    .where('t.caseId', '=', caseId)
    .where('t.personId', '=', personId)
    .orderBy('t.triedAt', 'desc')
    .execute()

export type Told = {
  id: string
  how: string
  by: string
  at: Date
  recordedAt: Date
  toldWho: string
  points: string[]
  reaction: string | null
  content: string
  riskChanged: boolean
  toldBeforeRelease: boolean | null
  source: string | null
  dutyIds: string[]
}
export const tellingsOf = (tx: Tx, { caseId, personId }: Whose): Promise<Told[]> =>
  tx
    .selectFrom('telling as t')
    .innerJoin('practitioner as p', 'p.id', 't.toldBy')
    .select(['t.id', 't.how', 'p.name as by', 't.toldAt as at', 't.recordedAt', 't.toldWho', 't.points', 't.reaction'])
    .select(['t.content', 't.riskChanged', 't.toldBeforeRelease', 't.source', 't.dutyIds'])
    .where('t.caseId', '=', caseId)
    .where('t.personId', '=', personId)
    .orderBy('t.toldAt', 'desc')
    .execute()

export type OtherWay = {
  id: string
  caseId: string
  reference: string
  personId: string
  person: string
  dutyId: string
  task: string
  code: string
  dutyState: string
  level: string | null
  safetyDueAt: Date | null
  dueAt: Date | null
  askedOf: string
  askedOfName: string
  askedAt: Date
  nextWindowAt: Date | null
  choice: string | null
  reason: string | null
  suspectWhereabouts: string | null
  bookedFor: Date | null
  decidedBy: string | null
  decidedAt: Date | null
}

const otherWayColumns = (tx: Tx) =>
  tx
    .selectFrom('otherWay as o')
    .innerJoin('cases as c', 'c.id', 'o.caseId')
    .innerJoin('person as q', 'q.id', 'o.personId')
    .innerJoin('duty as d', 'd.id', 'o.dutyId')
    .innerJoin('practitioner as a', 'a.id', 'o.askedOf')
    .leftJoin('practitioner as p', 'p.id', 'o.decidedBy')
    .select(['o.id', 'o.caseId', 'c.reference', 'o.personId', 'q.name as person', 'o.dutyId', 'd.task', 'd.code'])
    .select(['d.state as dutyState', 'c.level', 'd.safetyDueAt', 'd.dueAt', 'o.askedOf', 'a.name as askedOfName'])
    .select(['o.askedAt', 'o.nextWindowAt', 'o.choice', 'o.reason', 'o.suspectWhereabouts', 'o.bookedFor'])
    .select(['p.name as decidedBy', 'o.decidedAt'])

export const otherWaysOf = (tx: Tx, { caseId, personId }: Whose): Promise<OtherWay[]> =>
  otherWayColumns(tx)
    .where('o.caseId', '=', caseId)
    .where('o.personId', '=', personId)
    .orderBy('o.askedAt', 'desc')
    .execute()

export const otherWayOf = (tx: Tx, caseId: string, id: string): Promise<OtherWay | undefined> =>
  otherWayColumns(tx).where('o.caseId', '=', caseId).where('o.id', '=', id).executeTakeFirst()

/** What is asked of one supervisor and still open, the most urgent first. */
export const askedOf = async (
  tx: Tx,
  who: string,
  page: { rows: number; from: number },
): Promise<{ total: number; rows: OtherWay[] }> => {
  const { total } = await tx
    .selectFrom('otherWay as o')
    .innerJoin('duty as d', 'd.id', 'o.dutyId')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('o.askedOf', '=', who)
    .where('o.decidedAt', 'is', null)
    .where('d.state', '=', 'open')
    .executeTakeFirstOrThrow()
  const rows = await otherWayColumns(tx)
    .where('o.askedOf', '=', who)
    .where('o.decidedAt', 'is', null)
    .where('d.state', '=', 'open')
    .orderBy('d.dueAt')
    .limit(page.rows)
    .offset(page.from)
    .execute()
  return { total: Number(total), rows }
}

export const decideOtherWay = async (
  tx: Tx,
  { caseId, id }: { caseId: string; id: string },
  row: Updateable<Tables['otherWay']>,
): Promise<boolean> => {
  const done = await tx
    .updateTable('otherWay')
    .set(row)
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('decidedAt', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

type Question = { dutyId: string; of: string; nextWindowAt: Date | null; bookedFor: Date | null; at: Date }
/** True when this was the first time that it was asked. The supervisor sees the case from then on. */
export const askOtherWay = async (tx: Tx, { dutyId, of, nextWindowAt, bookedFor, at }: Question): Promise<boolean> => {
  const { rows } = await sql<{ isNew: boolean }>`
    select ask_other_way(${dutyId}, ${of}, ${nextWindowAt}, ${bookedFor}, ${at}) as is_new`.execute(tx)
  return rows[0]?.isNew === true
}

/** Tells whoever has the duty what was chosen, and whoever must start a police watch. */
export const sayWayChosen = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await sql`select say_way_chosen(${id}, ${at})`.execute(tx)
}

export type Chosen = Pick<
  OtherWay,
  'personId' | 'person' | 'reason' | 'suspectWhereabouts' | 'bookedFor' | 'decidedBy' | 'decidedAt'
>
/** The choices of police watch on a case, the last first: what officers must know who go there. */
export const watchesChosen = (tx: Tx, caseId: string): Promise<Chosen[]> =>
  otherWayColumns(tx)
    .where('o.caseId', '=', caseId)
    .where('o.choice', '=', 'police watch')
    .orderBy('o.decidedAt', 'desc')
    .execute()
