/**
 * The words that may be read in an account. Short and published: nobody is judged by a hidden list. A star stands for
 * the rest of a word. What hangs on them is never certain, and always quotes them.
 */
export const wordGroups = {
  firearm: ['firearm*', 'shotgun*', 'rifle', 'rifles', 'gun', 'guns', 'pistol*', 'air weapon*'],
  'threat to kill': [
    'threat* to kill',
    'threat* to murder',
    'death threat*',
    'going to kill',
    'would kill',
    'will kill',
    'threat* to shoot',
    'threat* to stab',
    'going to shoot',
    'going to stab',
    'will shoot',
    'will stab',
  ],
  strangle: ['strangl*', 'choke', 'choked', 'choking', 'suffocat*', 'smother*', 'throttl*'],
  child: ['child', 'children', 'baby', 'babies', 'toddler*', 'infant*', 'son', 'daughter', 'schoolchild*'],
  stalk: ['stalk*', 'harass*', 'tracker*', 'tracking device*'],
  weapon: ['knife', 'knives', 'stab', 'stabbed', 'stabs', 'machete*', 'weapon*', 'acid'],
  'self-harm': ['suicid*', 'self-harm*', 'self harm*', 'overdose*', 'end her life', 'end his life', 'end their life'],
  'another area': [
    'another force',
    'other force',
    'other forces',
    'two forces',
    'neighbouring force*',
    'another county',
    'another area',
    'across the border',
    'cross-border',
    '* police, * police',
    '* police and * police',
  ],
  'earlier violence': [
    'previously convicted',
    'been convicted of assaulting',
    'been convicted of killing',
    'convicted of killing',
    'earlier conviction*',
    'previous conviction*',
    'known for violence',
    'history of violence',
    'killed a partner',
    'killing a partner',
  ],
  'close by': ['doors from', 'doors away', 'next door', 'same street', 'same road', 'same address'],
  'safety plan': ['safety measures', 'safety plan*', 'safeguarding measures'],
  'several attempts': ['unanswered calls', 'several attempts', 'repeated attempts', 'three attempts', 'many attempts'],
  notice: ['notice', 'dvpn', 'dapn'],
  pregnancy: ['pregnan*', 'expecting a baby', 'gave birth', 'newborn'],
  separation: [
    'separat*',
    'left him',
    'leaving him',
    'ended the relationship',
    'end the relationship',
    'split up',
    'divorc*',
  ],
  withdrawal: [
    'withdr* support',
    'withdr* her statement',
    'withdr* his statement',
    'withdr* their statement',
    'withdr* her complaint',
    'retract*',
    'does not support a prosecution',
    'no longer supports',
  ],
  'family court': ['family court', 'family proceedings', 'child arrangements', 'care proceedings', 'contact order'],
  unallocated: ['unallocated', 'not allocated', 'no investigating officer', 'nobody was investigating'],
} as const

export type WordGroup = keyof typeof wordGroups

/** The words of these groups that stand in a text and are not denied there, as they are written there. */
export const wordsIn = (text: string | null, groups: readonly WordGroup[]): string[] =>
  text === null ? [] : groups.flatMap((group) => phrasesIn(text, wordGroups[group]))

/** Each phrase of a list that stands in a text, unless the text denies it. */
export const phrasesIn = (text: string, phrases: readonly string[]): string[] =>
  [...text.matchAll(patternOf(phrases))]
    .filter(({ 0: found, index }) => !isDenied(text, index, index + found.length) || /^(no|not|nobody)\b/i.test(found))
    .map(([found]) => found)

/** Each place of a text that a pattern fits, unless the text denies it there. */
export const matchesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)]
    .filter(({ 0: found, index }) => !isDenied(text, index, index + found.length))
    .map(([found]) => found)

const patterns = new WeakMap<readonly string[], RegExp>()

const patternOf = (phrases: readonly string[]): RegExp => {
  const before = patterns.get(phrases)
  if (before) return before
  const choices = phrases.map((phrase) => phrase.replaceAll('*', '[\\p{L}]*').replaceAll(' ', '\\s+'))
  const pattern = new RegExp(`(?<![\\p{L}])(?:${choices.join('|')})(?![\\p{L}])`, 'giu')
  patterns.set(phrases, pattern)
  return pattern
}

const negation =
  /\b(?:no|not|never|without|nor|neither|denie[ds]|denying|nobody|no one|fail(?:s|ed|ing)? to|unable to|whether)\b|n['’]t\b/giu
/** What goes on with the list: "no injuries, weapons or threats to kill", "denied hitting or strangling". */
const listNegation = /^(?:no|without|nor|neither|denie[ds]|denying)$/iu
const newStart = /\b(?:but|then|however|although|though|while|until|because|after|before|when|so)\b/iu
const newSubject = /\b(?:he|she|they|who|suspect|partner)\b/iu
const deniedAfter =
  /^(?:\s+[\p{L}'-]+){0,2}\s+(?:not\s+(?:found|present|seen|used|held|involved|disclosed|reported|mentioned|alleged|known|recorded|made)|ruled\s+out|denied)\b|^\s*\??\s*[:–-]\s*(?:no|none|nil)\b|^\s*\?\s*(?:no|none)\b/iu

/** "No firearm", "did not threaten to kill", "weapons were not used": what a text denies did not happen. */
const isDenied = (text: string, start: number, end: number): boolean => {
  const sentence = /[^.;:!?]*$/u.exec(text.slice(Math.max(0, start - 120), start))?.[0] ?? ''
  const last = [...sentence.matchAll(negation)].at(-1)
  const between = last && sentence.slice(last.index + last[0].length)
  if (last && between !== undefined && reaches(between, listNegation.test(last[0]), text.slice(start, end))) return true
  return deniedAfter.test(text.slice(end, end + 80))
}

/** Whether a "no" so far before still denies what was found. "And threatened", "but he had": something new begins. */
const reaches = (between: string, isList: boolean, found: string): boolean => {
  const words = between.split(/\s+/u).filter((word) => word !== '').length
  if (words > (isList ? 12 : 8) || (between.includes(',') && !isList)) return false
  if (/(?:,|\band)\s*$/iu.test(between) && /^\p{L}+ed\b/iu.test(found)) return false
  return !newStart.test(between) && !newSubject.test(between.replace(/^[^,]*\bthat\s+\w+|^\s*(?:he|she|they)\b/iu, ''))
}
