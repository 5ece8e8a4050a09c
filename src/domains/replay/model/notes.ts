import { londonDay } from '../../../rules/days.ts'
import { longAgo } from './dates.ts'
import { shortened } from './json.ts'
import type { Judged, Terms } from './judge.ts'
import { type Event, isApproximate } from './read.ts'
import { isReviewType } from './types.ts'
import { whoIs } from './who.ts'

/** What a reader of the result must know about the file. */
export const notesOf = (
  events: Event[],
  shared: readonly (readonly [Judged, ...Judged[]])[],
  { calendar }: Terms,
): string[] => {
  const unknown = Map.groupBy(
    events.map(({ type }, index) => ({ type, index })).filter(({ type }) => !isReviewType(type)),
    ({ type }) => type,
  )
  const unknownNotes = [...unknown].map(
    ([type, found]) =>
      `Type “${shortened(type)}” is not known here: event ${found
        .map(({ index }) => index)
        .slice(0, 20)
        .join(', ')} raised nothing`,
  )
  const about = events.flatMap((event, index) => (isApproximate(event) ? [index] : []))
  const people = events.some(({ by }) => ['victim', 'third party'].includes(whoIs(by).reporter))
  const beyond = shared
    .filter(([{ missing, raised }]) => missing === 'beyond the bank-holiday list' && londonDay(raised[0]) > longAgo)
    .map(([{ duty }]) => duty.code)
  const years = `${calendar.firstDay.slice(0, 4)} to ${calendar.lastDay.slice(0, 4)}`
  return [
    ...unknownNotes,
    ...(events.length === 0 ? ['The file has no events'] : []),
    ...(about.length > 0
      ? [`Dates told only roughly: event ${about.slice(0, 20).join(', ')}. Nothing that hangs on them is certain`]
      : []),
    ...(people ? ['Reports by people are read as made to police'] : []),
    ...(beyond.length > 0
      ? [`No working days are known outside ${years}: no due date for ${[...new Set(beyond)].join(', ')}`]
      : []),
  ]
}
