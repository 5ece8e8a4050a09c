import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

// Layout: 4 bytes that tell which key, 12 of nonce, 16 of tag, the rest is the text.
export const seal = (own: Buffer, label: string, content: Buffer): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', own, nonce).setAAD(Buffer.from(label))
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([nameOf(own), nonce, cipher.getAuthTag(), body])
}

export const open = (own: Buffer, label: string, sealed: Uint8Array): Buffer => {
  const [nonce, tag, body] = [sealed.subarray(4, 16), sealed.subarray(16, 32), sealed.subarray(32)]
  const cipher = createDecipheriv('aes-256-gcm', own, nonce, { authTagLength: 16 }).setAAD(Buffer.from(label))
  cipher.setAuthTag(tag)
  return Buffer.concat([cipher.update(body), cipher.final()])
}

const nameOf = (own: Buffer): Buffer =>
  createHash('sha256').update('waymark key name').update(own).digest().subarray(0, 4)
export const isSealedWith = (own: Buffer, sealed: Uint8Array): boolean => nameOf(own).equals(sealed.subarray(0, 4))
