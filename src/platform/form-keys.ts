import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const sign = (secret: Buffer, person: string, random: string): string =>
  createHmac('sha256', secret).update(`${person} ${random}`).digest('base64url')

/** A key for one showing of one form: only its own person can send it back, and its answer is given once. */
export const newFormKey = (secret: Buffer, person: string): string => {
  const random = randomBytes(16).toString('base64url')
  return `${random}.${sign(secret, person, random)}`
}

export const isFormKeyOf = (secret: Buffer, person: string, key: unknown): key is string => {
  if (typeof key !== 'string') return false
  const [random = '', mac = ''] = key.split('.')
  const expected = Buffer.from(sign(secret, person, random))
  const given = Buffer.from(mac)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
