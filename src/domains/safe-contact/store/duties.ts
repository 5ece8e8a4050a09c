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

/** Open duties of any case that are owed to a person, fall due by then, and were not asked about: for the worker. */
export const unaskedDuties = async (
  tx: Tx,
  {
    now,
    until,
    rules,
    after,
    most,
  }: {
    now: Date
    until: Date
    rules: readonly string[]
    after: { dueAt: Date | null; id: string } | null
    most: number
  },
): Promise<OwedDuty[]> => {
  const rows = await tx
    .selectFrom('duty')
    .select(columns)
    .where('state', '=', 'open')
    .where('personId', 'is not', null)
    .where('dueAt', '<=', until)
    .$if(after !== null, (query) => query.where(sql<boolean>`(due_at, id) > (${after?.dueAt}, ${after?.id})`))
    .where('raisedAt', '<=', now)
    .where('ruleId', 'in', [...rules])
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('otherWay').select('otherWay.id').whereRef('otherWay.dutyId', '=', 'duty.id'))),
    )
    .orderBy('dueAt')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.filter(isOwed)
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
