import { namedDay, nextShift } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import type { Rule } from '../../rules/rule.ts'
import { act } from '../../rules/sources.ts'

/** The Act was amended by the Victims and Prisoners Act 2024, ss.28 to 30 (RULES 1 and 9). */
const base = {
  version: '1',
  owedTo: 'case',
  holder: 'recorder',
  ownedBy: 'recorder',
  source: act(
    'Police, Crime, Sentencing and Courts Act 2022',
    'ss.44A to 44F: what must hold before victim information is asked for, and that the victim hears of it',
    'ukpga/2022/32/part/2/chapter/3A',
  ),
  inForce: { from: '2026-01-12', to: null },
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

const onTheNamedDay = { clocks: { safety: namedDay }, examples: examples.namedDay } satisfies Partial<Rule>

/** What follows when police or others ask for what is held of a person harmed (MODEL 5.19; S-27). */
export const informationRequestRules: Rule[] = [
  {
    ...base,
    ...onTheNamedDay,
    id: 'information-requests/answer',
    code: 'INFORMATION_REQUEST',
    on: ['information-requests.received'],
    task: 'Check the request for information by what the law asks, and answer, narrow or refuse it',
    metBy: { types: ['information-requests.answered'] },
  },
  {
    ...base,
    id: 'information-requests/tell',
    code: 'INFORMATION_NOTICE',
    on: ['information-requests.received'],
    task: 'Tell the person by a safe way that their information was asked for, and write down what they think of it',
    clocks: { safety: nextShift },
    metBy: { types: ['information-requests.notice-recorded', 'information-requests.notice-put-off'] },
    examples: examples.nextShift,
  },
  {
    ...base,
    ...onTheNamedDay,
    id: 'information-requests/tell-now',
    code: 'INFORMATION_NOTICE',
    on: ['information-requests.notice-put-off'],
    task: 'Look again whether the person can be told that their information was asked for',
    metBy: { types: ['information-requests.notice-recorded', 'information-requests.notice-put-off'] },
  },
]
