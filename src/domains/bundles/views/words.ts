import { formatDay, formatTime } from '../../../design/words.ts'

/** A moment on paper: with its year, and in the hour that comes twice, which of the two it is. */
export const atMoment = (moment: Date): string => `${formatDay(moment)}, ${formatTime(moment)}`

type Happened = { happenedFrom: Date; happenedUntil: Date; precision: string }
/** When something happened, as far as it is known. */
export const happenedWords = ({ happenedFrom, happenedUntil, precision }: Happened): string => {
  if (precision === 'minute') return atMoment(happenedFrom)
  if (precision === 'day') return `${formatDay(happenedFrom)}, time not known`
  return `Between ${formatDay(happenedFrom)} and ${formatDay(happenedUntil)}`
}
export { formatDay as dayWords } from '../../../design/words.ts'
