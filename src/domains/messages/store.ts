import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { isMessageChannel, isMessageState, type MessageChannel, type MessageState } from './model.ts'

export type Message = {
  id: string
  caseId: string
  personId: string
  routeId: string
  ruleVersion: number
  channel: MessageChannel
  dutyIds: string[]
  queuedBy: string | null
  queuedAt: Date
  sendAt: Date
  sendBefore: Date
  state: MessageState
  reference: string
  notifyId: string | null
  triedAt: Date | null
  endedAt: Date | null
  endedWhy: string | null
  retryOf: string | null
}
type Row = Omit<Message, 'channel' | 'state'> & { channel: string; state: string }

const columns = [
  ...(['id', 'caseId', 'personId', 'routeId', 'ruleVersion', 'channel', 'dutyIds', 'queuedBy', 'queuedAt'] as const),
  ...(['sendAt', 'sendBefore', 'state', 'reference', 'notifyId', 'triedAt', 'endedAt', 'endedWhy', 'retryOf'] as const),
] as const
const messageFrom = ({ channel, state, ...row }: Row): Message => {
  if (!isMessageChannel(channel) || !isMessageState(state)) throw new Error('a message of a kind that is not known')
  return { ...row, channel, state }
}

export type Whose = { caseId: string; personId: string }

export const insertMessage = async (tx: Tx, row: Insertable<Tables['message']>): Promise<void> => {
  await tx.insertInto('message').values(row).execute()
}

export const messagesOf = async (tx: Tx, { caseId, personId }: Whose): Promise<Message[]> => {
  const rows = await tx
    .selectFrom('message')
    .select(columns)
    .where('caseId', '=', caseId)
    .where('personId', '=', personId)
    .orderBy('queuedAt', 'desc')
    .orderBy('sendAt', 'desc')
    .execute()
  return rows.map(messageFrom)
}

/** What waits for its time. Locked: it is sent or cancelled, never both. */
export const queuedFor = async (tx: Tx, { caseId, personId }: Whose): Promise<Message[]> => {
  const rows = await tx
    .selectFrom('message')
    .select(columns)
    .where('caseId', '=', caseId)
    .where('personId', '=', personId)
    .where('state', 'in', ['queued', 'sending'])
    .orderBy('sendAt')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(messageFrom)
}

/** Locks what waits in these cases, at once and in one order: nothing is said of one case while another is waited for. */
export const holdQueued = async (tx: Tx, caseIds: readonly string[]): Promise<void> => {
  if (caseIds.length === 0) return
  await tx
    .selectFrom('message')
    .select('id')
    .where('caseId', 'in', [...caseIds])
    .where('state', 'in', ['queued', 'sending'])
    .orderBy('sendAt')
    .orderBy('id')
    .forUpdate()
    .execute()
}

type Change = Pick<Updateable<Tables['message']>, 'state' | 'endedAt' | 'endedWhy' | 'dutyIds'>
export const changeMessage = async (tx: Tx, caseId: string, id: string, change: Change): Promise<void> => {
  await tx.updateTable('message').set(change).where('caseId', '=', caseId).where('id', '=', id).execute()
}

type WorkerChange = Pick<
  Updateable<Tables['message']>,
  'state' | 'notifyId' | 'triedAt' | 'checkedAt' | 'endedAt' | 'endedWhy'
>
/** For the worker, by id: only from the states named, so that what is final stays final. */
export const moveMessage = async (
  tx: Tx | Db,
  id: string,
  from: MessageState[],
  change: WorkerChange,
): Promise<boolean> => {
  const done = await tx
    .updateTable('message')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Takes those whose time has come, for this worker alone until its transaction ends. */
export const dueMessages = async (tx: Tx, now: Date, most: number): Promise<Message[]> => {
  const rows = await tx
    .selectFrom('message')
    .select(columns)
    .where('state', '=', 'queued')
    .where('sendAt', '<=', now)
    .orderBy('sendAt')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(messageFrom)
}
export const lockMessage = async (tx: Tx, id: string): Promise<Message | null> => {
  const row = await tx.selectFrom('message').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? messageFrom(row) : null
}

/** Under way, and not looked at since then. */
export const underWay = async (db: Db, state: 'sending' | 'sent', before: Date, most: number): Promise<Message[]> => {
  const rows = await db
    .selectFrom('message')
    .select(columns)
    .where('state', '=', state)
    .where('channel', '<>', 'call')
    .where((eb) =>
      state === 'sending'
        ? eb('triedAt', '<=', before)
        : eb.or([eb('checkedAt', 'is', null), eb('checkedAt', '<=', before)]),
    )
    .orderBy('checkedAt', (order) => order.asc().nullsFirst())
    .limit(most)
    .execute()
  return rows.map(messageFrom)
}

/** The sealed address of a route, for the moment of sending. */
export const addressOf = async (tx: Tx, caseId: string, routeId: string): Promise<Buffer | null> => {
  const row = await tx
    .selectFrom('vault.contactRoute')
    .select('value')
    .where('caseId', '=', caseId)
    .where('id', '=', routeId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row?.value ?? null
}

/** Who answers for these duties, else for contact in the case. */
export const ownersOf = async (tx: Tx, caseId: string, dutyIds: readonly string[]): Promise<string[]> => {
  const owners = dutyIds.length
    ? await tx
        .selectFrom('duty')
        .select('ownerId')
        .distinct()
        .where('caseId', '=', caseId)
        .where('id', 'in', [...dutyIds])
        .where('state', '=', 'open')
        .execute()
    : []
  if (owners.length > 0) return owners.map(({ ownerId }) => ownerId)
  const lead = await tx.selectFrom('cases').select('contactLeadId').where('id', '=', caseId).executeTakeFirst()
  return lead?.contactLeadId ? [lead.contactLeadId] : []
}

type Alarm = { to: string; caseId: string; dutyId: string | null; kind: string; at: Date }
/** Said again when it comes up again: a call that was moved is a new call. */
export const raiseAlarm = async (tx: Tx, { to, caseId, dutyId, kind, at }: Alarm): Promise<void> => {
  await sql`insert into alarm (to_id, case_id, duty_id, kind, raised_at) values (${to}, ${caseId}, ${dutyId}, ${kind}, ${at})
    on conflict do nothing`.execute(tx)
  if (dutyId)
    await tx
      .updateTable('alarm')
      .set({ raisedAt: at, seenAt: null })
      .where('toId', '=', to)
      .where('kind', '=', kind)
      .where('dutyId', '=', dutyId)
      .where('raisedAt', '<', at)
      .execute()
}

/** What Notify says became of a message; for the callback, which acts for nobody. `sent`: the worker is to look for itself. */
export const noteState = async (
  db: Db,
  { reference, notifyId, state, at }: { reference: string; notifyId: string; state: 'delivered' | 'sent'; at: Date },
): Promise<boolean> => {
  const { rows } = await sql<{ isNoted: boolean }>`
    select note_message_state(${reference}, ${notifyId}, ${state}, ${at}) as is_noted`.execute(db)
  return rows[0]?.isNoted === true
}

export const staffNames = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('practitioner')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What is open and owed to this person: a message is about all of it. */
export const dutiesOwed = async (tx: Tx, { caseId, personId }: Whose, now: Date): Promise<string[]> => {
  const rows = await tx
    .selectFrom('duty')
    .select('id')
    .where('caseId', '=', caseId)
    .where('personId', '=', personId)
    .where('state', '=', 'open')
    .where('raisedAt', '<=', now)
    .orderBy('dueAt')
    .execute()
  return rows.map(({ id }) => id)
}
