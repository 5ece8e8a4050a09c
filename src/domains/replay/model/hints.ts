import { matchesIn } from '../../../rules/words.ts'
import { endIn, sentenceIn } from './ends.ts'
import type { Words } from './entries.ts'
import type { Reading } from './types.ts'

const violent =
  /\b(?:assault\w*|wound\w*|grievous|gbh|abh|bodily harm|rap(?:e|ed|ing)|sexual\w*|kill\w*|manslaughter|strangl\w*|stalk\w*|kidnap\w*|arson|robbery)\b/giu
const control = /\b(?:stalk\w*|harass\w*|coerciv\w*|controlling)\b/giu
const notice = /\b(?:notice|dvpn|dapn)\b/giu

/** Adds what an account says of when bail or an order ends, how long a sentence is, and that an order is a notice. */
export const withEnd = (reading: Reading, what: string | null, day: string | null): Words => {
  if (reading.type === 'justice.sentenced') return withSentence(reading, what)
  const words = reading.type === 'orders.notice-given' ? matchesIn(what ?? '', notice) : []
  if (words.length > 0) return { ...reading, hint: { codes: ['NOTICE_HEARING'], words } }
  const hasEnd = ['justice.bail-granted', 'justice.bail-varied', 'orders.made'].includes(reading.type)
  const end = hasEnd && day !== null ? endIn(what, day) : null
  if (!end) return reading
  const details = { ...reading.details, endsOn: end.day }
  return { ...reading, details, hint: { codes: 'alerts', words: [end.words] } }
}

const withSentence = (reading: Reading, what: string | null): Words => {
  const sentence = sentenceIn(what)
  if (!sentence || what === null) return reading
  const [specified, stalking] = [matchesIn(what, violent), matchesIn(what, control)]
  const details = {
    ...reading.details,
    sentenceMonths: sentence.months,
    ...(specified.length > 0 && { specifiedOffence: true }),
    ...(stalking.length > 0 && { stalkingOrControl: true }),
  }
  const words = [sentence.words, ...specified, ...stalking]
  return { ...reading, details, hint: { codes: ['VICTIM_CONTACT_SCHEME', 'VICTIM_NOTIFICATION_SCHEME'], words } }
}
