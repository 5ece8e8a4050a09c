import { type Insertable, sql } from 'kysely'
import { audit } from '../../../platform/audit/write.ts'
import type { Tx } from '../../../platform/db.ts'
import type { AuditRow } from '../../../platform/request.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { Services } from '../../../rules/services.ts'

export const insertKey = async (tx: Tx, row: Insertable<Tables['inboxKey']>): Promise<void> => {
  await tx
    .insertInto('inboxKey')
    .values(row)
    .onConflict((conflict) => conflict.column('tokenHash').doNothing())
    .execute()
}
export const keysShown = (tx: Tx) =>
  tx
    .selectFrom('inboxKey as k')
    .innerJoin('practitioner as p', 'p.id', 'k.practitionerId')
    .innerJoin('practitioner as by', 'by.id', 'k.madeBy')
    .select([
      'k.id',
      'k.source',
      'k.madeAt',
      'k.revokedAt',
      'p.name as actsAs',
      'by.name as madeBy',
      'by.disabledAt as makerLeftAt',
    ])
    .orderBy('k.madeAt', 'desc')
    .execute()
export type KeyShown = Awaited<ReturnType<typeof keysShown>>[number]
export const revokeKey = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const done = await tx
    .updateTable('inboxKey')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

type Bound = {
  id: string
  agencyId: string
  agencyName: string
  agencyKind: string
  name: string
  role: string
  source: string
}
/** Who a key acts as, bound to this transaction; undefined for a key that is not known or was ended. */
export const bindKey = async (tx: Tx, token: string, now: Date): Promise<Bound | undefined> => {
  const { rows } = await sql<Bound>`
    select b.*, set_config('waymark.at', ${now.toISOString()}, true) as at from bind_inbox_key(${token}) b`.execute(tx)
  return rows[0]
}

/** A call that was turned away before its key was looked at is on the record too, without a name. */
export const noteRefusedCall = (services: Services, row: AuditRow): Promise<void> =>
  services.db.transaction().execute((tx) => audit(services, { tx, now: services.now(), actor: null }, row))
