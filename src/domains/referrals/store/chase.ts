import type { Db, Tx } from '../../../platform/db.ts'

export type Overdue = { id: string; caseId: string; toAgencyId: string; sentBy: string }

/** As the worker: takes referrals that nobody has acknowledged in time, so that no other worker takes them too. */
export const takeOverdue = async (tx: Tx, now: Date, most: number): Promise<Overdue[]> => {
  const taken = await tx
    .selectFrom('referral')
    .select(['id', 'caseId', 'toAgencyId', 'sentBy'])
    .where('chaseAt', '<=', now)
    .where('chasedAt', 'is', null)
    .where('acknowledgedAt', 'is', null)
    .where('answer', 'is', null)
    .orderBy('chaseAt')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  const ids = taken.map(({ id }) => id)
  if (ids.length > 0) await tx.updateTable('referral').set({ chasedAt: now }).where('id', 'in', ids).execute()
  return taken
}

/** The people of the desk that takes referrals; where it has nobody, those of the agency with one of these roles. */
export const deskOf = async (tx: Tx | Db, agencyId: string, roles: string[]): Promise<string[]> => {
  const desk = await tx
    .selectFrom('team as t')
    .innerJoin('teamMember as m', 'm.teamId', 't.id')
    .innerJoin('practitioner as p', 'p.id', 'm.practitionerId')
    .select('p.id')
    .distinct()
    .where('t.agencyId', '=', agencyId)
    .where('t.takesReferrals', '=', true)
    .where('t.closedAt', 'is', null)
    .where('m.untilAt', 'is', null)
    .where('p.disabledAt', 'is', null)
    .execute()
  if (desk.length > 0) return desk.map(({ id }) => id)
  const heads = await tx
    .selectFrom('practitioner')
    .select('id')
    .where('agencyId', '=', agencyId)
    .where('role', 'in', roles)
    .where('disabledAt', 'is', null)
    .execute()
  return heads.map(({ id }) => id)
}

/** The sender, or the contact lead when the sender has left. */
export const senderOf = async (tx: Tx, { caseId, sentBy }: Overdue): Promise<string | null> => {
  const sender = await tx
    .selectFrom('practitioner')
    .select('id')
    .where('id', '=', sentBy)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (sender) return sender.id
  const lead = await tx.selectFrom('cases').select('contactLeadId').where('id', '=', caseId).executeTakeFirst()
  return lead?.contactLeadId ?? null
}

export const raiseAlarm = async (
  tx: Tx,
  row: { toId: string; caseId: string | null; referralId: string },
  now: Date,
): Promise<void> => {
  await tx
    .insertInto('alarm')
    .values({ ...row, kind: 'referral-unacknowledged', raisedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
