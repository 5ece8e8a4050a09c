import { randomBytes } from 'node:crypto'

/** An address that nobody has and nothing else contains: invented, and unmistakable wherever it turns up. */
export type Canary = { address: string; postcode: string; words: string }

const letters = 'ABDEFGHJLNPQRSTUWXYZ'
const of = (alphabet: string, count: number): string =>
  Array.from(randomBytes(count), (byte) => alphabet[byte % alphabet.length]).join('')

export const aCanary = (): Canary => {
  const mark = of('bdfgklmnprstvz', 10)
  // ZZ is no postcode area.
  const postcode = `ZZ${of('123456789', 2)} ${of('123456789', 1)}${of(letters, 2)}`
  const street = `${mark[0]?.toUpperCase()}${mark.slice(1)}inventado Way`
  return { address: `17 ${street}, Nowhere, ${postcode}`, postcode, words: street }
}

/** Every way in which it could stand somewhere: as it is, folded, run together, as an address or a header would carry it, in other encodings. */
export const formsOf = ({ address, postcode, words }: Canary): { how: string; bytes: Buffer }[] => {
  const texts = {
    plain: address,
    'its street': words,
    folded: words.toLowerCase(),
    'in capitals': words.toUpperCase(),
    'without spaces': words.replaceAll(' ', ''),
    'its postcode': postcode,
    'its postcode, folded and run together': postcode.replace(' ', '').toLowerCase(),
    'its postcode, run together': postcode.replace(' ', ''),
    'in an address': encodeURIComponent(words),
    'in a form': new URLSearchParams({ a: words }).toString().slice(2),
    // The part between spaces, as it stands in whatever word it is in.
    'its own word': words.split(' ')[0] ?? '',
  }
  const inOtherSigns = Object.entries({ words, postcode }).flatMap(([name, text]) => {
    const bytes = Buffer.from(text)
    return [
      { how: `${name} in hexadecimal`, bytes: Buffer.from(bytes.toString('hex')) },
      { how: `${name} in UTF-16`, bytes: Buffer.from(text, 'utf16le') },
      // Base64 depends on where in a group of three the text begins.
      ...[0, 1, 2].map((shift) => ({
        how: `${name} in base64, moved by ${shift}`,
        bytes: Buffer.from(middleOfBase64(bytes, shift)),
      })),
    ]
  })
  return [...Object.entries(texts).map(([how, text]) => ({ how, bytes: Buffer.from(text) })), ...inOtherSigns]
}

/** What base64 makes of it wherever it stands: without the signs that its neighbours would change. */
const middleOfBase64 = (bytes: Buffer, shift: number): string => {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  return whole.slice(Math.ceil((shift * 4) / 3), -1)
}

const start = 6
const hashAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)

/** Looks for all forms of all canaries in one walk, so that the files of a whole database can be walked. */
export const hunterOf = (canaries: readonly Canary[]) => {
  const byStart = new Map<string, { canary: Canary; how: string; bytes: Buffer }[]>()
  // Which three bytes a form may begin with: nearly every place is passed over by this alone.
  const mayBegin = new Uint8Array(1 << 24)
  for (const canary of canaries)
    for (const form of formsOf(canary)) {
      const begin = form.bytes.toString('latin1', 0, start)
      byStart.set(begin, [...(byStart.get(begin) ?? []), { canary, ...form }])
      mayBegin[hashAt(form.bytes, 0)] = 1
    }
  return (content: string | Uint8Array): { canary: Canary; how: string }[] => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
    const found: { canary: Canary; how: string }[] = []
    for (let at = 0; at + start <= bytes.length; at++) {
      if (!mayBegin[hashAt(bytes, at)]) continue
      for (const { canary, how, bytes: form } of byStart.get(bytes.toString('latin1', at, at + start)) ?? [])
        if (form.equals(bytes.subarray(at, at + form.length))) found.push({ canary, how })
    }
    return found
  }
}
