import { examples } from '../../rules/examples.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, localPolicy } from '../../rules/sources.ts'

/** What follows when somebody opened a case that they were not let in to (S11, INV-55). */
export const accessRules: Rule[] = [
  {
    id: 'access/look-at-emergency-access',
    version: '1',
    code: 'EMERGENCY_LOOK',
    on: ['access.opened-in-emergency'],
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'recorder',
    task: 'Say whether the emergency access was justified, and what follows if it was not',
    clocks: { safety: { kind: 'workingDays', count: 1, from: 'happened' } },
    metBy: { types: ['access.emergency-reviewed'] },
    source: localPolicy('Emergency access is looked at by somebody else within one working day (S11, INV-55)'),
    inForce: checked,
    confidence: 'HIGH',
    examples: examples.oneWorkingDay,
  },
]
