import type { EntryType } from '../../../rules/entry-types.ts'
import { abuse, assessed, wordOfAbuse } from '../../../rules/kinds.ts'
import type { Condition, Example, LeadTimes } from '../../../rules/rule.ts'

export type Trigger = {
  /** The last words of both rules' ids. */
  slug: string
  because: string
  section: string
  on: EntryType[]
  when?: Condition[]
  lead?: LeadTimes
  examples?: Example[]
}

/** What asks for a review of the risk and of the plan (TP-01 to TP-15). Both come at once, to their own leads. */
export const triggers: Trigger[] = [
  {
    slug: 'after-release-by-police',
    because: 'police released the suspect',
    section: 'Trigger points: release from police custody (TP-01)',
    on: [
      'justice.suspect-released-without-charge',
      'justice.bail-granted',
      'justice.suspect-released-under-investigation',
    ],
  },
  {
    slug: 'after-court-on-bail',
    because: 'a court decided bail',
    section: 'Trigger points: release by a court (TP-02)',
    on: ['justice.bail-hearing-decided', 'justice.warrant-hearing-decided'],
  },
  {
    slug: 'after-charge',
    because: 'the suspect was charged',
    section: 'Trigger points: charge (TP-03)',
    on: ['justice.charged'],
  },
  {
    slug: 'before-trial',
    because: 'a trial is near',
    section: 'Trigger points: approach of a trial (TP-04)',
    on: ['justice.hearing-listed'],
    when: [{ is: 'detail', name: 'hearing', oneOf: ['trial'] }],
    lead: { date: 'hearingOn', days: 'trialLeadDays', onTheDay: false },
    examples: [
      {
        because: 'a trial after Easter: the alert of Good Friday comes the day before',
        happened: '2027-01-04T10:00',
        named: '2027-04-09',
        raised: ['2027-03-12T00:00:00', '2027-03-25T00:00:00', '2027-04-07T00:00:00'],
      },
      {
        because: 'listed ten days ahead, only the last alert is still to come',
        happened: '2026-12-22T10:00',
        named: '2027-01-04',
        raised: ['2026-12-31T00:00:00'],
      },
    ],
  },
  {
    slug: 'before-sentence',
    because: 'sentence is near',
    section: 'Trigger points: sentencing, before and after (TP-05)',
    on: ['justice.hearing-listed'],
    when: [{ is: 'detail', name: 'hearing', oneOf: ['sentence'] }],
    lead: { date: 'hearingOn', days: 'sentenceLeadDays', onTheDay: false },
    examples: [
      {
        because: 'sentence on the Tuesday after Christmas',
        happened: '2026-12-01T10:00',
        named: '2026-12-29',
        raised: ['2026-12-24T00:00:00'],
      },
      {
        because: 'sentence on an ordinary Thursday',
        happened: '2027-02-01T10:00',
        named: '2027-02-11',
        raised: ['2027-02-09T00:00:00'],
      },
    ],
  },
  {
    slug: 'after-trial-or-sentence',
    because: 'the court ended the trial or passed sentence',
    section: 'Trigger points: sentencing, before and after (TP-05)',
    on: ['justice.trial-ended', 'justice.sentenced'],
  },
  {
    slug: 'before-release-from-prison',
    because: 'a release from prison is near',
    section: 'Trigger points: release from a prison sentence (TP-06)',
    on: ['justice.release-date-known'],
    lead: { date: 'releaseOn', days: 'releaseLeadDays', onTheDay: true },
    examples: [
      {
        because: 'release on the first working day of 2027',
        happened: '2026-11-23T10:00',
        named: '2027-01-04',
        raised: ['2026-12-07T00:00:00', '2026-12-21T00:00:00', '2026-12-31T00:00:00', '2027-01-04T00:00:00'],
      },
      {
        because: 'release brought forward to tomorrow',
        happened: '2027-02-10T15:00',
        named: '2027-02-11',
        raised: ['2027-02-11T00:00:00'],
      },
    ],
  },
  {
    slug: 'when-a-release-comes-soon',
    because: 'a release from prison is nearer than was known',
    section: 'Trigger points: release from a prison sentence, at short notice (TP-06, RR-16)',
    on: ['justice.release-date-known'],
    lead: { date: 'releaseOn', days: 'releaseLeadDays', onTheDay: false, shortNotice: 'only' },
    examples: [
      {
        because: 'S-24: told on a Thursday of a release on the Monday',
        happened: '2027-05-20T11:00',
        named: '2027-05-24',
        raised: ['2027-05-20T11:00:00'],
        safetyDue: '2027-05-20T23:59:59',
      },
      {
        because: 'told in the evening before the clocks go forward, of a release on that day',
        happened: '2027-03-27T23:30',
        named: '2027-03-28',
        raised: ['2027-03-27T23:30:00'],
        safetyDue: '2027-03-27T23:59:59',
      },
    ],
  },
  {
    slug: 'after-release-from-prison',
    because: 'the offender is out of prison, or escaped',
    section: 'Trigger points: release from a prison sentence (TP-06)',
    on: ['justice.suspect-released-from-prison', 'justice.suspect-escaped'],
  },
  {
    slug: 'after-an-order',
    because: 'an order was made or changed, or a notice given',
    section: 'Trigger points: any court order (TP-07)',
    on: ['orders.made', 'orders.notice-given', 'orders.varied'],
  },
  {
    slug: 'before-an-order-ends',
    because: 'an order is about to end',
    section: 'Trigger points: the end of an order (TP-08)',
    on: ['orders.made'],
    lead: { date: 'endsOn', days: 'orderLeadDays', shortDays: 'shortOrderLeadDays', onTheDay: true },
    examples: [
      {
        because: 'five years, to a bank holiday: the alert of another bank holiday comes the Friday before',
        happened: '2022-06-01T12:00',
        named: '2027-05-31',
        raised: ['2027-04-05T00:00:00', '2027-04-30T00:00:00', '2027-05-24T00:00:00', '2027-05-31T00:00:00'],
      },
      {
        because: 'a protection order of 28 days over Christmas',
        happened: '2026-12-04T12:00',
        startsOn: '2026-12-04',
        named: '2027-01-01',
        raised: ['2026-12-22T00:00:00', '2026-12-24T00:00:00', '2026-12-31T00:00:00', '2027-01-01T00:00:00'],
      },
    ],
  },
  {
    slug: 'after-an-order-ended',
    because: 'an order ended',
    section: 'Trigger points: the end of an order (TP-08)',
    on: ['orders.ended'],
  },
  {
    slug: 'after-family-proceedings',
    because: 'family proceedings started',
    section: 'Trigger points: family proceedings (TP-09)',
    on: ['justice.family-proceedings-issued'],
  },
  {
    slug: 'around-a-family-hearing',
    because: 'a family hearing is near',
    section: 'Trigger points: family proceedings (TP-09)',
    on: ['justice.family-hearing-listed'],
    lead: { date: 'hearingOn', days: 'sentenceLeadDays', onTheDay: true },
    examples: [
      {
        because: 'a hearing on the Tuesday after Easter',
        happened: '2027-03-01T10:00',
        named: '2027-03-30',
        raised: ['2027-03-25T00:00:00', '2027-03-30T00:00:00'],
      },
      {
        because: 'a hearing today',
        happened: '2027-03-01T09:00',
        named: '2027-03-01',
        raised: ['2027-03-01T00:00:00'],
      },
    ],
  },
  {
    slug: 'after-a-new-relationship',
    because: 'a new relationship began',
    section: 'Trigger points: a new relationship (TP-10)',
    on: ['incidents.relationship-started'],
    // The start of the relationship that a case is about, told first in a chronology, is no change.
    when: [{ is: 'earlier', types: ['cases.opened', ...abuse, ...assessed] }],
  },
  {
    slug: 'after-withdrawal',
    because: 'the victim does not want to go on with the prosecution',
    section: 'Withdrawal of support for a prosecution (TP-11)',
    on: ['justice.withdrawal-indicated'],
  },
  {
    slug: 'around-separation',
    because: 'a separation is planned or has happened',
    section: 'Reducing risk: after separation (TP-12)',
    on: [
      'incidents.separation-planned',
      'incidents.separated',
      'incidents.moved-in-emergency',
      'incidents.moved-to-refuge',
    ],
  },
  {
    slug: 'after-new-abuse',
    because: 'there is new abuse, or word of it',
    section: 'Risk management: significant change (TP-13)',
    on: ['cases.opened', ...abuse, ...wordOfAbuse],
    when: [{ is: 'noOpenDuty', code: 'RISK_ASSESSMENT' }],
  },
  {
    slug: 'after-a-change',
    because: 'someone raised a change',
    section: 'Risk management: significant change (TP-13)',
    on: ['incidents.trigger-raised', 'incidents.child-linked'],
  },
  {
    slug: 'after-reopening',
    because: 'the case was opened again',
    section: 'Risk management: significant change (TP-13)',
    on: ['cases.reopened'],
  },
  {
    slug: 'around-pregnancy',
    because: 'there is a pregnancy or a birth',
    section: 'Risk factors: pregnancy and recent birth (TP-14)',
    on: ['incidents.pregnancy-recorded'],
  },
  {
    slug: 'before-bail-ends',
    because: 'police bail is about to end',
    section: 'Trigger points: what protects may fall away (TP-15)',
    on: ['justice.bail-granted', 'justice.bail-varied', 'justice.bail-extended'],
    lead: {
      date: 'endsOn',
      days: 'bailLeadDays',
      onTheDay: false,
      unless: ['justice.charged', 'justice.case-stopped'],
    },
    examples: [
      {
        because: 'bail to the Tuesday after Easter',
        happened: '2027-03-01T10:00',
        named: '2027-03-30',
        raised: ['2027-03-23T00:00:00', '2027-03-25T00:00:00'],
      },
      {
        because: 'bail over the New Year',
        happened: '2026-12-24T15:50',
        named: '2027-01-04',
        raised: ['2026-12-24T00:00:00', '2026-12-31T00:00:00'],
      },
    ],
  },
  {
    slug: 'after-a-decision-to-stop',
    because: 'protection may have fallen away with a decision',
    section: 'Discontinuance, read with the trigger points (DC-05)',
    on: [
      'justice.case-stopped',
      'justice.not-investigated',
      'justice.out-of-court-disposal-decided',
      'justice.bail-varied',
      'justice.bail-extended',
      'justice.bail-cancelled',
    ],
  },
  {
    slug: 'after-a-place-was-found-late',
    // Who is not told of the place reads this too.
    because: 'a safeguard did not hold',
    section: 'Developing safety plans with victims: where they are must not become known (SP-08; S-14)',
    on: ['releases.place-found-late'],
  },
  {
    slug: 'after-a-report-to-police',
    // Who is not told of the call reads this too.
    because: 'something new has come',
    section: 'A report of somebody missing may be a way to find them (RR-08; S-07)',
    on: ['missing-reports.taken'],
  },
]
