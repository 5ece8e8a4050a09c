import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../platform/audit/write.ts'
import type { Db, Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'

export type Credential = {
  practitionerId: string
  agencyId: string
  passwordHash: string | null
  totpCipher: Buffer | null
  lockedUntil: Date | null
}
/** From where somebody signs in: broad words for their list of sessions, and a hash that tells a browser seen before. */
export type From = { device: string; deviceHash: Buffer }

export const sessionLength = '12 hours'
export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export const credentialOf = async (db: Db, email: string): Promise<Credential | undefined> => {
  const { rows } = await sql<Credential>`
    select practitioner_id, agency_id, password_hash, totp_cipher, locked_until from sign_in.look_up(${email})`.execute(
    db,
  )
  return rows[0]
}

export const noteFailure = async (db: Db, practitionerId: string): Promise<void> => {
  await sql`select sign_in.note_failure(${practitionerId})`.execute(db)
}

/** A session's token, or null when that code was used before. */
export const startSession = async (
  db: Db,
  practitionerId: string,
  step: number,
  from: From,
): Promise<string | null> => {
  const token = newToken()
  const { rows } = await sql<{ started: boolean }>`
    select sign_in.start_session(${practitionerId}, ${hashOfToken(token)}, ${step}, ${sessionLength}::interval,
      ${from.device}, ${from.deviceHash}) as started`.execute(db)
  return rows[0]?.started ? token : null
}

/** Somebody in a session, asked again to prove who they are. */
export type Holder = {
  practitionerId: string
  agencyId: string
  name: string
  totpCipher: Buffer | null
  lockedUntil: Date | null
  hasPasskey: boolean
}
export const holderOf = async (db: Db, token: string): Promise<Holder | undefined> => {
  const { rows } = await sql<Holder>`select * from sign_in.holder_of(${token})`.execute(db)
  return rows[0]
}
export const proveByCode = async (db: Db, token: string, step: number): Promise<boolean> => {
  const { rows } = await sql<{ proven: boolean }>`select sign_in.prove_by_code(${token}, ${step}) as proven`.execute(db)
  return rows[0]?.proven ?? false
}

/** The hash of this person's password; null when they have none here. */
export const passwordOf = async (db: Db, token: string): Promise<string | null> => {
  const { rows } = await sql<{ hash: string | null }>`select sign_in.password_of(${token}) as hash`.execute(db)
  return rows[0]?.hash ?? null
}
/** Ends all other sessions as well. False: no proof was given just now, the account is locked, or it was changed meanwhile. */
export const changePassword = async (tx: Tx, token: string, known: string, next: string): Promise<boolean> => {
  const { rows } = await sql<{ changed: boolean }>`
    select change_password(${refOf(token)}, ${known}, ${next}) as changed`.execute(tx)
  return rows[0]?.changed ?? false
}
/** For the session that a browser still held when it began another. */
export const endSession = async (db: Db, token: string): Promise<void> => {
  await sql`select sign_in.end_session(${token})`.execute(db)
}
/** The same session goes on under another token; undefined when it is over. */
export const renewToken = async (db: Db, token: string): Promise<string | undefined> => {
  const next = newToken()
  const { rows } = await sql<{ renewed: boolean }>`
    select sign_in.renew_token(${token}, ${hashOfToken(next)}) as renewed`.execute(db)
  return rows[0]?.renewed ? next : undefined
}

/** The address with which one signs in oneself. */
export const ownEmail = async ({ tx, actor }: Pick<Work, 'tx' | 'actor'>): Promise<string> => {
  const own = tx.selectFrom('practitioner').select('email').where('id', '=', actor.id)
  return (await own.executeTakeFirstOrThrow()).email
}

export type Locked = { practitionerId: string; why: 'idle' | 'ended' }
/** Whose session locked by itself, so that they find their way back. */
export const lockedSession = async (db: Db, token: string): Promise<Locked | undefined> => {
  const { rows } = await sql<Locked>`select * from sign_in.locked_session(${token})`.execute(db)
  return rows[0]
}
/** Seconds until a session locks. Asking does not keep it awake; `stay` does. */
export const secondsLeft = async (db: Db, token: string): Promise<number> => {
  const { rows } = await sql<{ left: number }>`select sign_in.seconds_left(${token}) as left`.execute(db)
  return rows[0]?.left ?? 0
}
export const stay = async (db: Db, token: string): Promise<number> => {
  const { rows } = await sql<{ left: number }>`select sign_in.stay(${token}) as left`.execute(db)
  return rows[0]?.left ?? 0
}

export type Method = 'password' | 'passkey' | 'oidc'
export type OwnSession = {
  ref: string
  method: Method
  device: string
  startedAt: Date
  seenAt: Date
  endsAt: Date
  isThis: boolean
}
/** How a session is named where it may be seen: a hash that opens nothing. */
const refOf = (token: string): string => createHash('sha256').update(hashOfToken(token)).digest('hex')
export const ownSessions = async (tx: Tx, token: string): Promise<OwnSession[]> => {
  const { rows } = await sql<Omit<OwnSession, 'isThis'>>`select * from own_sessions()`.execute(tx)
  return rows.map((row) => ({ ...row, isThis: row.ref === refOf(token) }))
}
/** False when there is no such open session of one's own. */
export const endOwnSession = async (tx: Tx, ref: string): Promise<boolean> => {
  const { rows } = await sql<{ ended: boolean }>`select end_own_session(${ref}) as ended`.execute(tx)
  return rows[0]?.ended ?? false
}
/** In the request's own transaction: it holds the session's row, and another connection would wait for it for ever. */
export const endThisSession = async (tx: Tx, token: string): Promise<void> => {
  await endOwnSession(tx, refOf(token))
}
export const endOtherSessions = async (tx: Tx, token: string): Promise<void> => {
  await sql`select end_other_sessions(${refOf(token)})`.execute(tx)
}
export const endAllSessions = async (tx: Tx, practitionerId: string): Promise<void> => {
  await sql`select end_sessions_of(${practitionerId})`.execute(tx)
}

export const auditSignIn = async (
  { secret, signInDb, now }: Pick<Services, 'secret' | 'signInDb' | 'now'>,
  kind: 'sign-in' | 'sign-out' | 'fail',
  who: { practitionerId: string; agencyId: string } | undefined,
  reference: string,
): Promise<void> => {
  const actor = who ? { id: who.practitionerId, agencyId: who.agencyId } : null
  await audit({ secret }, { tx: signInDb, now: now(), actor }, { kind, route: '/sign-in', reference })
}
