import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { Grade } from '../../../rules/entry.ts'

/** What the reader's own agency has loaded and uses, by title. */
export const instrumentsLoaded = (tx: Tx) =>
  tx
    .selectFrom('instrument as i')
    .innerJoin('practitioner as p', 'p.id', 'i.loadedBy')
    .select(['i.id', 'i.code', 'i.edition', 'i.title', 'i.body', 'i.loadedAt', 'p.name as loadedByName'])
    .where('i.endedAt', 'is', null)
    .orderBy('i.title')
    .orderBy('i.id')
    .execute()
export type InstrumentRow = Awaited<ReturnType<typeof instrumentsLoaded>>[number]

export const endInstrument = async (tx: Tx, id: string, by: string, at: Date): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('instrument')
    .set({ endedBy: by, endedAt: at })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const insertInstrument = async (tx: Tx, row: Insertable<Tables['instrument']>): Promise<void> => {
  await tx.insertInto('instrument').values(row).execute()
}

export const insertAssessment = async (tx: Tx, row: Insertable<Tables['assessment']>): Promise<void> => {
  await tx.insertInto('assessment').values(row).execute()
}

const assessments = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('assessment as a')
    .innerJoin('person as v', 'v.id', 'a.personId')
    .innerJoin('agency as g', 'g.id', 'a.agencyId')
    .innerJoin('practitioner as p', 'p.id', 'a.doneBy')
    .leftJoin('riskLevel as r', (join) => join.onRef('r.assessmentId', '=', 'a.id').onRef('r.caseId', '=', 'a.caseId'))
    .select(['a.id', 'a.caseId', 'a.personId', 'a.code', 'a.count', 'a.asked', 'a.alone', 'a.interpreter', 'a.doneAt'])
    .select(['v.name as personName', 'g.name as agencyName', 'p.name as doneByName'])
    .select(['r.reasons', 'r.victimView', 'r.victimViewNotAsked', 'r.proposal'])
    .select(sql<Grade | null>`r.level`.as('level'))
    .select([sql<string>`a.questions ->> 'title'`.as('title'), sql<string>`a.questions ->> 'edition'`.as('edition')])
    .select(sql<string>`coalesce(a.questions ->> 'about', 'danger')`.as('about'))
    .where('a.caseId', '=', caseId)

/** Newest first, without their answers. */
export const assessmentsOf = (tx: Tx, caseId: string) =>
  assessments(tx, caseId).orderBy('a.doneAt', 'desc').orderBy('a.id').execute()
export type AssessmentRow = Awaited<ReturnType<typeof assessmentsOf>>[number]

/** One with its answers, and up to three of the same instrument and person from before it, the latest first. */
export const assessmentsBeside = async (tx: Tx, caseId: string, id: string) => {
  const own = await assessments(tx, caseId)
    .select(['a.questions', 'a.answers', 'a.riskTo'])
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!own) return undefined
  const before = await assessments(tx, caseId)
    .select(['a.questions', 'a.answers', 'a.riskTo'])
    .where('a.code', '=', own.code)
    .where('a.personId', '=', own.personId)
    .where('a.doneAt', '<', own.doneAt)
    .orderBy('a.doneAt', 'desc')
    .limit(3)
    .execute()
  return { own, before }
}
export type AssessmentShown = NonNullable<Awaited<ReturnType<typeof assessmentsBeside>>>

/** With each set of questions, the newest for each person. */
export const newestAssessments = async (tx: Tx, caseId: string) => {
  const newest = assessments(tx, caseId)
    .select(['a.questions', 'a.answers', 'a.riskTo'])
    .distinctOn(['a.code', 'a.personId'])
    .orderBy('a.code')
    .orderBy('a.personId')
    .orderBy('a.doneAt', 'desc')
    .orderBy('a.id')
  const rows = await newest.execute()
  return rows.toSorted((a, b) => b.doneAt.getTime() - a.doneAt.getTime())
}
