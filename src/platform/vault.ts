import type { Db, Tx } from './db.ts'
import { type DataKey, dataKeyIn, holdOff, type Keys, newDataKey, type Wrapped } from './keys/data-key.ts'
import { isSealedWith, open, seal } from './sealing.ts'

/** Where a sealed value stands. A value that is copied to another row, column or person does not open there. */
export type Place = { personId: string; table: string; column: string; row: string }

/** Seals a text under the person's own key, which is made when it is the first. The row's id must be chosen beforehand. */
export const sealFor = async (keys: Keys, work: { tx: Tx; now: Date }, place: Place, text: string): Promise<Buffer> =>
  seal(await keyOrNewKey(keys, work, place.personId), labelOf(place), Buffer.from(text, 'utf8'))

/** Null when the person's key has been erased, and with it all that it opened. Throws when the value was tampered with. */
export const openFor = async (keys: Keys, tx: Tx | Db, place: Place, sealed: Uint8Array): Promise<string | null> => {
  const own = await keyOf(keys, tx, place.personId)
  if (!own || !isSealedWith(own, sealed)) return null
  return open(own, labelOf(place), sealed).toString('utf8')
}

/** The same of many values of one person, with one look at their key. */
export const openEach = async (
  keys: Keys,
  tx: Tx | Db,
  personId: string,
  values: readonly (Omit<Place, 'personId'> & { sealed: Uint8Array })[],
): Promise<(string | null)[]> => {
  const own = values.length > 0 ? await keyOf(keys, tx, personId) : undefined
  return values.map(({ sealed, ...place }) =>
    own && isSealedWith(own, sealed) ? open(own, labelOf({ ...place, personId }), sealed).toString('utf8') : null,
  )
}

/** The same with a key that a door of the database gave with the value, to somebody who may read no keys themselves. */
export const openWith = async (
  keys: Keys,
  wrapped: Wrapped,
  { sealed, ...place }: Place & { sealed: Uint8Array },
): Promise<string | null> => {
  const own = await dataKeyIn(keys, dataKeyOf(place.personId), wrapped)
  return own && isSealedWith(own, sealed) ? open(own, labelOf(place), sealed).toString('utf8') : null
}

const keyOf = async (keys: Keys, tx: Tx | Db, personId: string): Promise<Buffer | undefined> => {
  const kept = await tx
    .selectFrom('vault.personKey')
    .select(['wrapped', 'keptAs'])
    .where('personId', '=', personId)
    .executeTakeFirst()
  return kept && dataKeyIn(keys, dataKeyOf(personId), kept)
}

const keyOrNewKey = async (keys: Keys, { tx, now }: { tx: Tx; now: Date }, personId: string): Promise<Buffer> => {
  await holdOff(tx, personId)
  const known = await keyOf(keys, tx, personId)
  if (known) return known
  // Two may seal the first value at once: one key wins, and both use that one.
  await tx
    .insertInto('vault.personKey')
    .values({ personId, ...(await newDataKey(keys, dataKeyOf(personId))), madeAt: now })
    .onConflict((conflict) => conflict.column('personId').doNothing())
    .execute()
  const kept = await keyOf(keys, tx, personId)
  if (!kept) throw new Error('A key was written for a person and is not there')
  return kept
}

const dataKeyOf = (personId: string): DataKey => ({ of: 'vault', label: `person_key/${personId}` })

const labelOf = ({ table, column, row, personId }: Place): string => `${table}/${column}/${row}/${personId}`
