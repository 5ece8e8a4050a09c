import type { Db, Tx } from './db.ts'
import { type DataKey, dataKeyIn, holdOff, type Keys, newDataKey } from './keys/data-key.ts'
import { open, seal } from './sealing.ts'

/** Where sealed bytes stand: parts of a file, or of a bundle. Moved to another file, part or case they do not open. */
export type BytesPlace = { caseId: string; fileId: string; part: 'original' | 'copy' | 'plan' | 'paper' | 'readings' }

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

const keyOf = async (keys: Keys, tx: Tx | Db, caseId: string): Promise<Buffer | undefined> => {
  const kept = tx.selectFrom('vault.evidenceKey').select(['wrapped', 'keptAs']).where('caseId', '=', caseId)
  const found = await kept.executeTakeFirst()
  return found && dataKeyIn(keys, dataKeyOf(caseId), found)
}

const keyOrNewKey = async (keys: Keys, { tx, now }: { tx: Tx; now: Date }, caseId: string): Promise<Buffer> => {
  await holdOff(tx, caseId)
  const known = await keyOf(keys, tx, caseId)
  if (known) return known
  // Two may add the first file at once: one key wins, and both use that one.
  await tx
    .insertInto('vault.evidenceKey')
    .values({ caseId, ...(await newDataKey(keys, dataKeyOf(caseId))), madeAt: now })
    .onConflict((conflict) => conflict.column('caseId').doNothing())
    .execute()
  const kept = await keyOf(keys, tx, caseId)
  if (!kept) throw new Error('A key was written for a case and is not there')
  return kept
}

const dataKeyOf = (caseId: string): DataKey => ({ of: 'evidence', label: `evidence_key/${caseId}` })

const labelOf = ({ caseId, fileId, part }: BytesPlace): string => `evidence_bytes/${part}/${fileId}/${caseId}`
