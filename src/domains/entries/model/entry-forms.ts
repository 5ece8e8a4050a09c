import { defaultReleaseChecklist } from '../../../local-policy/release-checklist.ts'
import { type EntryType, entryTypes, isEntryType } from '../../../rules/entry-types.ts'
import { courtForms } from './entry-forms-of-courts.ts'
import { incidentForms } from './entry-forms-of-incidents.ts'
import {
  type Account,
  bailAddress,
  bodiesThatDecide,
  childThere,
  choice,
  coercionSigns,
  conditions,
  day,
  decisionMaker,
  type EntryForm,
  earlierViolence,
  historySearched,
  points,
  ranks,
  same,
  stopReasons,
  tick,
  worthOfNews,
} from './fields.ts'

/** The list of what was weighed before a release, and of what was asked and not ticked (BL-16). */
export const beforeRelease = 'before release'
export const notTicked = 'not ticked before release'

const police = 'Arrest, interview and release'
const bail = 'Bail and breach'
const decisions = 'Charge, and decisions to stop'

const reasons = (who: string): Account => ({
  label: `Why ${who}`,
  hint: 'In words that the victim can be told',
  isRequired: true,
})
const stages = [
  { value: 'before-charge', text: 'Before charge' },
  { value: 'after-charge', text: 'After charge' },
]
const toldAhead = { mayBeAhead: true } as const
const received = { isReceived: true } as const

/** What each form asks besides what happened, when, who says so and the account. */
export const entryForms: Partial<Record<EntryType, EntryForm>> = {
  'justice.suspect-arrested': {
    group: police,
    fields: [tick('forBreach', 'Arrested for breaking bail or an order'), earlierViolence, historySearched],
  },
  'justice.arrest-requested': { group: police, fields: [] },
  'justice.suspect-located': {
    group: police,
    fields: worthOfNews,
    account: {
      label: 'Where they were',
      hint: 'A place in words, and how it is known. Never where the person harmed is',
      isRequired: true,
    },
  },
  'justice.prison-linked': {
    group: police,
    fields: [
      {
        ...{ kind: 'text', name: 'prisonContact', label: 'Which prison, and who there', isRequired: true },
        hint: 'A name or a part, such as offender management; no number',
      },
      choice(
        'contactWatched',
        'Is contact with the person harmed watched or barred there?',
        [
          { value: 'asked for', text: 'Asked for' },
          { value: 'in place', text: 'In place' },
          { value: 'refused', text: 'Refused' },
          { value: 'not asked for', text: 'Not asked for' },
        ],
        true,
      ),
      tick('hasIntelligence', 'There is intelligence from the prison: ask police, and write none of it here'),
    ],
  },
  'justice.suspect-interviewed': { group: police, fields: [] },
  'justice.suspect-spoken-to': { group: police, fields: [] },
  'justice.suspect-released-without-charge': { group: police, fields: [], ...toldAhead },
  'justice.suspect-released-under-investigation': { group: police, fields: [], ...toldAhead },
  'justice.investigation-allocated': { group: police, fields: [] },
  'justice.investigation-left-unallocated': { group: police, fields: [] },
  'justice.task-transferred': { group: police, fields: [] },
  'justice.bail-granted': {
    group: bail,
    ...toldAhead,
    fields: [
      choice('stage', 'Before or after charge', stages),
      choice('rank', 'Who authorised it', ranks),
      day('endsOn', 'Bail ends on'),
      conditions,
      bailAddress,
      {
        ...{ kind: 'points', list: beforeRelease, label: 'Weighed before release', isAreas: true },
        ...{ hint: 'Nothing here holds the release back', points: defaultReleaseChecklist },
      },
    ],
  },
  'justice.bail-varied': {
    group: bail,
    fields: [choice('rank', 'Who authorised it', ranks), day('endsOn', 'Bail now ends on'), conditions, bailAddress],
  },
  'justice.bail-extended': {
    group: bail,
    fields: [choice('rank', 'Who authorised it', ranks, true), day('endsOn', 'Bail now ends on', true)],
  },
  'justice.bail-cancelled': { group: bail, fields: [] },
  'justice.breach-reported': {
    group: bail,
    fields: [
      points(
        'context',
        'Context',
        ['Contact apparently invited'],
        'Keeping the conditions is the suspect’s duty, never the victim’s',
      ),
      points('coercion check', 'If contact looks invited, ask what may lie behind it', coercionSigns),
      childThere,
      earlierViolence,
    ],
    account: { label: 'What was done', hint: 'What the suspect did. Nothing is recorded against the victim' },
  },
  'justice.breach-acted-on': {
    group: bail,
    fields: [],
    account: { label: 'What was done, and why', isRequired: true },
  },
  'justice.breach-not-put-before-court': {
    group: bail,
    fields: [],
    account: reasons('the suspect was not put before the court'),
  },
  'justice.not-investigated': {
    group: decisions,
    fields: [decisionMaker],
    account: reasons('police will not investigate'),
  },
  'justice.charged': { group: decisions, fields: [], account: { label: 'Charged with what' } },
  'justice.out-of-court-disposal-decided': {
    group: decisions,
    fields: [
      choice('decidedBy', 'Who decided', bodiesThatDecide, true),
      choice(
        'outcome',
        'What was decided',
        same('Conditional caution', 'Simple caution', 'Community resolution', 'Another way'),
        true,
      ),
      conditions,
    ],
  },
  'justice.case-stopped': {
    group: decisions,
    ...received,
    fields: [
      choice('decidedBy', 'Who decided', bodiesThatDecide, true),
      decisionMaker,
      choice('stage', 'Before or after charge', stages, true),
      choice('reason', 'Ground', stopReasons, true),
      points('explained', 'Given with the decision', ['How to ask for a review (time limit: verify)']),
    ],
    account: reasons('the case was stopped'),
  },
  'justice.withdrawal-indicated': {
    group: decisions,
    fields: [],
    account: { label: 'What the victim said, in their own words' },
  },
  ...courtForms,
  ...incidentForms,
}

/** Written down on a screen of its own, which asks what this form would not. */
export const ownScreens: Partial<Record<EntryType, string>> = {
  'incidents.recorded': 'incidents/new',
  'incidents.trigger-raised': 'incidents/trigger',
  'risk.assessed': 'risk/new',
  'risk.reviewed': 'risk/new',
  'orders.varied': 'orders',
  'justice.breach-acted-on': 'justice/breach',
}

/** What is entered most, first on the page. */
export const oftenUsed: EntryType[] = [
  'incidents.recorded',
  'justice.suspect-arrested',
  'justice.bail-granted',
  'justice.suspect-released-under-investigation',
  'justice.suspect-released-without-charge',
  'justice.charged',
  'justice.hearing-listed',
  'justice.bail-hearing-decided',
  'justice.breach-reported',
  'orders.made',
  'incidents.trigger-raised',
]

/** The forms as the page offers them: group by group. */
export const formGroups = (): [string, EntryType[]][] => [
  ...Map.groupBy(Object.keys(entryForms).filter(isEntryType), (type) => entryForms[type]?.group ?? ''),
]

/** What is about a suspect asks which. */
export const isAboutSuspect = (type: EntryType): boolean =>
  entryTypes[type].scope === 'matter' || 'aboutSuspect' in entryTypes[type]

/** Whether such an entry sets conditions. */
export const takesConditions = (type: EntryType): boolean =>
  entryForms[type]?.fields.some(({ kind }) => kind === 'conditions') ?? false

/** Entered by hand here, so it can be confirmed and set right here. */
export const isByHand = (type: string): boolean => isEntryType(type) && entryForms[type] !== undefined
