import { createHmac } from 'node:crypto'
import { key, type Secret } from './secrets.ts'

/** A fact that can be told to be the same as another, by whoever has the key, and can be read back by nobody. */
export type BlindToken = { kind: 'name' | 'phone' | 'e-mail' | 'address'; token: string }

/** What may be known of somebody. A name counts only with a date of birth, an address only with its postcode. */
export type Facts = {
  names?: readonly (string | null | undefined)[]
  bornOn?: string | null | undefined
  phones?: readonly (string | null | undefined)[]
  emails?: readonly (string | null | undefined)[]
  /** Addresses as they are written, each with its postcode. */
  addresses?: readonly (string | null | undefined)[]
}

export const tokensOf = (secret: Secret, facts: Facts): BlindToken[] => {
  const connections = key(secret, 'connections')
  const blind = (kind: BlindToken['kind']) => (fact: string) => ({
    kind,
    token: createHmac('sha256', connections).update(`${kind} ${fact}`).digest('hex'),
  })
  const all = [
    ...each(facts.names)
      .flatMap((name) => namesWithBirth(name, facts.bornOn))
      .map(blind('name')),
    ...each(facts.phones).flatMap(phoneOf).map(blind('phone')),
    ...each(facts.emails).flatMap(emailOf).map(blind('e-mail')),
    ...each(facts.addresses).flatMap(addressesIn).map(blind('address')),
  ]
  return [...new Map(all.map((token) => [token.kind + token.token, token])).values()]
}

/** The facts that stand in a text: how to reach somebody is often written as one line. */
export const factsIn = (texts: readonly (string | null | undefined)[]): Facts => {
  const all = each(texts)
  return {
    phones: all.flatMap((text) => text.match(/(?:\+|\b0)[\d\s().-]{8,18}\d/g) ?? []),
    emails: all.flatMap((text) => text.match(/(?<![^\s,;<>()])[^\s,;<>()]+@[^\s,;<>()]+/g) ?? []),
    addresses: all,
  }
}

/** The mark of the number that a device shows when it calls, however it is spaced; none where too little of it can be read. */
export const deviceTokenOf = (secret: Secret, number: string): string | null => {
  const said = number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^+\p{L}\p{N}]/gu, '')
  const own = said.replace(/^(\+44|0044)0?(?=\d{9,}$)/, '0').replaceAll('+', '')
  if (own.length < 3) return null
  return createHmac('sha256', key(secret, 'connections')).update(`device ${own}`).digest('hex')
}

const each = (texts: readonly (string | null | undefined)[] = []): string[] => texts.flatMap((text) => text || [])

const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’'`]/g, '')

const mostWords = 6
/** Any two words of a name with the date of birth: a middle name left out, or the order turned round, still meets. */
const namesWithBirth = (name: string, bornOn: string | null | undefined): string[] => {
  const words = [...new Set(plain(name).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, mostWords).sort()
  if (!bornOn || words.length === 0) return []
  if (words.length === 1) return [`${words[0]} ${bornOn}`]
  return words.flatMap((one, place) => words.slice(place + 1).map((other) => `${one} ${other} ${bornOn}`))
}

const phoneOf = (text: string): string[] => {
  const digits = text.replace(/\(0\)/g, '').replace(/[^\d+]/g, '')
  const national = digits.replace(/^(\+44|0044)0?/, '0')
  return national.replace(/\D/g, '').length >= 9 ? [national] : []
}

// No address is longer (RFC 5321), and in what is longer it would be looked for too long.
const longestEmail = 320
const emailOf = (text: string): string[] => {
  if (text.length > longestEmail) return []
  const address = text
    .trim()
    .toLowerCase()
    .replace(/[.,;]+$/, '')
  return /^\S+@\S+\.\S+$/.test(address) ? [address] : []
}

const postcode = /\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b/i
/** The postcode with the number of the house, or else with its name: the first words before a comma. */
const addressesIn = (text: string): string[] => {
  const [whole, out = '', home = ''] = postcode.exec(text) ?? []
  if (!whole) return []
  const before = plain(text.replace(whole, ' '))
  const numbers = before.match(/\b\d+[a-z]?\b/g)
  const [name = ''] = before.split(/[,\n]/)
  const houses = numbers ?? [name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()].filter(Boolean)
  return houses.map((house) => `${(out + home).toLowerCase()} ${house}`)
}
