import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import { type From, hashOfToken, newToken, sessionLength } from './sessions.ts'

export type OwnPasskey = {
  id: string
  name: string
  credentialId: Buffer
  transports: string[]
  madeAt: Date
  usedAt: Date | null
}
export type KnownPasskey = { id: string; practitionerId: string; agencyId: string; publicKey: Buffer }
export type NewPasskey = {
  id: string
  name: string
  credentialId: Buffer
  publicKey: Buffer
  counter: number
  transports: string[]
}
const hashOf = (challenge: string): Buffer => createHash('sha256').update(challenge).digest()

/** Kept for five minutes, for one use. `whom` is null where it is not known yet who asks. */
export const makeChallenge = async (db: Db, challenge: string, whom: string | null): Promise<void> => {
  await sql`select sign_in.make_challenge(${hashOf(challenge)}, ${whom ? 'confirm' : 'sign-in'}, ${whom})`.execute(db)
}
export const useChallenge = async (db: Db, challenge: string, whom: string | null): Promise<boolean> => {
  const { rows } = await sql<{ used: boolean }>`
    select sign_in.use_challenge(${hashOf(challenge)}, ${whom ? 'confirm' : 'sign-in'}, ${whom}) as used`.execute(db)
  return rows[0]?.used ?? false
}

export const passkeyOf = async (db: Db, credentialId: Buffer): Promise<KnownPasskey | undefined> => {
  const { rows } = await sql<KnownPasskey>`select * from sign_in.passkey_of(${credentialId})`.execute(db)
  return rows[0]
}
/** A session's token; null when the counter shows that the passkey was copied, or it has ended. */
export const startPasskeySession = async (db: Db, id: string, counter: number, from: From): Promise<string | null> => {
  const token = newToken()
  const { rows } = await sql<{ started: boolean }>`
    select sign_in.start_passkey_session(${id}, ${counter}, ${hashOfToken(token)}, ${sessionLength}::interval,
      ${from.device}, ${from.deviceHash}) as started`.execute(db)
  return rows[0]?.started ? token : null
}
export const proveByPasskey = async (db: Db, token: string, id: string, counter: number): Promise<boolean> => {
  const { rows } = await sql<{ proven: boolean }>`
    select sign_in.prove_by_passkey(${token}, ${id}, ${counter}) as proven`.execute(db)
  return rows[0]?.proven ?? false
}

export const ownPasskeys = async (tx: Tx): Promise<OwnPasskey[]> => {
  const { rows } = await sql<OwnPasskey>`select * from own_passkeys()`.execute(tx)
  return rows
}
export const ownEmail = async ({ tx, actor }: Work): Promise<string> => {
  const own = tx.selectFrom('practitioner').select('email').where('id', '=', actor.id)
  return (await own.executeTakeFirstOrThrow()).email
}
export const makeOwnChallenge = async (tx: Tx, challenge: string): Promise<void> => {
  await sql`select make_passkey_challenge(${hashOf(challenge)})`.execute(tx)
}
/** False when the challenge was not this person's, or was used, or is too old; or the passkey is known already. */
export const addPasskey = async (tx: Tx, challenge: string, passkey: NewPasskey): Promise<boolean> => {
  const { id, credentialId, publicKey, counter, transports, name } = passkey
  const { rows } = await sql<{ added: boolean }>`
    select add_passkey(${hashOf(challenge)}, ${id}, ${credentialId}, ${publicKey}, ${counter}, ${transports}::text[],
      ${name}) as added`.execute(tx)
  return rows[0]?.added ?? false
}
export const renamePasskey = async (tx: Tx, id: string, name: string): Promise<boolean> => {
  const { rows } = await sql<{ renamed: boolean }>`select rename_passkey(${id}, ${name}) as renamed`.execute(tx)
  return rows[0]?.renamed ?? false
}
export const removePasskey = async (tx: Tx, id: string): Promise<boolean> => {
  const { rows } = await sql<{ removed: boolean }>`select remove_passkey(${id}) as removed`.execute(tx)
  return rows[0]?.removed ?? false
}
