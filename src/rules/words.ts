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

const patterns = new Map<readonly string[], RegExp>()

const patternOf = (phrases: readonly string[]): RegExp => {
  const before = patterns.get(phrases)
  if (before) return before
  const choices = phrases.map((phrase) => phrase.replaceAll('*', '[\\p{L}]*').replaceAll(' ', '\\s+'))
  const pattern = new RegExp(`(?<![\\p{L}])(?:${choices.join('|')})(?![\\p{L}])`, 'giu')
  patterns.set(phrases, pattern)
  return pattern
}

const deniedBefore = /\b(?:no|not|never|without|nor|neither|none|denie[ds]|n't)(?:\s+[\p{L}'-]+){0,4}\s*$/iu
const deniedAfter =
  /^(?:\s+[\p{L}'-]+){0,2}\s+(?:not\s+(?:found|present|seen|used|held|involved)|ruled\s+out|denied)\b/iu

/** "No firearm", "did not threaten to kill", "weapons were not used": what a text denies did not happen. */
const isDenied = (text: string, start: number, end: number): boolean => {
  const clause = /[^.;:,!?]*$/u.exec(text.slice(Math.max(0, start - 80), start))?.[0] ?? ''
  return deniedBefore.test(clause) || deniedAfter.test(text.slice(end, end + 80))
}
