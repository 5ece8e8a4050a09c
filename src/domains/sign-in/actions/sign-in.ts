import { key } from '../../../platform/secrets.ts'
import type { Services } from '../../../rules/services.ts'
import {
  hashOf,
  isPassword,
  isRecoveryCode,
  type LinkForm,
  recoveryCodeIn,
  type SignInForm,
  seal,
  stepOfCode,
  unseal,
} from '../model.ts'
import { useLink } from '../store/links.ts'
import { recoveryHash, startRecoverySession } from '../store/recovery.ts'
import {
  auditSignIn,
  type Credential,
  credentialOf,
  type From,
  holderOf,
  noteFailure,
  proveByCode,
  startSession,
} from '../store/sessions.ts'

export type Started = { token: string; codesLeft?: number }
export type SignedIn = (Started & { practitionerId: string }) | { problem: 'not signed in' }
export type Asker = From & { reference: string }

/** Both factors are looked at whatever the first says, so that neither the words nor the clock say which was wrong. */
export const signIn = async (services: Services, form: SignInForm, asker: Asker): Promise<SignedIn> => {
  const { signInDb, now } = services
  const who = await credentialOf(signInDb, form.email)
  const isRight = await isPassword(who?.passwordHash ?? null, form.password)
  const begin = await secondFactor(services, who, form.code)
  if (who?.lockedUntil && who.lockedUntil > now()) return refuse()
  const started = who && isRight && begin ? await begin(asker) : null
  if (!who || !started) {
    await noteFailure(signInDb, who?.practitionerId ?? nobody)
    return refuse()
  }
  await auditSignIn(services, 'sign-in', who, asker.reference)
  return { ...started, practitionerId: who.practitionerId }

  async function refuse(): Promise<SignedIn> {
    await auditSignIn(services, 'fail', who, asker.reference)
    return { problem: 'not signed in' }
  }
}

/** Counts for no one: an unknown address costs the database as much as a known one. */
const nobody = '00000000-0000-0000-0000-000000000000'

type Begin = (from: From) => Promise<Started | null>
/** How a session begins with this code, if the code is right: what the device shows, or one of the recovery codes. */
const secondFactor = async (
  { signInDb, secret, now }: Services,
  who: Credential | undefined,
  typed: string,
): Promise<Begin | null> => {
  const recovery = recoveryCodeIn(typed)
  const id = who?.practitionerId ?? nobody
  if (recovery) {
    const hash = await recoveryHash(signInDb, id, recovery.slot)
    const isKnown = await isRecoveryCode(key(secret, 'recovery'), hash, recovery.code)
    if (!isKnown || hash === null) return null
    return async (from) => {
      const started = await startRecoverySession(signInDb, id, { slot: recovery.slot, hash }, from)
      return started && { token: started.token, codesLeft: started.left }
    }
  }
  const device = who?.totpCipher && unseal(key(secret, 'totp'), who.totpCipher)
  const step = device ? await stepOfCode(device, typed, now()) : null
  if (step === null) return null
  return async (from) => {
    const token = await startSession(signInDb, id, step, from)
    return token === null ? null : { token }
  }
}

/** Proves within a session, by the device's code, that its owner is still the one who sits there. */
export const confirmByCode = async (
  { signInDb, secret, now }: Services,
  token: string,
  code: string,
  reference: string,
): Promise<boolean> => {
  const holder = await holderOf(signInDb, token)
  if (!holder) return false
  const device = holder.totpCipher && unseal(key(secret, 'totp'), holder.totpCipher)
  const isLocked = holder.lockedUntil !== null && holder.lockedUntil > now()
  const step = device && !isLocked ? await stepOfCode(device, code, now()) : null
  const isProven = step !== null && (await proveByCode(signInDb, token, step))
  if (!isProven && !isLocked) await noteFailure(signInDb, holder.practitionerId)
  await auditSignIn({ secret, signInDb, now }, isProven ? 'sign-in' : 'fail', holder, reference)
  return isProven
}

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
