import { key } from '../../platform/secrets.ts'
import type { Services } from '../../rules/services.ts'
import { hashOf, isPassword, type LinkForm, type SignInForm, seal, stepOfCode, unseal } from './model.ts'
import { auditSignIn, credentialOf, noteFailure, startSession, useLink } from './store.ts'

export type SignedIn = { token: string } | { problem: 'not signed in' }
export type Asker = { reference: string; device: string }

/** Both factors are looked at whatever the first says, so that neither the words nor the clock say which was wrong. */
export const signIn = async (
  { signInDb, secret, now }: Services,
  form: SignInForm,
  asker: Asker,
): Promise<SignedIn> => {
  const who = await credentialOf(signInDb, form.email)
  const isRight = await isPassword(who?.passwordHash ?? null, form.password)
  if (who?.lockedUntil && who.lockedUntil > now()) return refuse()
  const device = who?.totpCipher && unseal(key(secret, 'totp'), who.totpCipher)
  const step = device ? await stepOfCode(device, form.code, now()) : null
  const token =
    who && isRight && step !== null && (await startSession(signInDb, who.practitionerId, step, asker.device))
  if (!token) {
    await noteFailure(signInDb, who?.practitionerId ?? nobody)
    return refuse()
  }
  await auditSignIn(signInDb, 'sign-in', who, asker.reference)
  return { token }

  async function refuse(): Promise<SignedIn> {
    await auditSignIn(signInDb, 'fail', who, asker.reference)
    return { problem: 'not signed in' }
  }
}

/** Counts for no one: an unknown address costs the database as much as a known one. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** What became of a link: used, or what to put right. */
export const setUp = async (
  { signInDb, secret, now }: Services,
  token: string,
  form: LinkForm,
): Promise<'done' | 'wrong code' | 'used link'> => {
  const device = deviceIn(key(secret, 'totp'), form.device)
  if (!device) return 'wrong code'
  const step = await stepOfCode(device, form.code, now())
  if (step === null) return 'wrong code'
  const sealed = seal(key(secret, 'totp'), device)
  const isUsed = await useLink(signInDb, token, await hashOf(form.password), { sealed, step })
  return isUsed ? 'done' : 'used link'
}

/** The device's key travels in the page sealed; what is not ours is no key. */
export const deviceIn = (ourKey: Buffer, sealed: string): string | undefined => {
  try {
    return unseal(ourKey, Buffer.from(sealed, 'base64url'))
  } catch {
    return undefined
  }
}
