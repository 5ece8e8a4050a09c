import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Db, Tx } from './db.ts'
import { key, type Secret } from './secrets.ts'

/** Where a sealed value stands. A value that is copied to another row, column or person does not open there. */
export type Place = { personId: string; table: string; column: string; row: string }
type Keys = { secret: Secret }

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

const keyOf = async ({ secret }: Keys, tx: Tx | Db, personId: string): Promise<Buffer | undefined> => {
  const kept = await tx
    .selectFrom('vault.personKey')
    .select('wrapped')
    .where('personId', '=', personId)
    .executeTakeFirst()
  return kept && open(key(secret, 'vault'), `person_key/${personId}`, kept.wrapped)
}

const keyOrNewKey = async (keys: Keys, { tx, now }: { tx: Tx; now: Date }, personId: string): Promise<Buffer> => {
  const known = await keyOf(keys, tx, personId)
  if (known) return known
  const wrapped = seal(key(keys.secret, 'vault'), `person_key/${personId}`, randomBytes(32))
  // Two may seal the first value at once: one key wins, and both use that one.
  await tx
    .insertInto('vault.personKey')
    .values({ personId, wrapped, madeAt: now })
    .onConflict((conflict) => conflict.column('personId').doNothing())
    .execute()
  const kept = await keyOf(keys, tx, personId)
  if (!kept) throw new Error('A key was written for a person and is not there')
  return kept
}

const labelOf = ({ table, column, row, personId }: Place): string => `${table}/${column}/${row}/${personId}`

// Layout: 4 bytes that tell which key, 12 of nonce, 16 of tag, the rest is the text.
export const seal = (own: Buffer, label: string, content: Buffer): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', own, nonce).setAAD(Buffer.from(label))
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([nameOf(own), nonce, cipher.getAuthTag(), body])
}

export const open = (own: Buffer, label: string, sealed: Uint8Array): Buffer => {
  const [nonce, tag, body] = [sealed.subarray(4, 16), sealed.subarray(16, 32), sealed.subarray(32)]
  const cipher = createDecipheriv('aes-256-gcm', own, nonce, { authTagLength: 16 }).setAAD(Buffer.from(label))
  cipher.setAuthTag(tag)
  return Buffer.concat([cipher.update(body), cipher.final()])
}

const nameOf = (own: Buffer): Buffer =>
  createHash('sha256').update('waymark key name').update(own).digest().subarray(0, 4)
const isSealedWith = (own: Buffer, sealed: Uint8Array): boolean => nameOf(own).equals(sealed.subarray(0, 4))
