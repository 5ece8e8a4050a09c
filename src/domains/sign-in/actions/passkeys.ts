import { randomUUID } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import type { PasskeyMade, PasskeyUse } from '../model.ts'
import {
  addPasskey,
  type KnownPasskey,
  makeChallenge,
  makeOwnChallenge,
  ownEmail,
  ownPasskeys,
  passkeyOf,
  proveByPasskey,
  startPasskeySession,
  useChallenge,
} from '../store/passkeys.ts'
import { auditSignIn, holderOf } from '../store/sessions.ts'
import type { Asker, SignedIn } from './sign-in.ts'

// How long a person may look for their key; the challenge itself is kept for no longer.
const patience = { timeout: 5 * 60_000 }
// Ed25519, P-256 and RSA: what the keys that people have can do.
const supportedAlgorithmIDs = [-8, -7, -257]
const siteOf = ({ address }: Pick<Services, 'address'>): { rpID: string; origin: string } => {
  const { hostname, origin } = new URL(address)
  return { rpID: hostname, origin }
}
/** What a passkey calls its owner: the id, and nothing that says who it is. */
const handleOf = (practitionerId: string): Buffer => Buffer.from(practitionerId.replaceAll('-', ''), 'hex')

/** Asks for any passkey of this site. It names nobody, so it cannot tell who is known here. */
export const askForPasskey = async (services: Services, whom: string | null) => {
  const { rpID } = siteOf(services)
  const options = await generateAuthenticationOptions({ rpID, userVerification: 'required', ...patience })
  await makeChallenge(services.signInDb, options.challenge, whom)
  return options
}

type Proof = { passkey: KnownPasskey; counter: number }
/**
 * The passkey that was used, if all is as it must be: our challenge, unused; our site; its key; its owner known to it.
 * Its counter is left to the database, which compares and writes it in one step.
 */
const proofIn = async (services: Services, use: PasskeyUse, whom: string | null): Promise<Proof | undefined> => {
  const { signInDb } = services
  const { rpID, origin } = siteOf(services)
  const passkey = await passkeyOf(signInDb, Buffer.from(use.id, 'base64url'))
  const known = passkey ?? stranger
  const answer = await verifyAuthenticationResponse({
    response: use,
    expectedChallenge: (challenge) => useChallenge(signInDb, challenge, whom),
    ...{ expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true },
    credential: { id: use.id, publicKey: new Uint8Array(known.publicKey), counter: 0 },
  }).catch(() => undefined)
  if (!answer?.verified || !passkey) return undefined
  const isOwners = Buffer.from(use.response.userHandle, 'base64url').equals(handleOf(passkey.practitionerId))
  return isOwners ? { passkey, counter: answer.authenticationInfo.newCounter } : undefined
}
/** For a passkey that nobody has, the same steps are gone through with a key that opens nothing. */
const stranger = { publicKey: Buffer.alloc(0) }

export const signInWithPasskey = async (services: Services, use: PasskeyUse, asker: Asker): Promise<SignedIn> => {
  const { signInDb } = services
  const proof = await proofIn(services, use, null)
  const token = proof && (await startPasskeySession(signInDb, proof.passkey.id, proof.counter, asker))
  await auditSignIn(services, token ? 'sign-in' : 'fail', proof?.passkey, asker.reference)
  return proof && token ? { token, practitionerId: proof.passkey.practitionerId } : { problem: 'not signed in' }
}

/** Proves within a session, by a passkey, that its owner is still the one who sits there. */
export const confirmByPasskey = async (
  services: Services,
  token: string,
  use: PasskeyUse,
  reference: string,
): Promise<boolean> => {
  const { signInDb } = services
  const holder = await holderOf(signInDb, token)
  if (!holder) return false
  const proof = await proofIn(services, use, holder.practitionerId)
  const isProven = proof !== undefined && (await proveByPasskey(signInDb, token, proof.passkey.id, proof.counter))
  await auditSignIn(services, isProven ? 'sign-in' : 'fail', holder, reference)
  return isProven
}

/** Asks a browser to make a passkey that knows its owner: by a PIN, a finger or a face. */
export const askForNewPasskey = async (services: Services, work: Work) => {
  const options = await generateRegistrationOptions({
    rpName: 'Waymark',
    rpID: siteOf(services).rpID,
    userName: await ownEmail(work),
    userDisplayName: work.actor.name,
    userID: new Uint8Array(handleOf(work.actor.id)),
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: (await ownPasskeys(work.tx)).map(({ credentialId, transports }) => ({
      id: credentialId.toString('base64url'),
      transports,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    ...patience,
  })
  await makeOwnChallenge(work.tx, options.challenge)
  return options
}

/** False when the browser's answer is not to a question that we asked this person just now. */
export const keepPasskey = async (
  services: Services,
  { tx }: Work,
  made: PasskeyMade,
  name: string,
): Promise<boolean> => {
  const { rpID, origin } = siteOf(services)
  let asked = ''
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: made,
    // Whether it was ours is for the database to say when the passkey is written: the question is used up by that.
    expectedChallenge: (challenge) => {
      asked = challenge
      return true
    },
    ...{ expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true, supportedAlgorithmIDs },
  }).catch(() => ({ verified: false, registrationInfo: undefined }))
  if (!verified || !registrationInfo) return false
  const { id, publicKey, counter } = registrationInfo.credential
  return addPasskey(tx, asked, {
    ...{ id: randomUUID(), name, counter, transports: made.response.transports },
    ...{ credentialId: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey) },
  })
}
