import { hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db.ts'
import { open, seal } from '../sealing.ts'
import { key, type Secret } from '../secrets.ts'
import { type KeyKeeper, KeysOutOfReach } from './keeper.ts'

/** What opens the vault: the installation's secret, and whoever keeps the other part of each key. */
export type Keys = { secret: Secret; keeper: KeyKeeper }
/** Whose values a data key opens; wrapped for one it does not open as another's. */
export type DataKey = { of: 'vault' | 'evidence'; label: string }
/** What the database holds of a data key: nothing, without the keeper's part of the name `keptAs`. */
export type Wrapped = { wrapped: Uint8Array; keptAs: string | null }

const wrappingKey = (secret: Secret, of: DataKey['of'], part: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', key(secret, of), part, 'waymark data key', 32))

/** Undefined when its part was erased. Nothing is remembered: a key that the keeper forgot opens nothing at the next look. */
export const dataKeyIn = async (
  { secret, keeper }: Keys,
  { of, label }: DataKey,
  { wrapped, keptAs }: Wrapped,
): Promise<Buffer | undefined> => {
  if (!keptAs) throw new KeysOutOfReach('A key of before the upgrade was not brought to the keeper yet')
  const part = await keeper.find(keptAs)
  if (part === 'forgotten') return undefined
  if (part === 'never kept') throw new KeysOutOfReach('What keeps the keys does not hold one that is needed')
  return open(wrappingKey(secret, of, part), label, wrapped)
}

/** The keeper has its part for good before the database hears of it; a part whose transaction was undone opens nothing. */
export const newDataKey = (keys: Keys, about: DataKey) => wrapDataKey(keys, about, randomBytes(32))

export const wrapDataKey = async ({ secret, keeper }: Keys, { of, label }: DataKey, plain: Buffer) => {
  const [keptAs, part] = [randomUUID(), randomBytes(32)]
  await keeper.keep(keptAs, part)
  return { keptAs, wrapped: seal(wrappingKey(secret, of, part), label, plain) }
}

/** How keys stood in the database before they had a keeper: wrapped by the secret alone. */
export const unwrapOld = (secret: Secret, { of, label }: DataKey, wrapped: Uint8Array): Buffer =>
  open(key(secret, of), label, wrapped)

/** Until this transaction ends nobody erases the key: what is sealed in it would be lost. `private.erase` takes the same lock. */
export const holdOff = async (tx: Tx, id: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${`waymark key ${id}`}::text, 0))`.execute(tx)
}
