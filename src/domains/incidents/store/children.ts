import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'

type Kept = { caseId: string; entryId: string; recordedBy: string; recordedAt: Date }
export const addExposures = async (
  tx: Tx,
  kept: Kept,
  children: readonly { childId: string; how: string }[],
): Promise<void> => {
  if (children.length === 0) return
  await tx
    .insertInto('childExposure')
    .values(children.map((child) => ({ ...kept, ...child })))
    .execute()
}

/** Each child who was part of something, and how, the latest first. */
export const exposuresOf = (tx: Tx, caseIds: readonly string[]) =>
  tx
    .selectFrom('childExposure as x')
    .innerJoin('person as p', 'p.id', 'x.childId')
    .innerJoin('entry as e', 'e.id', 'x.entryId')
    .select(['x.caseId', 'x.entryId', 'x.childId', 'x.how', 'p.name', 'e.happenedFrom', 'e.type'])
    .where('x.caseId', 'in', [...caseIds])
    .orderBy('e.happenedFrom', 'desc')
    .orderBy('p.name')
    .execute()
export type ExposureRow = Awaited<ReturnType<typeof exposuresOf>>[number]

/** The children of a case, with where they live, stay or visit. */
export const childrenOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('person as p')
    .innerJoin('party as y', 'y.personId', 'p.id')
    .select(['p.id', 'p.name', 'p.bornOn', 'p.ageAbout', 'p.school'])
    .where('y.caseId', '=', caseId)
    .where('y.role', '=', 'child')
    .where('y.endedAt', 'is', null)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()
export type ChildRow = Awaited<ReturnType<typeof childrenOf>>[number]

/** For whom somebody has still to be told under an open duty, and what happened last. */
export const notToldOf = async (tx: Tx, caseId: string, code: string): Promise<{ childId: string; since: Date }[]> =>
  (
    await sql<{ childId: string; since: Date }>`
      select child_id, since from children_not_told(${caseId}, ${code})`.execute(tx)
  ).rows

export const addNotices = async (tx: Tx, rows: readonly Insertable<Tables['childNotice']>[]): Promise<void> => {
  if (rows.length > 0) await tx.insertInto('childNotice').values(rows).execute()
}
/** Who was told of a child, and when they said that they have it: by word here, or by taking the referral. */
export const noticesOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('childNotice as n')
    .innerJoin('entry as e', 'e.id', 'n.entryId')
    .innerJoin('practitioner as by', 'by.id', 'n.recordedBy')
    .select(['n.id', 'n.childId', 'n.factId', 'n.kind', 'n.toldWho', 'n.toldAt', 'n.reference', 'n.voice'])
    .select(['n.isHomeEducated', 'n.asksAgain', 'e.what', 'e.type', 'by.name as recordedBy'])
    .select((query) =>
      query
        .selectFrom('entry as a')
        .select(({ fn }) => fn.min('a.happenedFrom').as('at'))
        .where('a.caseId', '=', caseId)
        .where('a.type', 'in', ['incidents.child-notice-acknowledged', 'referrals.acknowledged', 'referrals.accepted'])
        .where(sql<boolean>`a.details ->> 'about' = n.fact_id::text`)
        .as('acknowledgedAt'),
    )
    .where('n.caseId', '=', caseId)
    .orderBy('n.toldAt', 'desc')
    .orderBy('n.id')
    .execute()
export type NoticeRow = Awaited<ReturnType<typeof noticesOf>>[number]

export const addAnswer = async (tx: Tx, row: Insertable<Tables['childAnswer']>): Promise<void> => {
  await tx.insertInto('childAnswer').values(row).execute()
}
/** The latest answer about each child. */
export const answersOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('childAnswer as a')
    .distinctOn('a.childId')
    .innerJoin('entry as e', 'e.id', 'a.entryId')
    .innerJoin('practitioner as by', 'by.id', 'a.recordedBy')
    .select(['a.childId', 'a.answer', 'a.recordedAt', 'e.what', 'by.name as recordedBy'])
    .where('a.caseId', '=', caseId)
    .orderBy('a.childId')
    .orderBy('a.recordedAt', 'desc')
    .orderBy('e.position', 'desc')
    .execute()
export type AnswerRow = Awaited<ReturnType<typeof answersOf>>[number]

export const addEffect = async (tx: Tx, row: Insertable<Tables['childEffect']>): Promise<void> => {
  await tx.insertInto('childEffect').values(row).execute()
}
export const effectsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('childEffect as f')
    .innerJoin('entry as e', 'e.id', 'f.entryId')
    .innerJoin('practitioner as by', 'by.id', 'f.recordedBy')
    .select(['f.childId', 'f.kind', 'f.seenOn', 'f.seenBy', 'e.what', 'by.name as recordedBy'])
    .where('f.caseId', '=', caseId)
    .orderBy('f.seenOn', 'desc')
    .orderBy('e.position', 'desc')
    .execute()
export type EffectRow = Awaited<ReturnType<typeof effectsOf>>[number]

/** The facts on which an offer to this person hangs, or telling children's services of them, whoever wrote them down. */
export const factsOfYoung = async (tx: Tx, caseId: string, personId: string) =>
  (await sql<{ factId: string; isEffect: boolean }>`select * from facts_of_young(${caseId}, ${personId})`.execute(tx))
    .rows
/** Children who were part of something on another day within so many months, whoever wrote it down. */
export const exposedBefore = async (tx: Tx, caseId: string, day: string, months: number): Promise<string[]> =>
  (
    await sql<{
      childId: string
    }>`select children_exposed as child_id from children_exposed(${caseId}, ${day}, ${months})`.execute(tx)
  ).rows.map(({ childId }) => childId)
