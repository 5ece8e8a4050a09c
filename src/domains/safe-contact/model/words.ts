/** The ways by which a person can be reached. */
export const routeKinds = ['mobile', 'phone', 'work phone', 'e-mail', 'post', 'visit', 'third party'] as const
export type RouteKind = (typeof routeKinds)[number]
export const isRouteKind = (kind: string): kind is RouteKind => routeKinds.some((each) => each === kind)

export const kindWords: Record<RouteKind, string> = {
  mobile: 'Mobile',
  phone: 'Home telephone',
  'work phone': 'Work telephone',
  'e-mail': 'E-mail',
  post: 'Post',
  visit: 'Visit',
  'third party': 'Through someone they chose',
}

/** What is done with a route: a voice call, a text, a message left, and so on. */
export const channels = ['call', 'text', 'voicemail', 'e-mail', 'letter', 'visit'] as const
export type Channel = (typeof channels)[number]

/** The kinds of route on which each channel goes. A representative is called, never written to. */
export const kindsFor: Record<Channel, readonly RouteKind[]> = {
  call: ['mobile', 'phone', 'work phone', 'third party'],
  text: ['mobile'],
  voicemail: ['mobile', 'phone', 'work phone'],
  'e-mail': ['e-mail'],
  letter: ['post'],
  visit: ['visit'],
}

/** Routes on which the person themselves picks up. */
export const ownPhones: readonly RouteKind[] = ['mobile', 'phone', 'work phone']

export const frequencies = {
  'each change': 'Each time something changes',
  weekly: 'Once a week, and at once when it cannot wait',
  monthly: 'Once a month, and at once when it cannot wait',
  'only what cannot wait': 'Only what cannot wait',
} as const
export type Frequency = keyof typeof frequencies
export const isFrequency = (text: string): text is Frequency => Object.hasOwn(frequencies, text)
export const frequencyWords = (text: string): string => (isFrequency(text) ? frequencies[text] : text)

/** What a person whom the victim chose may be told (BL-03). */
export const scopes = {
  everything: 'Everything that we would tell the person themselves',
  releases: 'Releases, bail and its conditions, and nothing else',
  'ask to call': 'Only to ask that the person rings back',
} as const
export type Scope = keyof typeof scopes
export const isScope = (text: string): text is Scope => Object.hasOwn(scopes, text)

export const confirmations = ['them, face to face', 'them, by telephone', 'someone who speaks for them'] as const

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
export const dayName = (day: number): string => dayNames[day - 1] ?? ''

type Timed = { days: readonly number[]; from: string; until: string }
/** One line each, as a person writes it: Mon to Fri 10:00 to 12:00. */
export const windowLines = (windows: readonly Timed[]): string[] =>
  windows.map(({ days, from, until }) => `${daysWords(days)} ${from} to ${until}`)
/** Mon to Fri 10:00 to 12:00; Sat 09:00 to 11:00. */
export const windowWords = (windows: readonly Timed[]): string =>
  windows.length === 0 ? 'no safe time recorded' : windowLines(windows).join('; ')

const daysWords = (days: readonly number[]): string => {
  const sorted = [...new Set(days)].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (sorted.length === 7) return 'every day'
  if (first !== undefined && last !== undefined && sorted.length > 2 && last - first === sorted.length - 1)
    return `${dayName(first)} to ${dayName(last)}`
  return sorted.map(dayName).join(', ')
}
