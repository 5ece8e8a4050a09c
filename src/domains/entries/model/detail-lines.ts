import { type Details, detailsSchema } from '../../../rules/entry.ts'
import { isEntryType } from '../../../rules/entry-types.ts'
import { conditionLabel } from './conditions.ts'
import { entryForms } from './entry-forms.ts'
import { grades, marks } from './fields.ts'

const others: Partial<Record<keyof Details, string>> = {
  grade: 'Level',
  previousGrade: 'Level before',
  score: 'Checklist score',
  reason: 'Reason',
  route: 'How',
  neverHappened: 'Entered by mistake: it did not happen',
  isCrime: 'A crime',
  reportedToPolice: 'Reported to police',
  reportedBy: 'Reported by',
  childPresent: 'A child was there',
  childLinked: 'How the child came into it',
  childAgain: 'The same child before, within 12 months',
  childHarm: 'Is the child harmed themselves?',
  young: 'Who is under 18',
  weapon: 'Weapon',
  firearm: 'Firearm',
  threatToKill: 'Threat to kill',
  strangled: 'Strangled or suffocated',
  selfHarm: 'Thoughts of suicide or self-harm',
  earlierViolence: 'Word of earlier violence by this person',
  otherArea: 'One of them lives in another area',
  released: 'Is out',
  outcome: 'Outcome',
  mark: 'What this is worth',
  sourceGrade: 'How far the source can be relied on',
  assessedAs: 'How the source knows it',
}

/** What an entry carries besides its times and account, as lines to read: the question, and its answer. */
export const detailLines = (stored: unknown, type: string): [string, string][] => {
  const details = detailsSchema.catch({}).parse(stored)
  const fields = (isEntryType(type) && entryForms[type]?.fields) || []
  const asked = fields.flatMap((field): [string, string][] => {
    if (field.kind === 'points' || field.kind === 'conditions' || field.kind === 'order') return []
    const value = details[field.name]
    if (value === undefined) return []
    const chosen = field.kind === 'choice' ? field.choices.find((choice) => choice.value === value)?.text : undefined
    return [[field.label, chosen ?? said(value)]]
  })
  const names = fields.flatMap((field) => ('name' in field ? [field.name] : []))
  const rest = Object.entries(others).flatMap(([name, label]): [string, string][] => {
    const value = Object.entries(details).find(([key]) => key === name)?.[1]
    return value === undefined || names.some((each) => each === name)
      ? []
      : [[label, wordOf(name, value) ?? said(value)]]
  })
  const ending = details.protectionsEnding ?? []
  return [
    ...asked,
    ...rest,
    ...(ending.length > 0
      ? ([['Protections that end', ending.map(conditionLabel).join(', ')]] satisfies [string, string][])
      : []),
  ]
}

const coded: readonly { name: string; choices: readonly { value: string; text: string }[] }[] = [
  { name: 'mark', choices: marks },
  ...grades,
]
const wordOf = (name: string, value: unknown): string | undefined =>
  coded.find((each) => each.name === name)?.choices.find((choice) => choice.value === value)?.text

const said = (value: unknown): string => {
  if (value === true) return 'Yes'
  return value === false ? 'No' : String(value)
}
