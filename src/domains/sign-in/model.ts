import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomInt } from 'node:crypto'
import { hash, verify as verifyHash } from '@node-rs/argon2'
import { verify as verifyCode } from 'otplib'
import { z } from 'zod'
import { isTriedFirst } from '../../platform/passwords.ts'

export const signInForm = z.object({
  email: z
    .string('Enter your e-mail address')
    .trim()
    .min(1, 'Enter your e-mail address')
    .max(200, 'Enter a shorter e-mail address'),
  password: z.string('Enter your password').min(1, 'Enter your password').max(200, 'Enter a shorter password'),
  code: z
    .string('Enter the code from your device')
    .transform((code) => code.replace(/\s/g, ''))
    .pipe(z.string().regex(/^(\d{6}|\d{12})$/, 'Enter the six figures that your device shows, or a recovery code')),
})
export type SignInForm = z.infer<typeof signInForm>

const deviceCode = z
  .string('Enter the code from your device')
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six figures that your device shows'))
export const confirmForm = z.object({ code: deviceCode })

type Owner = { name: string; email: string }
/** A new password, chosen by a person whose own name and address make none. */
const newPasswordOf = <More extends z.ZodRawShape>({ name, email }: Owner, more: More) =>
  z
    .object({
      password: z
        .string('Enter a password')
        .min(12, 'Password must be 12 characters or more')
        .max(200, 'Password must be 200 characters or fewer'),
      again: z.string('Enter the password again'),
    })
    .refine(({ password, again }) => password === again, {
      path: ['again'],
      message: 'The two passwords are not the same',
    })
    .refine(({ password }) => !isTriedFirst(password, [name, email]), {
      path: ['password'],
      message: 'Choose another password: this one is among the first that somebody would try',
    })
    .and(z.object(more))
export type NewPassword = { password: string; again: string }

/** For the person whose link it is. */
export const linkFormOf = (holder: Owner) => newPasswordOf(holder, { code: deviceCode, device: z.string() })
export type LinkForm = z.infer<ReturnType<typeof linkFormOf>>

/** For somebody who is signed in and knows the password that they have. */
export const passwordFormOf = (owner: Owner) =>
  newPasswordOf(owner, {
    current: z
      .string('Enter the password that you have now')
      .min(1, 'Enter the password that you have now')
      .max(200, 'Enter the password that you have now'),
  }).refine(({ password, current }) => password !== current, {
    path: ['password'],
    message: 'Choose a password that is not the one you have now',
  })
export type PasswordForm = z.infer<ReturnType<typeof passwordFormOf>>

// OWASP's argon2id floor is 19 MiB and two passes.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashOf = (password: string): Promise<string> => hash(password, cost)

/** Takes as long for an address that nobody has, so that the clock does not say which ones are known. */
export const isPassword = (stored: string | null, password: string): Promise<boolean> =>
  verifyHash(stored ?? nobodys, password).then((same) => same && stored !== null)
const nobodys = await hashOf(randomBytes(16).toString('hex'))

/** The time step of a code that is right now, or was within 30 seconds; null when it is not. */
export const stepOfCode = async (secret: string, code: string, now: Date): Promise<number | null> => {
  const epoch = Math.floor(now.getTime() / 1000)
  const answer = await verifyCode({ secret, token: code, epoch, epochTolerance: 30 })
  return answer.valid ? Math.floor(epoch / 30) + answer.delta : null
}

/** Seals a device's key under ours, with AES-256-GCM: nonce, tag, text. */
export const seal = (key: Buffer, text: string): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}
/** Throws for anything that seal() did not make with this key. */
export const unseal = (key: Buffer, sealed: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
}

/** A recovery code: twelve figures, of which the first says its place among the ten. */
export type RecoveryCode = { slot: number; code: string }
export const recoveryCodeIn = (typed: string): RecoveryCode | undefined =>
  /^\d{12}$/.test(typed) ? { slot: Number(typed[0]), code: typed } : undefined

export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, (_, slot) => `${slot}${String(randomInt(10 ** 11)).padStart(11, '0')}`)

// Few figures are soon guessed from a stolen table: argon2id makes each guess dear, and our key makes the table useless.
const keyed = (key: Buffer, code: string): string => createHmac('sha256', key).update(code).digest('base64url')
export const hashOfRecovery = (key: Buffer, code: string): Promise<string> => hashOf(keyed(key, code))
export const isRecoveryCode = (key: Buffer, stored: string | null, code: string): Promise<boolean> =>
  isPassword(stored, keyed(key, code))

/** Below this, somebody should make new ones while they still can. */
export const fewCodes = 3

/** What can happen to a sign-in that its owner should hear of. */
export type What =
  | 'new device'
  | 'recovery code used'
  | 'recovery link used'
  | 'recovery codes made'
  | 'passkey added'
  | 'passkey removed'
  | 'passkey copied'
  | 'password changed'
const happened: Record<What, string> = {
  'new device': 'Signed in from a device or browser that was not used before',
  'recovery code used': 'Signed in with a recovery code',
  'recovery link used': 'Set up the sign-in again with a recovery link',
  'recovery codes made': 'Made new recovery codes',
  'passkey added': 'Added a passkey',
  'passkey removed': 'Removed a passkey',
  'passkey copied': 'A passkey was stopped: it looked as if somebody had copied it',
  'password changed': 'Changed the password',
}
export const noticeWords = (what: What): string => happened[what]

/** An e-mail that says what happened and to whom it matters, and names nobody. */
export const noticeLetter = (what: What, isOwn: boolean, when: string, address: string) => ({
  subject: isOwn ? 'Your sign-in' : 'The sign-in of somebody you supervise',
  text: [
    `${noticeWords(what)}, ${when}.`,
    '',
    isOwn
      ? `If that was not you, tell an administrator of your agency now. See where you are signed in: ${address}/sign-in/sessions`
      : `Ask them whether it was them. To see who it was, sign in and look under Staff: ${address}/sign-in`,
    '',
  ].join('\n'),
})

const jsonText = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'The browser sent no passkey' })
      return z.NEVER
    }
  })
const base64url = z
  .string()
  .max(8000)
  .regex(/^[\w-]*$/)
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') }
const attachment = z.enum(['platform', 'cross-platform'])
/** What a browser gives for a passkey that it used, as the library wants it. */
export const passkeyUse = jsonText.pipe(
  z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url,
    }),
    authenticatorAttachment: attachment.exactOptional(),
    clientExtensionResults: z.object({}),
  }),
)
export type PasskeyUse = z.infer<typeof passkeyUse>
/** What a browser gives for a passkey that it made. */
export const passkeyMade = jsonText.pipe(
  z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string().max(20)).max(10).catch([]).default([]),
    }),
    authenticatorAttachment: attachment.exactOptional(),
    clientExtensionResults: z.object({}),
  }),
)
export type PasskeyMade = z.infer<typeof passkeyMade>

export const passkeyName = z
  .string('Enter a name for this passkey')
  .trim()
  .min(1, 'Enter a name for this passkey')
  .max(60, 'Enter a shorter name')
