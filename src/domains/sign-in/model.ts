import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { hash, verify as verifyHash } from '@node-rs/argon2'
import { verify as verifyCode } from 'otplib'
import { z } from 'zod'

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
    .pipe(z.string().regex(/^\d{6}$/, 'Enter the six figures that your device shows')),
})
export type SignInForm = z.infer<typeof signInForm>

export const linkForm = z
  .object({
    password: z
      .string('Enter a password')
      .min(12, 'Password must be 12 characters or more')
      .max(200, 'Password must be 200 characters or fewer'),
    again: z.string('Enter the password again'),
    code: signInForm.shape.code,
    device: z.string(),
  })
  .refine(({ password, again }) => password === again, {
    path: ['again'],
    message: 'The two passwords are not the same',
  })
export type LinkForm = z.infer<typeof linkForm>

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
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
}
