import { nextShift } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import { done, told } from '../../rules/kinds.ts'
import type { Rule } from '../../rules/rule.ts'
import { act, checked, collegeGuidance } from '../../rules/sources.ts'

const base = {
  version: '1',
  owedTo: 'case',
  ownedBy: 'holder',
  holder: 'police',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

const crimeAndSecurity = (section: string) => act('Crime and Security Act 2010', section, 'ukpga/2010/17')

/** From notice to end: what an order asks of those around it (TP-07, TP-08, OD-04, OD-10). */
export const orderRules: Rule[] = [
  {
    ...base,
    id: 'orders/explain-the-terms',
    code: 'ORDER_EXPLAINED',
    on: ['orders.made', 'orders.notice-given', 'orders.varied'],
    owedTo: 'each person',
    holder: 'recorder',
    ownedBy: 'recorder',
    task: 'Explain to the victim what is forbidden, from when until when, and what to do on a breach',
    clocks: { safety: nextShift },
    metBy: { types: told },
    source: collegeGuidance('Orders: terms explained (TP-07)'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'orders/show-to-those-who-take-calls',
    code: 'ORDER_VISIBLE',
    on: ['orders.made', 'orders.notice-given', 'orders.varied'],
    task: 'Put the order where whoever takes the call sees it: who, what, until when, power of arrest',
    clocks: { safety: nextShift },
    metBy: { types: ['orders.served', ...done] },
    source: collegeGuidance('Orders: terms at hand for those who enforce them (OD-09)'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'orders/put-the-notice-before-the-court',
    code: 'NOTICE_HEARING',
    on: ['orders.notice-given'],
    task: 'Have the application for the order heard. The notice holds through any adjournment',
    clocks: { statutory: { kind: 'courtHours', count: 48, from: 'happened' } },
    metBy: { types: ['orders.made', 'orders.ended', ...done] },
    source: act('Domestic Abuse Act 2021', 's.29(3)', 'ukpga/2021/17/section/29'),
    inForce: { from: '2014-03-08', to: null },
    confidence: 'HIGH',
    examples: [
      {
        because: 'Saturdays count; Sunday and the bank holiday do not',
        happened: '2027-05-01T21:00',
        statutoryDue: '2027-05-05T21:00:00',
      },
      {
        because: 'Boxing Day on a Saturday: the earlier of two readings',
        happened: '2026-12-26T21:00',
        statutoryDue: '2026-12-30T21:00:00',
      },
    ],
  },
  {
    ...base,
    id: 'orders/act-on-a-breach',
    code: 'ORDER_BREACH',
    on: ['orders.breached'],
    task: 'Send someone, see that the victim is safe, arrest where there is power',
    clocks: { safety: { kind: 'hours', count: 'breachResponseHours', from: 'known' } },
    metBy: { types: ['justice.suspect-arrested', 'justice.breach-acted-on', ...done] },
    source: crimeAndSecurity('ss.26 and 29: a breach may lead to arrest'),
    examples: examples.oneHour,
  },
  {
    ...base,
    id: 'orders/bring-a-breach-to-court',
    code: 'BREACH_TO_COURT',
    on: ['justice.suspect-arrested'],
    when: [
      { is: 'detail', name: 'forBreach', oneOf: [true] },
      { is: 'earlier', types: ['orders.breached'] },
    ],
    task: 'Bring the person before the court within 24 hours of the arrest',
    clocks: { statutory: { kind: 'courtHours', count: 24, from: 'happened' } },
    metBy: { types: ['justice.bail-hearing-decided', 'justice.remanded', 'justice.charged', ...done] },
    source: crimeAndSecurity('ss.26 and 29: within 24 hours, Sundays and holidays apart'),
    inForce: { from: '2014-03-08', to: null },
    examples: [
      {
        because: 'arrested on the Saturday of a bank-holiday weekend',
        happened: '2027-05-01T21:00',
        statutoryDue: '2027-05-04T21:00:00',
      },
      { because: 'arrested on a Tuesday', happened: '2027-02-09T10:00', statutoryDue: '2027-02-10T10:00:00' },
    ],
  },
  {
    ...base,
    id: 'orders/decide-what-follows',
    code: 'ORDER_EXPIRY',
    on: ['orders.made'],
    lead: {
      date: 'endsOn',
      days: 'orderLeadDays',
      shortDays: 'shortOrderLeadDays',
      onTheDay: true,
      unless: ['orders.renewal-decided', 'orders.ended'],
    },
    holder: 'recorder',
    ownedBy: 'recorder',
    task: 'Decide what follows the order: renew, vary, or let it lapse with reasons. Use the victim’s first and latest views',
    clocks: { safety: { kind: 'endOfDay', from: 'date' } },
    metBy: { types: ['orders.renewal-decided', ...done] },
    source: collegeGuidance('Trigger points: the end of an order, in time to renew (OD-04, OD-10)'),
    examples: [
      {
        because: 'a restraining order of five years that ends on a bank holiday',
        happened: '2022-06-01T12:00',
        named: '2027-05-31',
        raised: ['2027-04-05T00:00:00', '2027-04-30T00:00:00', '2027-05-24T00:00:00', '2027-05-31T00:00:00'],
        safetyDue: '2027-05-31T23:59:59',
      },
      {
        because: 'a protection order of 28 days over Christmas',
        happened: '2026-12-04T12:00',
        startsOn: '2026-12-04',
        named: '2027-01-01',
        raised: ['2026-12-22T00:00:00', '2026-12-24T00:00:00', '2026-12-31T00:00:00', '2027-01-01T00:00:00'],
        safetyDue: '2027-01-01T23:59:59',
      },
    ],
  },
]
