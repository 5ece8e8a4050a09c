import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { key, type Secret } from '../secrets.ts'

/** What is signed of a batch. Times are text to the microsecond; hashes are hexadecimal. */
export type Batch = {
  form: number
  number: number
  rows: number
  firstAt: string | null
  lastAt: string | null
  sealedAt: string
  /** Over the rows in their order. */
  root: string
  /** The digest of the batch before, which holds the digest of the one before that, and so on. */
  previous: string | null
}
export type SignedBatch = Batch & { signature: string }

export const batchForm = 1

/** PKCS #8 around a raw Ed25519 key (RFC 8410): the 32 bytes of the key follow. */
const wrapping = Buffer.from('302e020100300506032b657004220420', 'hex')

type Keys = { mine: KeyObject; open: KeyObject }
const known = new WeakMap<Secret, Keys>()
const keysOf = (secret: Secret): Keys => {
  const had = known.get(secret)
  if (had) return had
  const der = Buffer.concat([wrapping, key(secret, 'audit-seal')])
  const mine = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const made = { mine, open: createPublicKey(mine) }
  known.set(secret, made)
  return made
}

/** The very bytes that are signed. */
export const contentOf = ({ form, number, rows, firstAt, lastAt, sealedAt, root, previous }: Batch): Buffer =>
  Buffer.from(JSON.stringify(['waymark audit batch', form, number, rows, firstAt, lastAt, sealedAt, root, previous]))

export const signed = (secret: Secret, batch: Batch): SignedBatch => ({
  ...batch,
  signature: sign(null, contentOf(batch), keysOf(secret).mine).toString('hex'),
})

export const isSigned = (secret: Secret, batch: SignedBatch): boolean =>
  verify(null, contentOf(batch), keysOf(secret).open, Buffer.from(batch.signature, 'hex'))

/** What the next batch says of this one. */
export const digestOf = (batch: Batch): string => createHash('sha256').update(contentOf(batch)).digest('hex')

export const rootOf = (leaves: readonly Buffer[]): string => {
  const hash = createHash('sha256').update('waymark audit root')
  for (const leaf of leaves) hash.update(leaf)
  return hash.digest('hex')
}

/** For whoever keeps the checkpoints elsewhere: signatures can be checked with this and without the secret. */
export const publicKeyOf = (secret: Secret): string =>
  keysOf(secret).open.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
const line = z.strictObject({
  form: z.number().int(),
  number: z.number().int().positive(),
  rows: z.number().int().min(0),
  firstAt: moment.nullable(),
  lastAt: moment.nullable(),
  sealedAt: moment,
  root: hash,
  previous: hash.nullable(),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})

export const lineOf = (batch: SignedBatch): string => `${JSON.stringify(line.parse(batch))}\n`

/** A line of the checkpoint file, or nothing where it is not one. */
export const readLine = (text: string): SignedBatch | undefined => {
  try {
    return line.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

export const isSame = (one: SignedBatch, other: SignedBatch): boolean => lineOf(one) === lineOf(other)
