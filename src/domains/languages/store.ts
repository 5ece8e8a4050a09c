import type { Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import type { Check, SignForm } from './model.ts'

/** Every check of every language, the latest first. */
export const allChecks = (tx: Tx): Promise<Check[]> =>
  tx
    .selectFrom('languageCheck as c')
    .innerJoin('practitioner as p', 'p.id', 'c.signedBy')
    .select(['c.language', 'c.wordsHash', 'c.readBy', 'c.evidence', 'p.name as signedBy', 'c.signedAt'])
    .orderBy('c.signedAt', 'desc')
    .orderBy('c.id')
    .execute()

export const insertCheck = async (
  { tx, now, actor }: Work,
  row: SignForm & { language: string; wordsHash: string },
): Promise<void> => {
  await tx
    .insertInto('languageCheck')
    .values({ ...row, signedBy: actor.id, signedAt: now })
    .execute()
}
