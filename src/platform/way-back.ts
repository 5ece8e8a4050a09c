import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'

/** Where somebody goes on after signing in or proving again who they are, and why they were sent away. */
export type WayBack = { to: string; who: string; why: 'idle' | 'ended' | 'proof' }

const lastsMs = 12 * 3_600_000
const longest = 1000
const sealed = z.object({ to: z.string(), who: z.string(), why: z.enum(['idle', 'ended', 'proof']), until: z.number() })

/** A page of ours and nothing else: never another site, however its address is dressed up. */
export const isOurPage = (to: string): boolean => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (!/^\/(?![/\\])/.test(to) || /[\\\u0000-\u0020\u007f]/.test(to) || to.length > longest) return false
  const url = URL.parse(to, 'http://ours.invalid')
  return url?.origin === 'http://ours.invalid' && !url.pathname.startsWith('//') && !isSignIn(url.pathname)
}
const isSignIn = (path: string): boolean => /^\/sign-in(\/(out|away|confirm|passkey|left|stay|join)\b|$)/.test(path)

/** A page's address that nobody can read, write or use for another person; what is no page of ours becomes the first page. */
export const sealWayBack = (key: Buffer, { to, who, why }: WayBack, now: Date): string => {
  const text = JSON.stringify({ to: isOurPage(to) ? to : '/', who, why, until: now.getTime() + lastsMs })
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** Undefined for what we did not seal, for what is too old, and for nothing. */
export const openWayBack = (key: Buffer, text: string | undefined, now: Date): WayBack | undefined => {
  const bytes = Buffer.from(text ?? '', 'base64url')
  if (bytes.length < 29 || bytes.length > 4 * longest) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(bytes.subarray(12, 28))
    const opened = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    const { until, ...back } = sealed.parse(JSON.parse(opened))
    return until > now.getTime() && isOurPage(back.to) ? back : undefined
  } catch {
    return undefined
  }
}
