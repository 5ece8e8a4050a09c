import { sameDay, triggerReview } from '../../../rules/clocks.ts'
import { examples } from '../../../rules/examples.ts'
import { abuse, assessed, done, wordOfAbuse } from '../../../rules/kinds.ts'
import type { Rule } from '../../../rules/rule.ts'
import { checked, collegeGuidance, conferenceGuidance, localPolicy } from '../../../rules/sources.ts'

const base = {
  version: '1',
  owedTo: 'case',
  ownedBy: 'risk lead',
  holder: 'recorder',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

/** Listed before the reviews: while nobody has assessed the risk, an assessment is owed and not a review. */
export const assessment: Rule[] = [
  {
    ...base,
    id: 'risk/assess',
    code: 'RISK_ASSESSMENT',
    on: ['cases.opened', ...abuse, ...wordOfAbuse],
    when: [{ is: 'noEarlier', types: assessed }],
    absorbs: true,
    task: 'Assess the risk: nobody has yet',
    clocks: { safety: triggerReview },
    metBy: { types: assessed },
    source: collegeGuidance('Risk identification, assessment and management (CC-05)'),
    examples: examples.review,
  },
  {
    ...base,
    id: 'risk/consider-high-after-a-critical-answer',
    code: 'CRITICAL_ANSWER',
    on: [...abuse, ...wordOfAbuse, ...assessed],
    when: [
      {
        is: 'any',
        of: [
          { is: 'detail', name: 'threatToKill', oneOf: [true] },
          { is: 'detail', name: 'strangled', oneOf: [true] },
          { is: 'says', words: ['threat to kill', 'strangle'] },
        ],
      },
    ],
    absorbs: true,
    task: 'A threat to kill or strangulation: raise the level to high, or write why not',
    clocks: { safety: sameDay },
    metBy: {
      types: [...assessed, 'risk.reviewed', ...done],
      when: [{ is: 'detail', name: 'grade', oneOf: ['high'] }],
    },
    source: collegeGuidance('Risk factors that weigh most; professional judgement'),
    examples: examples.sameDay,
  },
  {
    ...base,
    id: 'risk/check-a-lowered-level',
    code: 'GRADE_LOWERED_UNREVIEWED',
    on: assessed,
    when: [{ is: 'detail', name: 'loweredProperly', oneOf: [false] }],
    task: 'The level was lowered: write the reasons and the victim’s view; from high, a second person agrees',
    clocks: { safety: { kind: 'workingDays', count: 1, from: 'raised' } },
    metBy: { types: [...assessed, 'risk.reviewed', ...done] },
    source: localPolicy('A level is lowered with reasons, the victim’s view and, from high, a second person (INV-27)'),
    examples: examples.oneWorkingDay,
  },
  {
    ...base,
    id: 'risk/assess-a-counter-allegation',
    code: 'COUNTER_ALLEGATION',
    on: ['incidents.counter-allegation-made'],
    absorbs: true,
    task: 'Assess each direction on its own, and who is in fear of whom; label nobody',
    clocks: { safety: { kind: 'workingDays', count: 1, from: 'raised' } },
    metBy: { types: [...assessed, 'risk.reviewed', ...done] },
    source: collegeGuidance('Counter-allegations and the primary aggressor (INV-32)'),
    examples: examples.oneWorkingDay,
  },
  {
    ...base,
    id: 'risk/ask-about-self-harm',
    code: 'SUICIDE_RISK',
    on: [...abuse, ...wordOfAbuse, 'incidents.information-received'],
    when: [
      {
        is: 'any',
        of: [
          { is: 'detail', name: 'selfHarm', oneOf: [true] },
          { is: 'says', words: ['self-harm'] },
        ],
      },
    ],
    absorbs: true,
    task: 'Ask about thoughts of suicide, and get the person help now',
    clocks: { safety: { kind: 'hours', count: 'breachResponseHours', from: 'known' } },
    metBy: { types: [...assessed, 'risk.reviewed', ...done] },
    source: collegeGuidance('Risk factors: suicide of the victim or the suspect'),
    examples: examples.oneHour,
  },
  {
    ...base,
    id: 'risk/look-up-earlier-violence',
    code: 'PERPETRATOR_HISTORY',
    on: [...abuse, 'justice.suspect-arrested'],
    when: [
      { is: 'detail', name: 'historySearched', oneOf: [false, null] },
      {
        is: 'any',
        of: [
          { is: 'detail', name: 'historySearched', oneOf: [false] },
          { is: 'detail', name: 'earlierViolence', oneOf: [true] },
          { is: 'says', words: ['earlier violence'] },
        ],
      },
    ],
    absorbs: true,
    holder: 'police',
    ownedBy: 'holder',
    task: 'Look up the person’s earlier violence, to anyone and anywhere, and mark it where all can see',
    clocks: { safety: sameDay },
    metBy: { types: done },
    source: collegeGuidance('Serial and repeat perpetrators'),
    examples: examples.sameDay,
  },
  {
    ...base,
    id: 'risk/refer-to-the-conference-at-high',
    code: 'CONFERENCE_REFERRAL',
    on: assessed,
    when: [
      {
        is: 'any',
        of: [
          { is: 'detail', name: 'grade', oneOf: ['high'] },
          { is: 'detailAtLeast', name: 'score', count: 'checklistThreshold' },
        ],
      },
      { is: 'noEarlier', types: ['conferences.referred', 'conferences.heard'], months: 'repeatMonths' },
    ],
    absorbs: true,
    task: 'Refer to the conference: high risk',
    clocks: { safety: { kind: 'workingDays', count: 'conferenceReferralWorkingDays', from: 'raised' } },
    metBy: { types: ['conferences.referred', 'conferences.listed', 'conferences.heard', ...done] },
    source: conferenceGuidance('Referral criteria: visible high risk, professional judgement'),
    examples: examples.oneWorkingDay,
  },
  {
    ...base,
    id: 'risk/refer-a-repeat-to-the-conference',
    code: 'CONFERENCE_REFERRAL',
    on: abuse,
    when: [
      { is: 'earlier', types: ['conferences.referred', 'conferences.heard'], months: 'repeatMonths', other: ['day'] },
      {
        is: 'any',
        of: [
          { is: 'policy', name: 'repeatNeedsCrime', value: false },
          { is: 'detail', name: 'isCrime', oneOf: [true] },
        ],
      },
    ],
    absorbs: true,
    task: 'Back to the conference, whatever the level: new abuse within 12 months of the last referral',
    clocks: { safety: { kind: 'workingDays', count: 'conferenceReferralWorkingDays', from: 'raised' } },
    metBy: { types: ['conferences.referred', 'conferences.listed', 'conferences.heard', ...done] },
    source: conferenceGuidance('Repeat: any abuse within 12 months of the last referral'),
    examples: examples.oneWorkingDay,
  },
]
