import type { DetailName } from '../../../rules/entry.ts'

type Choice = { value: string; text: string }
/** One question of an entry's form. What it is kept as is a detail's name, or a list of its own. */
export type Field = { label: string; hint?: string } & (
  | { kind: 'day'; name: DetailName; isRequired?: true }
  | { kind: 'tick'; name: DetailName }
  | { kind: 'yes-no'; name: DetailName; isRequired?: true }
  | { kind: 'choice'; name: DetailName; choices: readonly Choice[]; isRequired?: true }
  | { kind: 'number'; name: DetailName }
  | { kind: 'text'; name: DetailName }
  | { kind: 'points'; list: string; points: readonly string[] }
  | { kind: 'conditions' }
  | { kind: 'order' }
)
export type Account = { label: string; hint?: string; isRequired?: true }
export type EntryForm = {
  group: string
  fields: readonly Field[]
  account?: Account
  /** The court or the CPS tells the body that must tell the victim: that moment has a clock of its own. */
  isReceived?: true
  /** Recorded before it happens: a release that was decided, a move that is planned. */
  mayBeAhead?: true
}

export const same = (...words: readonly string[]): Choice[] =>
  words.map((text) => ({ value: text.charAt(0).toLowerCase() + text.slice(1), text }))

export const day = (name: DetailName, label: string, isRequired?: true): Field => ({
  kind: 'day',
  name,
  label,
  hint: 'For example 30/4/2027',
  ...(isRequired && { isRequired }),
})
export const tick = (name: DetailName, label: string): Field => ({ kind: 'tick', name, label })
export const yesNo = (name: DetailName, label: string, isRequired?: true): Field => ({
  kind: 'yes-no',
  name,
  label,
  ...(isRequired && { isRequired }),
})
export const choice = (name: DetailName, label: string, choices: readonly Choice[], isRequired?: true): Field => ({
  kind: 'choice',
  name,
  label,
  choices,
  ...(isRequired && { isRequired }),
})
export const points = (list: string, label: string, all: readonly string[], hint?: string): Field => ({
  kind: 'points',
  list,
  label,
  points: all,
  ...(hint && { hint }),
})
export const conditions: Field = {
  kind: 'conditions',
  label: 'Conditions',
  hint: 'Tick each. Say what it means in plain words',
}
export const whichOrder: Field = { kind: 'order', label: 'Which order' }

/** An area may use a list of its own: these are the points that the guidance names (BL-16). */
export const beforeRelease = [
  'The victim’s views on bail and conditions were sought',
  'The bail address was checked against where the victim lives, works and goes',
  'Children: where they live, school, contact',
  'Places to keep away from were weighed',
  'Phones, trackers and shared accounts were weighed',
  'Weapons and firearms were weighed',
  'Officers’ safety was weighed',
  'The victim was told, or tried, before the suspect walks out',
]
/** Why a breach is acted on (BL-13). */
export const breachPurposes = [
  'Protects the victim and others',
  'Shows both that action follows',
  'Answers any claim that police see no risk',
  'Builds the victim’s trust',
]
/** What may stand behind contact that looks invited (BL-11). */
export const coercionSigns = [
  'Threats',
  'Money',
  'Children',
  'Fear',
  'Pressure from family or friends',
  'Nothing found',
]
export const stopReasons = same(
  'Not enough evidence',
  'Not in the public interest',
  'Victim does not support it',
  'Out of time',
  'Another reason',
)
export const ranks = same('Custody officer', 'Inspector', 'Superintendent', 'Court')
export const bodiesThatDecide: Choice[] = [
  { value: 'police', text: 'Police' },
  { value: 'cps', text: 'Crown Prosecution Service' },
]
export const hearings = same('First', 'Bail', 'Plea', 'Trial', 'Sentence', 'Appeal', 'Family', 'Other')
export const orderKinds = [
  'Restraining order',
  'Non-molestation order',
  'Occupation order',
  'Domestic violence protection notice or order',
  'Domestic abuse protection notice or order',
  'Stalking protection order',
  'Sexual harm prevention order',
  'Violent offender order',
  'Child arrangements order',
  'Prohibited steps order',
  'Port alert',
  'Another order',
].map((text) => ({ value: text, text }))
export const reporters: Choice[] = [
  { value: 'victim', text: 'The victim' },
  { value: 'third party', text: 'Somebody else' },
  { value: 'agency', text: 'An agency' },
  { value: 'suspect', text: 'The person reported' },
  { value: 'not known', text: 'Not known' },
]
