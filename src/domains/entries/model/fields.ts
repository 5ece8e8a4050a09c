import type { DetailName } from '../../../rules/entry.ts'

type Choice = { value: string; text: string }
/** One question of an entry's form. What it is kept as is a detail's name, or a list of its own. */
export type Field = { label: string; hint?: string } & (
  | { kind: 'day'; name: DetailName; isRequired?: true }
  | { kind: 'tick'; name: DetailName }
  | { kind: 'yes-no'; name: DetailName; isRequired?: true }
  | { kind: 'choice'; name: DetailName; choices: readonly Choice[]; isRequired?: true }
  | { kind: 'number'; name: DetailName }
  | { kind: 'text'; name: DetailName; isRequired?: true }
  /** `isAreas`: the area’s own list, dated; what was asked and not ticked is kept too. */
  | { kind: 'points'; list: string; points: readonly string[]; isAreas?: true }
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
/** Who decided to stop, so that the victim can be told and can ask for a review (DC-04). */
export const decisionMaker: Field = {
  kind: 'text',
  name: 'decisionMaker',
  label: 'Decision maker',
  hint: 'Name, and rank or role',
  isRequired: true,
}
export const whichOrder: Field = { kind: 'order', label: 'Which order' }

/** What the rules on earlier violence, bail addresses and other areas hang on: nobody’s words are read for it. */
export const earlierViolence = tick('earlierViolence', 'Word of earlier violence by this person, to anyone')
export const historySearched = yesNo('historySearched', 'Was this person’s history looked up, in every area?')
export const childThere = yesNo('childPresent', 'Was a child there, or does one live there?')
export const otherArea = tick('otherArea', 'One of them lives in another area')
export const bailAddress = choice('bailAddress', 'Where the suspect must live, and the victim lives, works and goes', [
  { value: 'far enough', text: 'Checked: far enough' },
  { value: 'near the victim', text: 'It is near' },
  { value: 'not checked', text: 'Not checked yet' },
])

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

/** What a report is worth (INV-29). */
export const marks = [
  { value: 'fact', text: 'Fact: seen, heard or recorded' },
  { value: 'opinion', text: 'Opinion: what somebody thinks' },
  { value: 'hearsay', text: 'Hearsay: heard from somebody else' },
  { value: 'intelligence', text: 'Intelligence: not for sharing as it stands' },
] as const
const worth = 'What this is worth'
const forIntelligence = 'Only for intelligence'
/** The two grades of intelligence, as its national report has them (College of Policing, intelligence report: 3x5x2). */
export const grades = [
  {
    ...{ name: 'sourceGrade', label: 'How far the source can be relied on', hint: forIntelligence },
    missing: 'Select how far the source can be relied on',
    choices: [
      { value: '1', text: '1: reliable' },
      { value: '2', text: '2: not tested' },
      { value: '3', text: '3: not reliable' },
    ],
  },
  {
    ...{ name: 'assessedAs', label: 'How the source knows it', hint: forIntelligence },
    missing: 'Select how the source knows it',
    choices: [
      { value: 'A', text: 'A: at first hand' },
      { value: 'B', text: 'B: from somebody else, and something else bears it out' },
      { value: 'C', text: 'C: from somebody else' },
      { value: 'D', text: 'D: not known' },
      { value: 'E', text: 'E: thought to be false' },
    ],
  },
] as const
/** What somebody said themselves, or a body recorded, is no intelligence. */
export const worthOfReport = choice(
  'mark',
  worth,
  marks.filter(({ value }) => value !== 'intelligence'),
  true,
)
export const worthOfNews: readonly Field[] = [
  choice('mark', worth, marks, true),
  ...grades.map(({ name, label, hint, choices }): Field => ({ kind: 'choice', name, label, hint, choices })),
]
