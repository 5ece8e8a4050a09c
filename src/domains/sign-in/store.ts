import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'

export type Credential = {
  practitionerId: string
  agencyId: string
  passwordHash: string | null
  totpCipher: Buffer | null
  lockedUntil: Date | null
}
export type LinkHolder = { practitionerId: string; name: string; email: string; purpose: 'join' | 'recover' }

const sessionLength = '12 hours'
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
  device: string,
): Promise<string | null> => {
  const token = newToken()
  const { rows } = await sql<{ started: boolean }>`
    select sign_in.start_session(${practitionerId}, ${hashOfToken(token)}, ${step}, ${sessionLength}::interval, ${device}) as started`.execute(
    db,
  )
  return rows[0]?.started ? token : null
}

export const endSession = async (db: Db, token: string): Promise<void> => {
  await sql`select sign_in.end_session(${token})`.execute(db)
}

export const linkHolder = async (db: Db, token: string): Promise<LinkHolder | undefined> => {
  const { rows } = await sql<LinkHolder>`select * from sign_in.link_holder(${token})`.execute(db)
  return rows[0]
}

export const useLink = async (
  db: Db,
  token: string,
  passwordHash: string,
  device: { sealed: Buffer; step: number },
): Promise<boolean> => {
  const { rows } = await sql<{ who: string | null }>`
    select sign_in.use_link(${token}, ${passwordHash}, ${device.sealed}, ${device.step}) as who`.execute(db)
  return rows[0]?.who !== null
}

/** For an administrator's own transaction: the token of a link that works once, or null for someone of another agency. */
export const makeLink = async (tx: Tx, practitionerId: string, purpose: 'join' | 'recover'): Promise<string | null> => {
  const token = newToken()
  const { rows } = await sql<{ made: boolean }>`
    select make_link(${practitionerId}, ${hashOfToken(token)}, ${purpose}, '48 hours') as made`.execute(tx)
  return rows[0]?.made ? token : null
}

export type OwnSession = { ref: string; device: string; startedAt: Date; seenAt: Date; endsAt: Date; isThis: boolean }
/** The open sessions of whoever asks; each is named by a hash that opens nothing. */
export const ownSessions = async (tx: Tx, token: string): Promise<OwnSession[]> => {
  const ofThis = createHash('sha256').update(hashOfToken(token)).digest('hex')
  const { rows } = await sql<Omit<OwnSession, 'isThis'>>`select * from own_sessions()`.execute(tx)
  return rows.map((row) => ({ ...row, isThis: row.ref === ofThis }))
}
/** False when there is no such open session of one's own. */
export const endOwnSession = async (tx: Tx, ref: string): Promise<boolean> => {
  const { rows } = await sql<{ ended: boolean }>`select end_own_session(${ref}) as ended`.execute(tx)
  return rows[0]?.ended ?? false
}
export const endAllSessions = async (tx: Tx, practitionerId: string): Promise<void> => {
  await sql`select end_sessions_of(${practitionerId})`.execute(tx)
}

export const auditSignIn = async (
  db: Db,
  kind: 'sign-in' | 'sign-out' | 'fail',
  who: Credential | undefined,
  reference: string,
): Promise<void> => {
  await db
    .insertInto('audit')
    .values({
      actorId: who?.practitionerId ?? null,
      agencyId: who?.agencyId ?? null,
      kind,
      route: '/sign-in',
      reference,
    })
    .execute()
}
