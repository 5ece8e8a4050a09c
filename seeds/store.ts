import type { Work } from '../src/platform/request.ts'

/** Handovers of this case that wait for whoever asks. */
export const offersTo = async ({ tx, actor }: Work, caseId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('handover')
    .select('id')
    .where('caseId', '=', caseId)
    .where('toId', '=', actor.id)
    .where('answer', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** A duty that is open by now, and is no telling: work that somebody marks as done. */
export const openWork = ({ tx, now }: Work, caseId: string) =>
  tx
    .selectFrom('duty')
    .select(['id', 'key', 'code', 'ruleId', 'ownerId', 'personId', 'dueAt'])
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .where('raisedAt', '<=', now)
    .orderBy('dueAt')
    .execute()

/** The relationship that was recorded with the case. */
export const firstRelationship = async ({ tx }: Work, caseId: string): Promise<string> => {
  const query = tx.selectFrom('relationship').select('id').where('caseId', '=', caseId).orderBy('recordedAt')
  return (await query.executeTakeFirstOrThrow()).id
}

/** What reached this person before then has been read. */
export const readAlarms = async ({ tx, now, actor }: Work, before: Date): Promise<void> => {
  const read = tx.updateTable('alarm').set({ seenAt: now }).where('toId', '=', actor.id)
  await read.where('seenAt', 'is', null).where('raisedAt', '<', before).execute()
}
