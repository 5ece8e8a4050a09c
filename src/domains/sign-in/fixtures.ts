import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Asked = { challenge: string; origin?: string; rpId?: string; counter?: number; isVerified?: boolean }

/** A passkey in a few lines, written from the WebAuthn specification: it makes itself known, and answers what it is asked. */
export const aPasskey = ({ site = 'http://localhost' } = {}) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(20)
  let count = 0
  const clientData = (type: string, { challenge, origin = site }: Asked) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  /** Flags: 1 present, 4 verified, 64 with a new key. */
  const authData = ({ rpId = new URL(site).hostname, counter, isVerified = true }: Asked, isNew: boolean) => {
    count = counter ?? count + 1
    const number = Buffer.alloc(4)
    number.writeUInt32BE(count)
    const flags = 1 + (isVerified ? 4 : 0) + (isNew ? 64 : 0)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.of(flags), number])
  }
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' }
  const text = (response: Record<string, unknown>) =>
    JSON.stringify({ ...named, response, clientExtensionResults: {}, authenticatorAttachment: 'platform' })

  const make = (asked: Asked): string => {
    const key = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
    const data = Buffer.concat([authData(asked, true), Buffer.alloc(16), Buffer.of(0, id.length), id, key])
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
      Buffer.of(0x58, data.length),
      data,
    ])
    return text({
      clientDataJSON: clientData('webauthn.create', asked).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    })
  }
  const use = (asked: Asked, owner: string): string => {
    const [data, client] = [authData(asked, false), clientData('webauthn.get', asked)]
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
    return text({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, privateKey).toString('base64url'),
      userHandle: Buffer.from(owner.replaceAll('-', ''), 'hex').toString('base64url'),
    })
  }
  return { make, use, id: named.id }
}
