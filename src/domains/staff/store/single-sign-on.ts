import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import type { SingleSignOn, SingleSignOnForm } from '../model/single-sign-on.ts'

export const singleSignOnOf = (tx: Tx, agencyId: string): Promise<SingleSignOn | undefined> =>
  tx
    .selectFrom('singleSignOn as s')
    .innerJoin('practitioner as p', 'p.id', 's.changedBy')
    .select([
      ...(['s.issuer', 's.clientId', 's.secretCipher', 's.domains', 's.externalClaim', 's.strongValues'] as const),
      ...(['s.isOn', 's.isOnly', 's.breakGlassId', 's.changedAt', 'p.name as changedBy'] as const),
    ])
    .where('s.agencyId', '=', agencyId)
    .executeTakeFirst()

export const keepSingleSignOn = async (
  { tx, now, actor }: Work,
  { clientSecret: _, ...form }: SingleSignOnForm,
  secretCipher: Buffer,
): Promise<void> => {
  const row = { ...form, secretCipher, changedBy: actor.id, changedAt: now }
  await tx
    .insertInto('singleSignOn')
    .values({ agencyId: actor.agencyId, ...row })
    .onConflict((conflict) => conflict.column('agencyId').doUpdateSet(row))
    .execute()
}
