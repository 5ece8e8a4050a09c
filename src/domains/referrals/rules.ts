import { nextShift } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import { done } from '../../rules/kinds.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, collegeGuidance, localPolicy } from '../../rules/sources.ts'

const base = {
  version: '1',
  owedTo: 'case',
  holder: 'recorder',
  ownedBy: 'contact lead',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

/** What follows a referral that was declined and an offer that was not taken up (RR-13, AD-16). Chasing is in cases. */
export const referralRules: Rule[] = [
  {
    ...base,
    id: 'referrals/find-another-service',
    code: 'REFERRAL_DECLINED',
    on: ['referrals.declined'],
    task: 'The referral was declined: read why and what was offered instead, and refer on or tell the person',
    clocks: { safety: nextShift },
    metBy: { types: [...done] },
    source: localPolicy('A declined referral names the next service, and somebody takes it up'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'referrals/offer-support-again',
    code: 'SUPPORT_OFFER',
    on: ['referrals.support-offered'],
    when: [{ is: 'detail', name: 'outcome', oneOf: ['not now', 'still thinking', 'not asked: unsafe'] }],
    task: 'Offer independent support again on the day that was agreed',
    // The entry names the day as the end of its pause.
    clocks: { safety: { kind: 'endOfDay', from: 'date' } },
    metBy: { types: ['referrals.support-offered', ...done] },
    source: collegeGuidance('Victims are offered independent support, and are asked again (AD-16)'),
    examples: [
      {
        because: 'to be asked again on Christmas Day',
        happened: '2026-12-20T11:00',
        named: '2026-12-25',
        safetyDue: '2026-12-25T23:59:59',
      },
      {
        because: 'to be asked again on the day the clocks go forward',
        happened: '2027-03-01T11:00',
        named: '2027-03-28',
        safetyDue: '2027-03-28T23:59:59',
      },
    ],
  },
]
