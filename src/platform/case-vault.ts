import { randomBytes } from 'node:crypto'
import type { Db, Tx } from './db.ts'
import { key, type Secret } from './secrets.ts'
import { open, seal } from './vault.ts'

/** Where sealed bytes stand. Moved to another file, part or case they do not open. */
export type BytesPlace = { caseId: string; fileId: string; part: 'original' | 'copy' }
type Keys = { secret: Secret }

/** Seals under the key of the case's evidence, which is made when it is the first. */
export const sealBytes = async (keys: Keys, work: { tx: Tx; now: Date }, place: BytesPlace, bytes: Uint8Array) =>
  seal(await keyOrNewKey(keys, work, place.caseId), labelOf(place), Buffer.from(bytes))

/** Null when the key of the case's evidence has been erased, and with it all that it opened. */
export const openBytes = async (keys: Keys, tx: Tx | Db, place: BytesPlace, sealed: Uint8Array) => {
  const own = await keyOf(keys, tx, place.caseId)
  return own ? open(own, labelOf(place), sealed) : null
}

/** Seals under a key that must be there: for the worker, which makes none. */
export const sealAgain = async (keys: Keys, tx: Tx | Db, place: BytesPlace, bytes: Uint8Array) => {
  const own = await keyOf(keys, tx, place.caseId)
  return own ? seal(own, labelOf(place), Buffer.from(bytes)) : null
}

const keyOf = async ({ secret }: Keys, tx: Tx | Db, caseId: string): Promise<Buffer | undefined> => {
  const kept = tx.selectFrom('vault.evidenceKey').select('wrapped').where('caseId', '=', caseId)
  const found = await kept.executeTakeFirst()
  return found && open(key(secret, 'evidence'), `evidence_key/${caseId}`, found.wrapped)
}

const keyOrNewKey = async (keys: Keys, { tx, now }: { tx: Tx; now: Date }, caseId: string): Promise<Buffer> => {
  const known = await keyOf(keys, tx, caseId)
  if (known) return known
  const wrapped = seal(key(keys.secret, 'evidence'), `evidence_key/${caseId}`, randomBytes(32))
  // Two may add the first file at once: one key wins, and both use that one.
  await tx
    .insertInto('vault.evidenceKey')
    .values({ caseId, wrapped, madeAt: now })
    .onConflict((conflict) => conflict.column('caseId').doNothing())
    .execute()
  const kept = await keyOf(keys, tx, caseId)
  if (!kept) throw new Error('A key was written for a case and is not there')
  return kept
}

const labelOf = ({ caseId, fileId, part }: BytesPlace): string => `evidence_bytes/${part}/${fileId}/${caseId}`
