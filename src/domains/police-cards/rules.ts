import { namedDay } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, localPolicy } from '../../rules/sources.ts'

export const lookAgain = 'safety-plans/look-again'

/** No card outlives its day in silence (INV-61). Others see this duty too: nothing of it says what was agreed (MODEL 13). */
export const policeCardRules: Rule[] = [
  {
    id: lookAgain,
    version: '1',
    code: 'LOOK_AGAIN',
    on: ['safety-plans.look-again-set'],
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'plan lead',
    endsWithCase: 'for good',
    task: 'Look again with them at what they agreed beforehand, or let it end',
    clocks: { safety: namedDay },
    metBy: { types: ['safety-plans.look-again-set', 'safety-plans.look-again-ended', 'duties.done'] },
    source: localPolicy('What was agreed with a victim is looked at again on the day that they named (SP-23, INV-61)'),
    inForce: checked,
    confidence: 'MEDIUM',
    examples: examples.namedDay,
  },
]
