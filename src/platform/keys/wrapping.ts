import { hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { isSealedWith, open, seal } from '../sealing.ts'
import { key, type Secret } from '../secrets.ts'
import { codeOf, writeDurably } from './durable.ts'
import { KeysOutOfReach } from './keeper.ts'

const salt = z.string().regex(/^[0-9a-f]{64}$/)
/** Which keeper this is, and what its wrapping keys are made from. `retiring` are there while keys are wrapped anew. */
const about = z.strictObject({ id: z.uuid(), current: salt, retiring: z.array(salt) })
export type Wrapping = z.infer<typeof about>

export const wrappingFile = 'wrapping.json'
const newSalt = () => randomBytes(32).toString('hex')

export const wrappingIn = async (folder: string): Promise<Wrapping> => {
  const text = await readFile(path.join(folder, wrappingFile), 'utf8').catch((cause: unknown) => {
    throw new KeysOutOfReach('There are no keys where they should be', { cause })
  })
  return wrappingOf(text)
}

/** Reads what a folder of keys says of itself. */
export const wrappingOf = (text: string): Wrapping => {
  try {
    return about.parse(JSON.parse(text))
  } catch {
    // Without its words: they would be of what is damaged.
    throw new KeysOutOfReach('What the folder of keys says of itself is damaged')
  }
}

/** Two processes may begin at once: one wins, and both read what it wrote. */
export const wrappingOrNew = async (folder: string): Promise<Wrapping> => {
  try {
    return await wrappingIn(folder)
  } catch (error) {
    if (!(error instanceof KeysOutOfReach && error.cause && codeOf(error.cause) === 'ENOENT')) throw error
  }
  const fresh: Wrapping = { id: randomUUID(), current: newSalt(), retiring: [] }
  await writeDurably(path.join(folder, wrappingFile), JSON.stringify(fresh), { replaces: false })
  return wrappingIn(folder)
}

export const saveWrapping = async (folder: string, wrapping: Wrapping): Promise<void> => {
  await writeDurably(path.join(folder, wrappingFile), JSON.stringify(wrapping), { replaces: true })
}

/** A rotation begins here; one that was cut off goes on with the key that it had begun with. */
export const beginRotation = async (folder: string): Promise<Wrapping> => {
  const was = await wrappingIn(folder)
  if (was.retiring.length > 0) return was
  const begun: Wrapping = { id: was.id, current: newSalt(), retiring: [was.current] }
  await saveWrapping(folder, begun)
  return begun
}

const keyFrom = (secret: Secret, from: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key(secret, 'keeper'), Buffer.from(from, 'hex'), 'waymark keeper wrapping key', 32))
const labelOf = (id: string, name: string): string => `kept_key/${id}/${name}`

export const wrap = (secret: Secret, { id, current }: Wrapping, name: string, plain: Buffer): Buffer =>
  seal(keyFrom(secret, current), labelOf(id, name), plain)
export const isCurrent = (secret: Secret, { current }: Wrapping, wrapped: Uint8Array): boolean =>
  isSealedWith(keyFrom(secret, current), wrapped)

export const unwrap = (secret: Secret, { id, current, retiring }: Wrapping, name: string, wrapped: Buffer): Buffer => {
  for (const from of [current, ...retiring])
    if (isSealedWith(keyFrom(secret, from), wrapped)) return open(keyFrom(secret, from), labelOf(id, name), wrapped)
  throw new KeysOutOfReach('A kept key is sealed with a wrapping key that is not here')
}
