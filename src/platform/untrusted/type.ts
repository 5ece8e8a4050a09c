/** What is taken, by content. */
export const types = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'text/plain'] as const
export type FileType = (typeof types)[number]

/** Why a file is not taken: a code, for which the page has words. */
export const problems = ['not a type', 'heic', 'two in one', 'too large inside', 'locked', 'broken', 'virus'] as const
export type Problem = (typeof problems)[number]

type Read = { type: FileType } | { problem: Problem }

const starts = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.subarray(at, at + text.length).toString('latin1') === text

/** By its first bytes, and by where it ends: a second file behind or before the first makes it two in one. */
export const typeOf = (bytes: Buffer): Read => {
  if (starts(bytes, '\xff\xd8\xff')) return picture(bytes, 'image/jpeg', endOfJpeg(bytes))
  if (starts(bytes, '\x89PNG\r\n\x1a\n')) return picture(bytes, 'image/png', endOfPng(bytes))
  if (starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8))
    return picture(bytes, 'image/webp', 8 + bytes.readUInt32LE(4) + (bytes.readUInt32LE(4) % 2))
  if (starts(bytes, '%PDF-')) return pdf(bytes)
  if (starts(bytes, 'ftyp', 4)) return { problem: 'heic' }
  return text(bytes)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what such files begin with
const otherFile = /%pdf-|<\?php|<script|<html|<svg|<!doctype|pk\x03\x04|rar!\x1a|7z\xbc\xaf|\x7felf/i
const zipsEnd = 'PK\x05\x06'

const picture = (bytes: Buffer, type: FileType, end: number | undefined): Read => {
  if (end === undefined || end > bytes.length + 1) return { problem: 'broken' }
  // Some phones fill up with zeros; a film or anything else behind the picture is a second file.
  if (bytes.subarray(end).some((byte) => byte !== 0)) return { problem: 'two in one' }
  if (otherFile.test(bytes.subarray(0, 2048).toString('latin1'))) return { problem: 'two in one' }
  return { type }
}

/** After the picture's last scan; a small picture inside the metadata has an end of its own, which is passed over. */
const endOfJpeg = (bytes: Buffer): number | undefined => {
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker === 0xd9) return at + 2
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else {
      at += 2 + bytes.readUInt16BE(at + 2)
      if (marker === 0xda) at = endOfScan(bytes, at)
    }
  }
  return bytes.length >= at + 2 && bytes[at] === 0xff && bytes[at + 1] === 0xd9 ? at + 2 : undefined
}
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

const endOfPng = (bytes: Buffer): number | undefined => {
  let at = 8
  while (at + 12 <= bytes.length) {
    const next = at + 12 + bytes.readUInt32BE(at)
    if (starts(bytes, 'IEND', at + 4)) return next
    at = next
  }
  return undefined
}

const mostObjects = 20_000
const pdf = (bytes: Buffer): Read => {
  const whole = bytes.toString('latin1')
  const end = whole.lastIndexOf('%%EOF')
  if (end === -1) return { problem: 'broken' }
  if (whole.slice(end + 5).trim() !== '' || whole.includes(zipsEnd)) return { problem: 'two in one' }
  if ((whole.match(/\bobj\b/g)?.length ?? 0) > mostObjects) return { problem: 'too large inside' }
  return { type: 'application/pdf' }
}

/** A book. More would be looked through for minutes, in the worker's own memory. */
const mostText = 1_000_000
const text = (bytes: Buffer): Read => {
  const read = plainText(bytes)
  if (read === undefined || read.trim() === '') return { problem: 'not a type' }
  if (bytes.length > mostText) return { problem: 'too large inside' }
  return otherFile.test(read) || /^\s*(<\?xml|#!|\{\\rtf)/.test(read)
    ? { problem: 'not a type' }
    : { type: 'text/plain' }
}

/** Undefined: not UTF-8, or with signs in it that no text has. */
export const plainText = (bytes: Uint8Array): string | undefined => {
  try {
    const read = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return /[\0-\x08\x0b\x0e-\x1f\x7f]/.test(read) ? undefined : read
  } catch {
    return undefined
  }
}
