import { nextShift, release } from '../../rules/clocks.ts'
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
    id: 'safe-contact/tell-of-a-change',
    code: 'CHANGE_TOLD',
    on: [
      'interventions.chosen',
      'interventions.reviewed',
      'interventions.done',
      'interventions.stopped',
      'measures.moved',
      'measures.ended',
    ],
    when: [{ is: 'detail', name: 'isKnown', oneOf: ['not yet'] }],
    owedTo: 'each person',
    task: 'Tell the person harmed what was agreed, changed or taken back to keep them safe, by a safe way',
    clocks: { safety: { kind: 'workingDays', count: 1, from: 'raised' } },
    metBy: { types: ['duties.told', 'duties.unable'] },
    source: collegeGuidance(
      'Risk management: victims are told of plans and changes where appropriate and achievable (RM-12)',
    ),
    examples: examples.oneWorkingDay,
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
  {
    ...base,
    id: 'safe-contact/start-police-watch',
    code: 'POLICE_WATCH',
    on: ['safe-contact.way-chosen'],
    when: [{ is: 'detail', name: 'route', oneOf: ['police watch'] }],
    holder: 'police',
    ownedBy: 'holder',
    task: 'Start the police watch: nobody can safely tell the victim yet. Brief the officers first, and knock only if that is a safe way',
    clocks: { safety: release },
    metBy: { types: ['safe-contact.watch-started', 'safe-contact.watch-not-possible', 'safe-contact.watch-ended'] },
    source: collegeGuidance(
      'Police watch: visible, regular patrols, and safety visits by officers who were briefed (HS-15, HS-16)',
    ),
    examples: examples.oneHour,
  },
  {
    ...base,
    id: 'safe-contact/end-police-watch',
    code: 'POLICE_WATCH_END',
    on: ['safe-contact.watch-started'],
    holder: 'police',
    ownedBy: 'holder',
    task: 'Police watch runs until the victim has been told: look at it again that day, and say when it has ended',
    clocks: { safety: { kind: 'endOfDay', from: 'date' } },
    metBy: { types: ['safe-contact.watch-ended'] },
    source: collegeGuidance('Police watch: visible, regular patrols near reported incidents (HS-15)'),
    examples: [
      {
        because: 'from Christmas Eve to the safe time after the holidays',
        happened: '2026-12-24T16:20',
        named: '2026-12-29',
        safetyDue: '2026-12-29T23:59:59',
      },
      {
        because: 'over the night on which the clocks go forward',
        happened: '2027-03-27T23:30',
        named: '2027-03-28',
        safetyDue: '2027-03-28T23:59:59',
      },
    ],
  },
  {
    ...base,
    id: 'safe-contact/choose-again-without-watch',
    code: 'CONTACT_ESCALATION',
    on: ['safe-contact.watch-not-possible'],
    absorbs: false,
    task: 'Police watch could not start, and nobody has told the victim: a supervisor picks another way now',
    clocks: { safety: { kind: 'hours', count: 'breachResponseHours', from: 'known' } },
    metBy: { types: [...told, ...done] },
    source: localPolicy('A way that was chosen and does not work goes back to a supervisor at once (RULES 2C)'),
    examples: examples.oneHour,
  },
]
