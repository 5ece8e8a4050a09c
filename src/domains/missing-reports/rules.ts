import { done } from '../../rules/kinds.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, localPolicy } from '../../rules/sources.ts'

/** What follows in the case of somebody who may be whom a caller looks for (S-07); the reviews follow as after every change. */
export const missingReportRules: Rule[] = [
  {
    id: 'missing-reports/confirm-safe-and-well',
    version: '1',
    code: 'SAFE_AND_WELL',
    on: ['missing-reports.taken'],
    absorbs: true,
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'plan lead',
    task: 'Somebody reported them to police, and may be looking for them: confirm by a safe way that they are safe and well, and tell nobody where they are',
    clocks: { safety: { kind: 'hours', count: 'missingReportHours', from: 'known' } },
    metBy: { types: done },
    source: localPolicy(
      'Safe and well is confirmed only through whoever leads the plan, in the hours that the area sets (RR-08, INV-44)',
    ),
    inForce: checked,
    confidence: 'MEDIUM',
    examples: [
      {
        because: 'a call in the evening before a bank holiday: the clock does not wait for a working day',
        happened: '2026-12-24T23:30',
        safetyDue: '2026-12-25T00:30:00',
      },
      {
        because: 'a call in the night in which the clocks go forward',
        happened: '2027-03-28T00:30',
        safetyDue: '2027-03-28T02:30:00',
      },
    ],
  },
]
