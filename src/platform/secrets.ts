import { hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The one secret of an installation. Every key and password is derived from it, so only this must be kept. */
export type Secret = { readonly bytes: Buffer }

/** What a key is for. Two names never give the same key. */
export type KeyName =
  | `role:${Role}`
  | 'vault'
  | 'totp'
  | 'recovery'
  | 'tries'
  | 'way-back'
  | 'form-keys'
  | 'feed'
  | 'audit-row'
  | 'audit-seal'
  | 'fingerprint'
  | 'inbox'
  | 'oidc'
  | 'directory'
  | 'drafts'
  | 'notify'
  | 'connections'
  | 'evidence'
  | 'releases'
  | 'exports'
  | 'keeper'
  | 'keeper-door'

/** The roles that our own processes enter the database as: the staff app, its sign-in pages, the worker. */
export const enteringRoles = ['waymark_app', 'waymark_sign_in', 'waymark_worker'] as const
export type EnteringRole = (typeof enteringRoles)[number]

/** Who may connect: besides those, the embedded server's superuser and the owner of all tables. */
export type Role = EnteringRole | 'postgres' | 'waymark_owner'

/** The secret from the setting WAYMARK_SECRET, else from the file `secret` in the data folder, made when missing. */
export const secretFor = ({
  WAYMARK_SECRET,
  WAYMARK_DATA,
}: {
  WAYMARK_SECRET?: string | undefined
  WAYMARK_DATA: string
}): Secret => (WAYMARK_SECRET ? secretFromHex(WAYMARK_SECRET) : secretIn(WAYMARK_DATA))

export const secretFromHex = (hex: string): Secret => {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error('The secret must be 64 hexadecimal digits: openssl rand -hex 32')
  return { bytes: Buffer.from(hex, 'hex') }
}

const secretIn = (folder: string): Secret => {
  const file = path.join(folder, 'secret')
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  try {
    return readSecret(file)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  // Two commands may start at once: the link lets one of them win whole, and both then read the same secret.
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readSecret(file)
}

const readSecret = (file: string): Secret => {
  const text = readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${file} is damaged: put your own copy of it back`)
  return secretFromHex(text)
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

export const key = (secret: Secret, name: KeyName): Buffer =>
  Buffer.from(hkdfSync('sha256', secret.bytes, Buffer.alloc(0), `waymark ${name}`, 32))

export const passwordOf = (secret: Secret, role: Role): string => key(secret, `role:${role}`).toString('base64url')

/** Tells two secrets apart without giving either away. */
export const fingerprint = (secret: Secret): string => key(secret, 'fingerprint').toString('hex').slice(0, 16)

/** The same server and database, entered as another role. */
export const addressAs = (role: Role, address: string, secret: Secret): string => {
  const url = new URL(address)
  url.username = role
  url.password = passwordOf(secret, role)
  return url.href
}
