/** A telephone number, an e-mail address, a postcode or a house in a street: what some texts must never carry. */
const protectedWords: readonly [pattern: RegExp, what: string][] = [
  [/(?:\+|\b0)[\d\s().-]{8,18}\d/, 'a telephone number'],
  [/[^\s,;<>()]{1,64}@[^\s,;<>()]{1,255}/, 'an e-mail address'],
  [/\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/i, 'a postcode'],
  [
    /\b\d{1,4}[a-z]?,?\s+(?:[\p{L}’'-]{1,30}\s+){1,3}(?:street|st|road|rd|lane|avenue|ave|close|drive|way|court|place|terrace|gardens|grove|crescent|hill|walk|square|mews|row|green|park)\b/iu,
    'an address',
  ],
]
/** What a text seems to hold of that, in words; nothing where it seems to hold none. */
export const seemsToHold = (words: string): string | undefined =>
  protectedWords.find(([pattern]) => pattern.test(words))?.[1]
