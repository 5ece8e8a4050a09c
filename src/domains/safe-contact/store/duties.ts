import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

/** An open duty that names the person to whom it is owed. */
export type OwedDuty = {
  id: string
  key: string
  caseId: string
  personId: string
  code: string
  ruleId: string
  ruleVersion: string
  factId: string
  becauseId: string
  holder: string
  ownerId: string
  task: string
  raisedAt: Date
  statutoryDueAt: Date | null
  safetyDueAt: Date | null
  dueAt: Date | null
}

const columns = [
  ...([
    'id',
    'key',
    'caseId',
    'personId',
    'code',
    'ruleId',
    'ruleVersion',
    'factId',
    'becauseId',
    'holder',
    'ownerId',
  ] as const),
  ...(['task', 'raisedAt', 'statutoryDueAt', 'safetyDueAt', 'dueAt'] as const),
] as const

const isOwed = <Row extends { personId: string | null }>(row: Row): row is Row & { personId: string } =>
  row.personId !== null

/** What is owed to the people of a case now, soonest first. */
export const openDutiesOf = async (tx: Tx, caseId: string, now: Date): Promise<OwedDuty[]> => {
  const rows = await tx
    .selectFrom('duty')
    .select(columns)
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .where('personId', 'is not', null)
    .where('raisedAt', '<=', now)
    .orderBy('dueAt')
    .execute()
  return rows.filter(isOwed)
}

/**
 * What is owed to somebody and has to be arranged for, in any case: by the index of those moments alone, for this worker
 * alone. No key of them changes: whoever says something about one meanwhile does not wait for this.
 */
export const dutiesToArrange = async (
  tx: Tx,
  now: Date,
  most: number,
): Promise<(OwedDuty & { isAsked: boolean })[]> => {
  const rows = await tx
    .selectFrom('duty')
    .select(columns)
    .select(sql<boolean>`exists (select from other_way o where o.duty_id = duty.id)`.as('isAsked'))
    .where('state', '=', 'open')
    .where('personId', 'is not', null)
    .where('arrangeAt', '<=', now)
    .orderBy('arrangeAt')
    .limit(most)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  return rows.filter(isOwed)
}

export type NextLook = { id: string; at: Date | null }
export const lookAgain = async (tx: Tx, looks: readonly NextLook[]): Promise<void> => {
  if (looks.length === 0) return
  await sql`update duty set arrange_at = n.at from jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as n (id uuid, at timestamptz) where duty.id = n.id`.execute(
    tx,
  )
}

/** The keys of open work about reaching somebody at all: a telling answers it too. */
export const reachingKeys = async (tx: Tx, caseId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('duty')
    .select('key')
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .where('code', 'in', ['CONTACT_ESCALATION', 'CONTACT_CHANCE'])
    .execute()
  return rows.map(({ key }) => key)
}

export type Term = { factId: string; kind: string; plain: string }
/** The terms of bail and orders that these facts brought, in plain words (BL-09). */
export const termsOf = async (tx: Tx, caseId: string, factIds: readonly string[]): Promise<Term[]> =>
  factIds.length === 0
    ? []
    : tx
        .selectFrom('condition')
        .select(['factId', 'kind', 'plain'])
        .where('caseId', '=', caseId)
        .where('factId', 'in', [...factIds])
        .where('endedAt', 'is', null)
        .orderBy('recordedAt')
        .execute()

/** Days of prison release that are known and still ahead. */
export const releasesAhead = async (tx: Tx, caseId: string, now: Date): Promise<unknown[]> => {
  const rows = await tx
    .selectFrom('entry')
    .select('details')
    .where('caseId', '=', caseId)
    .where('type', '=', 'justice.release-date-known')
    .where('enteredAt', '<=', now)
    .execute()
  return rows.map(({ details }) => details)
}

export type AboutDuty = { id: string; task: string; dueAt: Date | null; state: string }
export const dutiesNamed = (tx: Tx, caseId: string, ids: readonly string[]): Promise<AboutDuty[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('duty')
        .select(['id', 'task', 'dueAt', 'state'])
        .where('caseId', '=', caseId)
        .where('id', 'in', [...ids])
        .execute()

export type WatchDuty = {
  id: string
  key: string
  code: string
  task: string
  state: string
  safetyDueAt: Date | null
  ownerId: string
  owner: string
}
/** The duty to start a police watch, or to say that it ended. */
export const watchDuty = (tx: Tx, caseId: string, dutyId: string): Promise<WatchDuty | undefined> =>
  tx
    .selectFrom('duty as d')
    .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
    .select(['d.id', 'd.key', 'd.code', 'd.task', 'd.state', 'd.safetyDueAt', 'd.ownerId', 'p.name as owner'])
    .where('d.caseId', '=', caseId)
    .where('d.id', '=', dutyId)
    .where('d.code', 'in', ['POLICE_WATCH', 'POLICE_WATCH_END'])
    .executeTakeFirst()
