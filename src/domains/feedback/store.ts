import type { Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import type { FeedbackForm } from './model.ts'

export const rowsAPage = 25

/** What one's own service asked on this case, the latest first: the database lets no other through. */
export const feedbackOn = async (tx: Tx, caseId: string, page: number) => {
  const { total } = await tx
    .selectFrom('feedback')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('feedback as f')
    .innerJoin('person as p', 'p.id', 'f.personId')
    .innerJoin('agency as a', 'a.id', 'f.aboutAgencyId')
    .innerJoin('practitioner as w', 'w.id', 'f.askedBy')
    .select(['f.id', 'f.askedAt', 'f.outcome', 'f.respected', 'f.believed', 'f.informed', 'f.said'])
    .select(['p.name as person', 'a.name as about', 'w.name as askedBy'])
    .where('f.caseId', '=', caseId)
    .orderBy('f.askedAt', 'desc')
    .orderBy('f.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
  return { rows, total: Number(total) }
}
export type FeedbackRow = Awaited<ReturnType<typeof feedbackOn>>['rows'][number]

export const agencies = (tx: Tx) => tx.selectFrom('agency').select(['id', 'name']).orderBy('name').execute()

export const insertFeedback = async (
  { tx, now, actor }: Work,
  caseId: string,
  { given, ...form }: FeedbackForm,
): Promise<void> => {
  await tx
    .insertInto('feedback')
    .values({ caseId, ...form, ...given, agencyId: actor.agencyId, askedBy: actor.id, askedAt: now })
    .execute()
}
