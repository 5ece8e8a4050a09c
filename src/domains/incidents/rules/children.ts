import { nextShift } from '../../../rules/clocks.ts'
import { examples } from '../../../rules/examples.ts'
import { abuse, done, wordOfAbuse } from '../../../rules/kinds.ts'
import type { Condition, Rule } from '../../../rules/rule.ts'
import { act, checked, collegeGuidance, localPolicy } from '../../../rules/sources.ts'

const base = {
  version: '1',
  owedTo: 'case',
  holder: 'recorder',
  ownedBy: 'recorder',
  clocks: { safety: nextShift },
  inForce: checked,
  confidence: 'MEDIUM',
  examples: examples.nextShift,
} satisfies Partial<Rule>

const childThere: Condition = { is: 'detail', name: 'childPresent', oneOf: [true] }
const childLinked: Condition = { is: 'detail', name: 'childLinked', oneOf: ['added', 'lives', 'stays', 'visits'] }
const maybeHarmed: Condition = { is: 'detail', name: 'childHarm', oneOf: ['yes', 'not sure'] }

/** What is owed to a child who is part of it, and to a young person (CH-05 to CH-14; RULES 1.7, 12; MODEL 8). */
export const childRules: Rule[] = [
  {
    ...base,
    id: 'incidents/protect-the-child',
    code: 'CHILD_SAFEGUARDING',
    on: [...abuse, ...wordOfAbuse, 'incidents.child-linked', 'incidents.child-asked-about'],
    when: [{ is: 'any', of: [childThere, childLinked, maybeHarmed, { is: 'says', words: ['child'] }] }],
    absorbs: true,
    task: 'Tell children’s services of each child who was there or lives there',
    metBy: { types: ['incidents.child-told', 'referrals.sent', ...done] },
    source: act(
      'Domestic Abuse Act 2021',
      's.3: a child who sees, hears or feels it is a victim',
      'ukpga/2021/17/section/3',
    ),
    inForce: { from: '2022-01-31', to: null },
  },
  {
    ...base,
    id: 'incidents/tell-the-school',
    code: 'SCHOOL_TOLD',
    on: [...abuse, ...wordOfAbuse, 'incidents.child-linked'],
    when: [{ is: 'any', of: [childThere, childLinked] }],
    absorbs: true,
    holder: 'police',
    ownedBy: 'holder',
    task: 'Tell each child’s school before the next school day; home-educated: the council. In holidays use the safeguarding lead’s holiday contact',
    metBy: { types: ['incidents.school-told', ...done] },
    source: act('Domestic Abuse Act 2021', 's.49A: as soon as reasonably practicable', 'ukpga/2021/17/section/49A'),
    inForce: { from: '2025-11-07', to: null },
    confidence: 'HIGH',
    examples: [
      {
        because: 'the last Friday of term: the duty is there that night',
        happened: '2026-12-18T21:00',
        safetyDue: '2026-12-19T07:00:00',
      },
      ...examples.nextShift,
    ],
  },
  {
    ...base,
    id: 'incidents/hear-back-about-a-child',
    code: 'CHILD_NOT_ACKNOWLEDGED',
    on: ['incidents.child-told', 'incidents.school-told'],
    task: 'Hear from whoever was told of a child that they have it; ring them when they do not say so',
    clocks: { safety: { kind: 'hours', count: 'referralAcknowledgementHours', from: 'happened' } },
    metBy: { types: ['incidents.child-notice-acknowledged', ...done] },
    source: localPolicy('A telling about a child counts as received when they say so (CH-07)'),
    examples: [
      { because: 'told on Christmas Eve', happened: '2026-12-24T15:50', safetyDue: '2026-12-25T15:50:00' },
      {
        because: 'told the afternoon before the clocks go forward',
        happened: '2027-03-27T14:00',
        safetyDue: '2027-03-28T15:00:00',
      },
    ],
  },
  {
    ...base,
    id: 'incidents/ask-to-assess-again',
    code: 'CHILD_REASSESSMENT',
    on: [...abuse, ...wordOfAbuse, 'incidents.child-linked'],
    when: [{ is: 'detail', name: 'childAgain', oneOf: [true] }],
    absorbs: true,
    task: 'The same child was part of it again within 12 months: ask children’s services to assess again',
    metBy: { types: ['incidents.child-told', ...done] },
    source: collegeGuidance('Safety planning and children: a child who witnessed it repeatedly (CH-08)'),
  },
  {
    ...base,
    id: 'incidents/ask-whether-the-child-is-harmed',
    code: 'CHILD_QUESTION',
    on: ['incidents.child-linked'],
    when: [{ is: 'any', of: [childThere, childLinked] }],
    absorbs: true,
    task: 'Ask of each child whether they are harmed themselves, in any way; or write why nobody asked',
    metBy: { types: ['incidents.child-asked-about', ...done] },
    source: collegeGuidance('Safety planning and children: check that they are not abused themselves (CH-05, CH-13)'),
  },
  {
    ...base,
    id: 'incidents/offer-the-child-support',
    code: 'CHILD_SUPPORT',
    on: ['incidents.child-effect-seen'],
    ownedBy: 'contact lead',
    task: 'Offer support that fits what is seen in the child',
    metBy: { types: ['referrals.support-offered', 'referrals.sent', ...done] },
    source: localPolicy('An effect that is seen in a child is answered with an offer of support (CH-14)'),
  },
  {
    ...base,
    id: 'incidents/treat-as-child-protection',
    code: 'YOUNG_PERSON',
    on: ['incidents.young-person-known'],
    when: [{ is: 'detail', name: 'young', oneOf: ['harmed under 16', 'reported under 16'] }],
    task: 'One of the two is under 16: tell children’s services now, as child protection',
    metBy: { types: ['referrals.sent', ...done] },
    source: act(
      'Domestic Abuse Act 2021',
      's.1(2)(a): both are 16 or over; under that, child protection',
      'ukpga/2021/17/section/1',
    ),
    confidence: 'HIGH',
  },
  {
    ...base,
    id: 'incidents/consider-childrens-services',
    code: 'YOUNG_PERSON',
    on: ['incidents.young-person-known'],
    when: [{ is: 'detail', name: 'young', oneOf: ['harmed 16-17', 'reported 16-17'] }],
    task: 'Somebody here is 16 or 17, and so a child as well: consider children’s services, and write what was decided and why',
    metBy: { types: ['referrals.sent', ...done] },
    source: collegeGuidance('Young people: from 16 to 17 a victim is a child as well (CC-12, INV-40)'),
  },
  {
    ...base,
    id: 'incidents/offer-a-young-peoples-adviser',
    code: 'YOUNG_ADVISER',
    on: ['incidents.young-person-known'],
    when: [{ is: 'detail', name: 'young', oneOf: ['harmed 16-17', 'harmed under 16'] }],
    ownedBy: 'contact lead',
    task: 'Offer a young people’s adviser: they support who is under 18',
    metBy: { types: ['referrals.support-offered', 'referrals.sent', ...done] },
    source: collegeGuidance('Young people’s violence advisers support under-18s (AD-12, CH-12)'),
  },
]
