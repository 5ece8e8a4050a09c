import { matchesIn, phrasesIn } from '../../../rules/words.ts'
import { newsIn } from './news.ts'

/** Words of giving news. */
const told = [
  ...['told', 'tells', 'tell', 'telling', 'inform*', 'updat*', 'explain*', 'notif*'],
  ...['advise', 'advises', 'advised', 'advising'],
]
/** Words of being in touch: news was given only where the account says of what. */
const inTouch = [
  ...['spoke', 'speaks', 'speak', 'spoken', 'phone', 'phones', 'phoned', 'rang', 'rings', 'call', 'calls', 'called'],
  ...['visits', 'visited', 'visit', 'meet', 'meets', 'met', 'ring', 'goes through', 'went through'],
  ...['letter', 'texts', 'texted', 'writes', 'wrote', 'e-mails', 'e-mailed', 'emails', 'emailed'],
]
// A message that was sent and not confirmed is an attempt (RULES 2C).
const sent =
  /\b(?:letters?|texts?|text messages?|e-?mails?|messages?)\b[^.;]{0,40}\b(?:sent|posted|left)\b|\b(?:sends?|sent|posts|posted|leaves|left|writes|wrote|texts|texted|e-?mails|e-?mailed)\s+(?:to\s+)?(?:an?\s+|the\s+victim\b|her\b|him\b|them\b)/iu
const confirmed =
  /\b(?:repl(?:y|ies|ied)|confirm\w*|acknowledg\w*|answer(?:s|ed)|read by|thanks|thanked|rings? back|rang back)\b/iu
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

const theVictim = ['victim', 'her', 'him', 'them', 'she', 'he']

// Being told what to do is not being told what happened; and what the victim tells is no news to the victim.
const noNews = [
  /\b(?:told|tells?|telling|advis\w+|warn\w*|asks?|asked|reminds?|reminded)\s+(?:(?:the\s+)?victim|her|him|them)?\s*(?:not\s+)?to\s+\p{L}+/giu,
  /\b(?:victim|she)\s+(?:tells|informs|explains|rings|calls|phones|speaks)\b(?!\s+(?:to\s+)?(?:the\s+)?victim\b)/giu,
  /\b(?:victim|she)\s+(?:told|informed|advised|notified|rang|called|phoned)\s+(?:the\s+|an?\s+|her\s+)?(?:police|officers?|staff|them|him|her|nurse|gp|doctor|idva|advis[eo]r|call|control|mother|friend)\b/giu,
  /\b(?:after|following|because of|in response to|answer(?:s|ed|ing)?)\s+(?:an?|her|his|the|their)\s+(?:\p{L}+\s+)?(?:calls?|visits?|letters?)\b/giu,
]
const withoutNoNews = (what: string): string => noNews.reduce((text, pattern) => text.replaceAll(pattern, ' '), what)

export type Telling = {
  words: string[]
  /** The duties that the account says were answered; null where it does not say which. */
  covers: string[] | null
}

/**
 * The words by which a contact with the victim reads as telling, or null. Being driven home is not being told, a
 * message left is not, and news to a neighbour is not (INV-22).
 */
export const tellingIn = (what: string | null): Telling | null => {
  if (what === null || what.trim() === '') return { words: [], covers: null }
  if (attemptIn(what) !== null) return null
  const text = withoutNoNews(what)
  const [news, touch] = [phrasesIn(text, told), phrasesIn(text, inTouch)]
  if (news.length === 0 && touch.length === 0) return null
  const isToOther = phrasesIn(text, someoneElse).length > 0 && phrasesIn(text, theVictim).length === 0
  return isToOther ? null : { words: [...news, ...touch], covers: newsIn(text, news.length > 0) }
}

/** The words by which a contact reads as an attempt: nobody answered, or something was sent and nobody replied. */
export const attemptIn = (what: string): string | null => {
  const missed = notReached.find((phrase) => what.toLowerCase().includes(phrase.replace('*', '')))
  if (missed) return missed
  const [words] = sent.exec(what) ?? []
  return words && !confirmed.test(what) ? words : null
}

const victimWasTold =
  /\bvictim\s+(?:(?:was|is|had been|has been|being|then|also)\s+){0,2}(?:told|informed|notified|updated|made aware)\b(?!\s+(?:police|officers?|staff|them|her|his|to\b|the\s+(?:officer|police|nurse|court)))/giu
const toldTheVictim =
  /(?<!\b(?:he|she|who|they|suspect|partner|have|not)\s)\b(?:told|tells|informed|informs|notified|notifies|updated|updates|phoned|rang)\s+(?:the\s+)?victim\b(?!\s+to\b|['’])/giu
const answered =
  /\b(?:is|was|gets|got|and|then)\s+(?:told|informed|updated|given\s+an?\s+update)\b(?!\s+(?:to\b|(?:that\s+)?(?:nobody|no one|nothing|someone|the\s+officer|an?\s+officer)\b))/giu

/** "Bailed; victim informed the same day": the account of a decision may say that the victim was told of it. */
export const toldInPassing = (type: string, what: string | null): Telling | null =>
  firstOf([victimWasTold, toldTheVictim], what, `${type.replaceAll('_', ' ')} ${what ?? ''}`)

/** The victim rang and was told: that counts too (RULES 2C), where it says of what. */
export const toldOnAsking = (what: string | null): Telling | null => {
  const telling = firstOf([answered], what, /\b(?:told|informed|updated|update)\b.*/isu.exec(what ?? '')?.[0] ?? '')
  return telling?.covers || telling?.words.some((words) => /updat/iu.test(words)) ? telling : null
}

const firstOf = (patterns: RegExp[], what: string | null, newsFrom: string): Telling | null => {
  const words = patterns.flatMap((pattern) => matchesIn(what ?? '', pattern))
  return words.length > 0 ? { words, covers: newsIn(newsFrom, true) } : null
}
