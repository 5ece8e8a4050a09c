import { nextShift } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import { done, told } from '../../rules/kinds.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, collegeGuidance, localPolicy } from '../../rules/sources.ts'

const base = {
  version: '1',
  owedTo: 'case',
  absorbs: true,
  holder: 'recorder',
  ownedBy: 'contact lead',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

/** A victim who cannot be reached is not a victim who was told (VC-15, INV-22). */
export const safeContactRules: Rule[] = [
  {
    ...base,
    id: 'safe-contact/find-out-first',
    code: 'SAFE_CONTACT',
    on: ['cases.opened'],
    task: 'Find out how the victim can be reached safely: until then no way is safe',
    clocks: { safety: nextShift },
    metBy: { types: ['safe-contact.changed'] },
    source: collegeGuidance('Safe ways to reach the victim come first (SP-28)'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'safe-contact/find-another-way',
    code: 'CONTACT_ESCALATION',
    on: ['duties.attempt-failed'],
    when: [
      {
        is: 'any',
        of: [
          { is: 'earlier', types: ['duties.attempt-failed'], atLeast: 'failedAttempts' },
          { is: 'says', words: ['several attempts'] },
        ],
      },
    ],
    task: 'Attempts keep failing: a supervisor picks a planned visit, a trusted service or police watch',
    clocks: { safety: nextShift },
    metBy: { types: [...told, ...done] },
    source: localPolicy('Three failed attempts, or one before a release, go to a supervisor (RULES 2C)'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'safe-contact/use-the-chance',
    code: 'CONTACT_CHANCE',
    on: ['incidents.agency-saw-victim'],
    when: [{ is: 'openDuty', code: 'CONTACT_ESCALATION' }],
    task: 'An agency was with the victim while nobody could reach them: use that way, and say what is waiting',
    clocks: { safety: nextShift },
    metBy: { types: [...told, ...done] },
    source: localPolicy('Any face-to-face contact is a chance while contact is outstanding'),
    examples: examples.nextShift,
  },
]
