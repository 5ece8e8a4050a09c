import type { EntryType } from '../../../rules/entry-types.ts'
import {
  type Account,
  childThere,
  choice,
  conditions,
  day,
  type EntryForm,
  earlierViolence,
  hearings,
  orderKinds,
  same,
  tick,
  whichOrder,
  yesNo,
} from './fields.ts'

const court = 'Court'
const prison = 'Prison'
const orders = 'Orders'

const place: Account = { label: 'Court, place and time', hint: 'What the victim will be told' }
const received = { isReceived: true } as const
const toldAhead = { mayBeAhead: true } as const

/** What a court decides, what prison tells, and orders. */
export const courtForms: Partial<Record<EntryType, EntryForm>> = {
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
  'justice.release-date-chased': {
    group: prison,
    fields: [],
    account: {
      label:
        'Whom you asked, and what the prison said. Where the day is confirmed or another, put the day itself right',
    },
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
  'orders.varied': {
    group: orders,
    fields: [whichOrder, conditions],
    account: { label: 'Which court changed it, and why' },
  },
  'orders.breached': {
    group: orders,
    fields: [whichOrder, childThere, earlierViolence],
    account: { label: 'What was done' },
  },
  'orders.ended': { group: orders, fields: [whichOrder], account: { label: 'Why it ended' } },
}
