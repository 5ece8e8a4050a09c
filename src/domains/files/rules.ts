import type { Rule } from '../../rules/rule.ts'
import { checked, localPolicy } from '../../rules/sources.ts'

export const splitFile = 'files/split-a-file'

/** A file that nobody opens since it is about two people is somebody's to split, within days that the area sets (INV-10). */
export const fileRules: Rule[] = [
  {
    id: splitFile,
    version: '1',
    code: 'FILE_SPLIT',
    on: ['files.split-asked'],
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'named',
    task: 'Make a copy for each person of a file that is about more than one: until then nobody opens it',
    clocks: { safety: { kind: 'workingDays', count: 'fileSplitWorkingDays', from: 'raised' } },
    metBy: { types: ['files.split-done'] },
    source: localPolicy('A document that mentions two people with different audience rights is split (INV-10)'),
    inForce: checked,
    confidence: 'MEDIUM',
    examples: [
      {
        because: 'given on Christmas Eve: five working days, with 25 and 28 December and New Year’s Day off',
        happened: '2026-12-24T15:50',
        safetyDue: '2027-01-05T23:59:59',
      },
      {
        because: 'given in the night before the clocks go forward, with Good Friday behind and Easter Monday to come',
        happened: '2027-03-27T23:30',
        safetyDue: '2027-04-05T23:59:59',
      },
    ],
  },
]
