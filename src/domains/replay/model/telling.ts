import { phrasesIn } from '../../../rules/words.ts'

const told = [
  'told',
  'tells',
  'tell',
  'telling',
  'inform*',
  'updat*',
  'explain*',
  'notif*',
  'advis*',
  'spoke',
  'speaks',
  'speak',
  'spoken',
  'phone',
  'phones',
  'phoned',
  'rang',
  'rings',
  'call',
  'calls',
  'called',
  'visits',
  'visited',
  'visit',
  'meets',
  'met',
  'letter',
]
const notReached = [
  'no answer',
  'no reply',
  'no response',
  'unanswered',
  'voicemail*',
  'left a message',
  'left message',
  'message left',
  'could not be reached',
  'could not reach',
  'cannot reach',
  'unable to reach',
  'unable to contact',
  'not reached',
  'not told',
  'not informed',
  'not updated',
]
const someoneElse = [
  'suspect',
  'perpetrator',
  'offender',
  'mother',
  'father',
  'parents',
  'sister',
  'brother',
  'neighbour*',
  'friend',
  'friends',
  'colleague*',
  'landlord',
  'social worker',
  'school',
]

/**
 * The words by which a contact with the victim reads as telling, or null. Being driven home is not being told, a
 * message left is not, and news to a neighbour is not (INV-22).
 */
export const tellingWords = (what: string | null): string[] | null => {
  if (what === null || what.trim() === '') return []
  if (notReached.some((phrase) => what.toLowerCase().includes(phrase.replace('*', '')))) return null
  const words = phrasesIn(what, told)
  if (words.length === 0) return null
  const isToOther =
    phrasesIn(what, someoneElse).length > 0 &&
    phrasesIn(what, ['victim', 'her', 'him', 'them', 'she', 'he']).length === 0
  return isToOther ? null : words
}
