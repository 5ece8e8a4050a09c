import type { Details } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { wordsIn } from '../../../rules/words.ts'
import type { Event } from './read.ts'
import { whoIs } from './who.ts'

/** What has happened before an event, as far as reading it needs. */
export type Before = { charged: boolean; breachOpen: boolean }
export type Reading = { type: EntryType; details?: Details }
type Read = (event: Event, before: Before) => Reading[]

const as =
  (type: EntryType, details: Details = {}): Read =>
  () => [{ type, details }]

const byCourt = ({ by }: Event) => whoIs(by).body === 'court'
const stopped: Read = ({ by }, { charged }) => [
  {
    type: 'justice.case-stopped',
    details: {
      decidedBy: whoIs(by).body === 'cps' ? 'cps' : 'police',
      stage: charged ? 'after-charge' : 'before-charge',
    },
  },
]

// "Arrested for shoplifting", months after a breach that nobody followed up, is no arrest for the breach.
const forAnother =
  /\b(?:for|on suspicion of)\s+(?!.*\b(?:breach\w*|bail|orders?|conditions?|contact\w*|harass\w*|stalk\w*)\b)/i
const isForOther = (what: string | null) => what !== null && forAnother.test(what)

/** Every type of the review format, and what it is here. One table: what is not in it is noted, and the file goes on. */
export const reviewTypes: Record<string, Read> = {
  incident: as('incidents.recorded'),
  crime_recorded: as('incidents.crime-recorded', { isCrime: true }),
  crime_closed: stopped,
  unallocated: as('justice.investigation-left-unallocated'),
  victim_report: as('incidents.victim-reported'),
  third_party_report: as('incidents.third-party-reported'),
  victim_chaser: as('incidents.victim-asked-for-news'),
  // Whether a contact was a telling is read from its words, in telling.ts.
  police_contact: as('incidents.agency-saw-victim'),
  contact: as('incidents.agency-saw-victim'),
  contact_attempt: as('duties.attempt-failed'),
  suspect_contact: ({ by }) => [
    {
      type: ['police', 'other'].includes(whoIs(by).body)
        ? 'justice.suspect-spoken-to'
        : 'incidents.information-received',
    },
  ],
  information: as('incidents.information-received'),
  disclosure: as('incidents.disclosed'),
  agency_concern: as('incidents.concern-raised'),
  health_referral: as('incidents.health-reported'),
  flag: as('incidents.flag-placed'),
  call_deferred: as('incidents.call-deferred'),
  log_deferred: as('incidents.log-deferred'),
  task_transfer: as('justice.task-transferred'),
  risk_assessment: as('risk.assessed'),
  risk_regrade: as('risk.regraded'),
  arrest_request: as('justice.arrest-requested'),
  arrest: ({ what }, { breachOpen }) => [
    { type: 'justice.suspect-arrested', ...(breachOpen && !isForOther(what) && { details: { forBreach: true } }) },
  ],
  nfa: stopped,
  release_nfa: (event, before) => [{ type: 'justice.suspect-released-without-charge' }, ...stopped(event, before)],
  bail: (event) =>
    byCourt(event)
      ? [{ type: 'justice.bail-hearing-decided', details: { released: true } }]
      : [{ type: 'justice.bail-granted' }],
  bail_variation: (event) =>
    byCourt(event)
      ? [{ type: 'justice.bail-hearing-decided', details: { released: true } }]
      : [{ type: 'justice.bail-varied' }],
  bail_breach: as('justice.breach-reported'),
  charge: as('justice.charged'),
  remand: as('justice.remanded', { released: false }),
  conviction: ({ what }) => [
    { type: 'justice.trial-ended', details: { outcome: 'convicted' } },
    ...(/\b(?:sentence[ds]?|months?|years?|weeks?|imprison\w*|jailed|community order)\b/i.test(what ?? '')
      ? [{ type: 'justice.sentenced' } as const]
      : []),
  ],
  release_prison: as('justice.suspect-released-from-prison'),
  // A court makes orders. Police give notices; an account by anyone else says which.
  order_granted: (event) =>
    !byCourt(event) && wordsIn(event.what, ['notice']).length > 0
      ? [{ type: 'orders.notice-given' }]
      : [{ type: 'orders.made' }],
  order_breach: as('orders.breached'),
  marac_referral: as('conferences.referred'),
  marac_heard: as('conferences.heard'),
  counter_allegation: as('incidents.counter-allegation-made'),
  relationship_start: as('incidents.relationship-started'),
  emergency_move: as('incidents.moved-in-emergency'),
  refuge_move: as('incidents.moved-to-refuge'),
  death: as('cases.victim-died'),
}

export const isReviewType = (type: string): boolean => Object.hasOwn(reviewTypes, type)
