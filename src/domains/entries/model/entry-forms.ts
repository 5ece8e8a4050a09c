import { type EntryType, entryTypes, isEntryType } from '../../../rules/entry-types.ts'
import { incidentForms } from './entry-forms-of-incidents.ts'
import {
  type Account,
  beforeRelease,
  bodiesThatDecide,
  breachPurposes,
  choice,
  coercionSigns,
  conditions,
  day,
  type EntryForm,
  hearings,
  orderKinds,
  points,
  ranks,
  same,
  stopReasons,
  tick,
  whichOrder,
  yesNo,
} from './fields.ts'

const police = 'Arrest, interview and release'
const bail = 'Bail and breach'
const decisions = 'Charge, and decisions to stop'
const court = 'Court'
const prison = 'Prison'
const orders = 'Orders'

const reasons = (who: string): Account => ({
  label: `Why ${who}`,
  hint: 'In words that the victim can be told',
  isRequired: true,
})
const place: Account = { label: 'Court, place and time', hint: 'What the victim will be told' }
const stages = [
  { value: 'before-charge', text: 'Before charge' },
  { value: 'after-charge', text: 'After charge' },
]
const toldAhead = { mayBeAhead: true } as const
const received = { isReceived: true } as const

/** What each form asks besides what happened, when, who says so and the account. */
export const entryForms: Partial<Record<EntryType, EntryForm>> = {
  'justice.suspect-arrested': { group: police, fields: [tick('forBreach', 'Arrested for breaking bail or an order')] },
  'justice.arrest-requested': { group: police, fields: [] },
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
      points('before release', 'Weighed before release', beforeRelease, 'Nothing here holds the release back'),
    ],
  },
  'justice.bail-varied': {
    group: bail,
    fields: [choice('rank', 'Who authorised it', ranks), day('endsOn', 'Bail now ends on'), conditions],
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
    ],
    account: { label: 'What was done', hint: 'What the suspect did. Nothing is recorded against the victim' },
  },
  'justice.breach-acted-on': {
    group: bail,
    fields: [points('breach purpose', 'What the action is for', breachPurposes)],
    account: { label: 'What was done, and why', isRequired: true },
  },
  'justice.breach-not-put-before-court': {
    group: bail,
    fields: [],
    account: reasons('the suspect was not put before the court'),
  },
  'justice.not-investigated': { group: decisions, fields: [], account: reasons('police will not investigate') },
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
  'justice.hearing-listed': {
    group: court,
    ...received,
    fields: [choice('hearing', 'Which hearing', hearings, true), day('hearingOn', 'Day of the hearing', true)],
    account: place,
  },
  'justice.bail-hearing-decided': {
    group: court,
    ...received,
    fields: [yesNo('released', 'Is the defendant out?', true), conditions],
    account: { label: 'What the court decided, and why' },
  },
  'justice.remanded': { group: court, fields: [] },
  'justice.warrant-issued': { group: court, ...received, fields: [] },
  'justice.warrant-hearing-decided': {
    group: court,
    ...received,
    fields: [yesNo('released', 'Is the defendant out?', true)],
  },
  'justice.not-guilty-plea-entered': { group: court, ...received, fields: [] },
  'justice.special-measures-decided': {
    group: court,
    fields: [choice('outcome', 'What the court said', same('Allowed', 'Allowed in part', 'Not allowed'), true)],
    account: { label: 'Which help: screens, video link, intermediary' },
  },
  'justice.trial-ended': {
    group: court,
    ...received,
    fields: [
      choice(
        'outcome',
        'How it ended',
        same('Guilty', 'Not guilty', 'No evidence offered', 'Jury could not agree', 'Stopped by the court'),
        true,
      ),
      yesNo('released', 'Is the defendant out?', true),
    ],
  },
  'justice.sentenced': {
    group: court,
    ...received,
    fields: [
      choice(
        'outcome',
        'Sentence',
        same('Prison', 'Suspended prison', 'Community order', 'Fine', 'Discharge', 'Another sentence'),
        true,
      ),
      { kind: 'number', name: 'sentenceMonths', label: 'Months in prison, if any' },
      tick('specifiedOffence', 'A violent or sexual offence for which the victim contact scheme asks'),
      tick('stalkingOrControl', 'Stalking, harassment, or controlling or coercive behaviour'),
      yesNo('released', 'Is the offender out?', true),
    ],
    account: { label: 'The sentence in plain words' },
  },
  'justice.appeal-notified': {
    group: court,
    ...received,
    fields: [day('hearingOn', 'Day of the appeal, if known')],
    account: place,
  },
  'justice.family-proceedings-issued': { group: court, fields: [day('hearingOn', 'First hearing, if known')] },
  'justice.family-hearing-listed': {
    group: court,
    fields: [day('hearingOn', 'Day of the hearing', true)],
    account: place,
  },
  'justice.release-date-known': {
    group: prison,
    fields: [day('releaseOn', 'Release on', true), yesNo('confirmed', 'Has the prison confirmed it?', true)],
  },
  'justice.suspect-released-from-prison': { group: prison, fields: [conditions], ...toldAhead },
  'justice.suspect-escaped': { group: prison, fields: [] },
  'orders.notice-given': { group: orders, fields: [choice('orderKind', 'Kind', orderKinds, true), conditions] },
  'orders.made': {
    group: orders,
    fields: [
      choice('orderKind', 'Kind', orderKinds, true),
      day('startsOn', 'Starts on'),
      day('endsOn', 'Last day. Leave empty if it has none'),
      conditions,
    ],
    account: { label: 'Which court, and who is protected' },
  },
  'orders.served': {
    group: orders,
    fields: [whichOrder],
    account: { label: 'How it was served, and what shows it', isRequired: true },
  },
  'orders.breached': { group: orders, fields: [whichOrder], account: { label: 'What was done' } },
  'orders.ended': { group: orders, fields: [whichOrder], account: { label: 'Why it ended' } },
  ...incidentForms,
}

/** Written down on a screen of its own, which asks what this form would not. */
export const ownScreens: Partial<Record<EntryType, string>> = {
  'incidents.recorded': 'incidents/new',
  'incidents.trigger-raised': 'incidents/trigger',
  'risk.assessed': 'risk/new',
  'risk.reviewed': 'risk/new',
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

/** What is about a suspect, and not about one case alone, asks which suspect. */
export const isAboutSuspect = (type: EntryType): boolean => entryTypes[type].scope === 'matter'

/** Entered by hand here, so it can be confirmed and set right here. */
export const isByHand = (type: string): boolean => isEntryType(type) && entryForms[type] !== undefined
