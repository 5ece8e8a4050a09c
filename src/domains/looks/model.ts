import { z } from 'zod'
import { text } from '../../platform/fields.ts'
import { londonDay } from '../../rules/days.ts'

/** What may be picked when nothing else says why. */
export const picks = {
  'asked by them': 'The person asked us for something',
  'asked by a colleague': 'Somebody who works on the case asked me',
  'touches my work': 'It touches another case or task of mine',
  meeting: 'I prepare a meeting or a supervision about it',
  danger: 'Somebody may be in danger now',
  checking: 'I check how good our work is, or answer a complaint',
} as const
export type Pick = keyof typeof picks
const isPick = (value: string): value is Pick => Object.hasOwn(picks, value)

export const whyForm = z.object({
  lookPick: z.string('Select why you are opening it').refine(isPick, 'Select why you are opening it'),
  lookSaid: text('Say in a few words why', 500),
})
export type Why = z.infer<typeof whyForm>

/** How long a reason holds. */
export const holdsFor = 12 * 3_600_000

/** Where to go on: a page of this very case, else its first page. */
export const pageAfter = (caseId: string, then: string | undefined): string => {
  const home = `/cases/${caseId}`
  const read = then === undefined ? null : URL.parse(then, 'http://here')
  const isOfCase = read?.host === 'here' && (read.pathname === home || read.pathname.startsWith(`${home}/`))
  return isOfCase ? `${read.pathname}${read.search}` : home
}

const purposes: Record<string, string> = {
  lead: 'Leads on the case',
  own: 'Was let in by name',
  task: 'Has work to do there',
  referral: 'Works on a referral',
  rota: 'Stands in for a colleague, or sits at the desk that was called',
  listing: 'The case was listed for a conference',
  emergency: 'Emergency access',
  call: 'An emergency call',
}
/** Why somebody looked, in words; before reasons were kept, nobody was asked. */
export const purposeWords = ({
  purpose,
  pick,
  said,
}: {
  purpose: string | null
  pick: string | null
  said: string | null
}) => {
  const stated = pick === null ? undefined : isPick(pick) ? picks[pick] : pick
  const head = purpose === 'stated' ? stated : purpose === null ? undefined : (purposes[purpose] ?? purpose)
  return [head ?? 'Not asked: before reasons were kept', said].filter(Boolean).join(': ')
}

const doings: [string, string][] = [
  ['export', 'took a copy out'],
  ['print', 'printed'],
  ['disclose', 'gave something on'],
  ['alter', 'changed something'],
]
/** What was done besides looking. */
export const doneWords = (kinds: readonly string[]): string =>
  doings
    .filter(([kind]) => kinds.includes(kind))
    .map(([, words]) => words)
    .join(', ')

/** The part of a case that an address belongs to: '' for its first page. */
export const partOf = (route: string): string => /^\/cases\/:caseId\/([^/]+)/.exec(route)?.[1] ?? ''

/** How many looks each of the last days had, the first day first. */
export const looksByDay = (
  looks: readonly { onDay: string; looks: number }[],
  now: Date,
  days: number,
): { day: string; count: number }[] =>
  Array.from({ length: days }, (_, back) => {
    const day = londonDay(new Date(now.getTime() - (days - 1 - back) * 86_400_000))
    return {
      day,
      count: looks.filter(({ onDay }) => onDay === day).reduce((sum, { looks: count }) => sum + count, 0),
    }
  })

export const linesAPage = 50
export const mostLines = 5000
