import { namedDay, sameDay, triggerReview } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import { done, told } from '../../rules/kinds.ts'
import type { LeadTimes, Rule } from '../../rules/rule.ts'
import { checked, collegeGuidance, localPolicy } from '../../rules/sources.ts'

export const lookAgain = 'management-plans/look-again'

const base = { version: '1', owedTo: 'case', inForce: checked, confidence: 'MEDIUM' } satisfies Partial<Rule>
const beforeRelease = collegeGuidance(
  'Reducing risk: before anybody is released, a plan for the safety of the victim and one for managing the perpetrator (RR-16, PM-07)',
)
// A look at the plan since the news answers all its alerts; from then on the plan's own day keeps it current.
const lead: LeadTimes = {
  date: 'releaseOn',
  days: 'releaseLeadDays',
  onTheDay: true,
  shortNotice: 'too',
  unless: ['management-plans.made'],
}
const soon: Rule['examples'] = [
  {
    because: 'S-24: told on a Thursday of a release on the Monday',
    happened: '2027-05-20T11:00',
    named: '2027-05-24',
    raised: ['2027-05-20T11:00:00'],
    safetyDue: '2027-05-20T23:59:59',
  },
  {
    because: 'told on Christmas Eve of a release on the next working day',
    happened: '2026-12-24T15:50',
    named: '2026-12-29',
    raised: ['2026-12-24T15:50:00'],
    safetyDue: '2026-12-24T23:59:59',
  },
]
const aroundARelease = {
  ...base,
  on: ['justice.release-date-known'],
  absorbs: true,
  ofOneSuspect: true,
  clocks: { safety: triggerReview },
  source: localPolicy(
    'What is put in place before a release from prison (S-24), by the clock for a review after a change',
  ),
  examples: examples.review,
} satisfies Partial<Rule>

const putInPlace: Rule[] = [
  {
    ...aroundARelease,
    id: 'management-plans/ask-for-licence-conditions',
    code: 'PRISON_RELEASE_LICENCE',
    holder: 'probation',
    ownedBy: 'holder',
    task: 'Ask for licence conditions: an exclusion zone of several towns, whose shape points to nobody, and no street or school in it',
    metBy: { types: done },
  },
  {
    ...aroundARelease,
    id: 'management-plans/offer-contact-before-release',
    code: 'PRISON_RELEASE_CONTACT',
    owedTo: 'each person',
    holder: 'probation',
    ownedBy: 'holder',
    task: 'Offer the victim contact about the release and the licence, only by a safe route',
    metBy: { types: [...told, ...done] },
  },
  {
    ...aroundARelease,
    id: 'management-plans/watch-around-release',
    code: 'PRISON_RELEASE_WATCH',
    holder: 'police',
    ownedBy: 'holder',
    task: 'Decide on a police watch around the release, and set it up',
    metBy: { types: done },
  },
  {
    ...aroundARelease,
    id: 'management-plans/check-devices-before-release',
    code: 'PRISON_RELEASE_DEVICES',
    holder: 'recorder',
    ownedBy: 'contact lead',
    task: 'Check with the victim that each alarm, telephone and other device works before the release',
    metBy: { types: done },
  },
]
/** Where the day is nearer than the first of the area's alerts, no level gives more than that day. */
const atShortNotice = (rule: Rule): Rule => ({
  ...rule,
  id: `${rule.id}-at-short-notice`,
  lead: { date: 'releaseOn', days: 'releaseLeadDays', onTheDay: false, shortNotice: 'only' },
  clocks: { safety: sameDay },
  examples: soon,
})

/** What must be there before a release from prison, each with one owner and a clock (S-24). */
export const managementPlanRules: Rule[] = [
  {
    ...base,
    id: 'management-plans/ready-for-release',
    code: 'MANAGEMENT_PLAN',
    on: ['justice.release-date-known'],
    lead,
    absorbs: true,
    ofOneSuspect: true,
    holder: 'probation',
    ownedBy: 'holder',
    task: 'Make or look again at the plan for managing the person reported: a release from prison is near',
    clocks: { safety: sameDay },
    metBy: { types: ['management-plans.made', ...done] },
    source: beforeRelease,
    examples: [
      {
        because: 'release on the first working day of 2027',
        happened: '2026-11-23T10:00',
        named: '2027-01-04',
        raised: ['2026-12-07T00:00:00', '2026-12-21T00:00:00', '2026-12-31T00:00:00', '2027-01-04T00:00:00'],
        safetyDue: '2026-12-07T23:59:59',
      },
      {
        because: 'S-24: told on a Thursday of a release on the Monday',
        happened: '2027-05-20T11:00',
        named: '2027-05-24',
        raised: ['2027-05-20T11:00:00', '2027-05-21T00:00:00', '2027-05-24T00:00:00'],
        safetyDue: '2027-05-20T23:59:59',
      },
    ],
  },
  {
    ...base,
    id: 'management-plans/after-release',
    code: 'MANAGEMENT_PLAN',
    on: ['justice.suspect-released-from-prison'],
    absorbs: true,
    ofOneSuspect: true,
    holder: 'probation',
    ownedBy: 'holder',
    task: 'Make or look again at the plan for managing the person reported: they are out of prison',
    clocks: { safety: sameDay },
    metBy: { types: ['management-plans.made', ...done] },
    source: beforeRelease,
    examples: examples.sameDay,
  },
  {
    ...base,
    id: 'management-plans/ended-before-release',
    code: 'MANAGEMENT_PLAN',
    on: ['management-plans.ended'],
    when: [
      { is: 'earlier', types: ['justice.release-date-known'], ofOneSuspect: true },
      {
        is: 'noneSince',
        types: ['justice.suspect-released-from-prison'],
        since: ['justice.release-date-known'],
        ofOneSuspect: true,
      },
    ],
    absorbs: true,
    ofOneSuspect: true,
    holder: 'probation',
    ownedBy: 'holder',
    task: 'Make a plan for managing the person reported: the last one ended, and a release from prison is ahead',
    clocks: { safety: triggerReview },
    metBy: { types: ['management-plans.made', ...done] },
    source: beforeRelease,
    examples: examples.review,
  },
  {
    ...base,
    id: lookAgain,
    code: 'MANAGEMENT_REVIEW',
    on: ['management-plans.next-review-set'],
    endsWithCase: 'until it opens',
    holder: 'recorder',
    ownedBy: 'named',
    task: 'Look again at the plan for managing the person reported, or end it',
    clocks: { safety: namedDay },
    metBy: { types: ['management-plans.next-review-set', 'management-plans.next-review-ended'] },
    source: localPolicy('A plan for managing somebody is looked at on the day that it names (RR-16: current)'),
    examples: examples.namedDay,
  },
  ...putInPlace,
  ...putInPlace.map(atShortNotice),
  {
    ...base,
    id: 'management-plans/ask-whether-the-day-stands',
    code: 'PRISON_RELEASE_DAY',
    on: ['justice.release-date-known', 'justice.release-date-chased'],
    when: [{ is: 'detail', name: 'confirmed', oneOf: [false, null] }],
    absence: {
      clock: { kind: 'days', count: 7, from: 'entered' },
      unless: ['justice.release-date-known', 'justice.release-date-chased', 'justice.suspect-released-from-prison'],
    },
    absorbs: true,
    ofOneSuspect: true,
    holder: 'probation',
    ownedBy: 'holder',
    task: 'Ask the prison whether the day of release stands, and write down what it said',
    clocks: { safety: { kind: 'days', count: 1, from: 'raised' } },
    metBy: {
      types: ['justice.release-date-known', 'justice.release-date-chased', 'justice.suspect-released-from-prison'],
    },
    source: collegeGuidance(
      'Trigger points: release from a prison sentence, with unconfirmed days chased each week (TP-06)',
    ),
    examples: [
      {
        because: 'a week over Christmas and New Year’s Eve',
        happened: '2026-12-24T15:50',
        raised: ['2026-12-31T23:59:59'],
        safetyDue: '2027-01-01T23:59:59',
      },
      {
        because: 'a week over the night in which the clocks go forward',
        happened: '2027-03-22T10:00',
        raised: ['2027-03-29T23:59:59'],
        safetyDue: '2027-03-30T23:59:59',
      },
    ],
  },
]
