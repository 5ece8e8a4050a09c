import { sameDay, triggerReview } from '../../../rules/clocks.ts'
import { examples } from '../../../rules/examples.ts'
import { abuse, assessed, done, told, wordOfAbuse } from '../../../rules/kinds.ts'
import type { Rule } from '../../../rules/rule.ts'
import { checked, collegeGuidance, conferenceGuidance, localPolicy } from '../../../rules/sources.ts'
import { childRules } from './children.ts'

const base = {
  version: '1',
  owedTo: 'case',
  ownedBy: 'risk lead',
  holder: 'recorder',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

export const incidentRules: Rule[] = [
  {
    ...base,
    id: 'incidents/assess-a-repeat',
    code: 'REPEAT_INCIDENT',
    on: abuse,
    when: [{ is: 'earlier', types: abuse, months: 'repeatMonths', other: ['day'] }],
    task: 'Assess the risk afresh: this is not the first report in 12 months',
    clocks: { safety: triggerReview },
    metBy: { types: [...assessed, 'risk.reviewed', ...done] },
    source: collegeGuidance('Repeat incidents: each is assessed with the history'),
    examples: examples.review,
  },
  {
    ...base,
    id: 'incidents/weigh-an-escalation',
    code: 'ESCALATION',
    on: abuse,
    when: [
      { is: 'earlier', types: abuse, months: 'escalationMonths', atLeast: 'escalationIncidents', other: ['day'] },
      { is: 'noEarlier', types: ['conferences.referred', 'conferences.heard'], months: 'repeatMonths' },
    ],
    absorbs: true,
    task: 'Weigh a referral to the conference: incidents are adding up',
    clocks: { safety: { kind: 'workingDays', count: 'conferenceReferralWorkingDays', from: 'raised' } },
    metBy: { types: ['conferences.referred', 'conferences.listed', 'conferences.heard', 'risk.reviewed', ...done] },
    source: conferenceGuidance('Referral criteria: potential escalation, three in 12 months'),
    examples: examples.oneWorkingDay,
  },
  {
    ...base,
    id: 'incidents/see-the-pattern',
    code: 'PATTERN_REVIEW',
    on: abuse,
    when: [
      {
        is: 'earlier',
        types: [...abuse, 'incidents.counter-allegation-made'],
        months: 'escalationMonths',
        atLeast: 'escalationIncidents',
        other: ['day', 'reporter'],
      },
    ],
    absorbs: true,
    task: 'Put the reports about this person side by side, whoever made them, and ask the stalking questions',
    clocks: { safety: { kind: 'workingDays', count: 1, from: 'raised' } },
    metBy: { types: ['risk.reviewed', ...done] },
    source: collegeGuidance('Stalking and harassment: see the course of conduct, across reporters and forces'),
    examples: examples.oneWorkingDay,
  },
  {
    ...base,
    id: 'incidents/ask-the-stalking-questions',
    code: 'PATTERN_REVIEW',
    on: [...abuse, ...wordOfAbuse],
    when: [
      {
        is: 'any',
        of: [
          { is: 'detail', name: 'stalkingOrControl', oneOf: [true] },
          { is: 'says', words: ['stalk'] },
        ],
      },
    ],
    absorbs: true,
    task: 'Ask the further stalking questions, and put every report about this person side by side',
    clocks: { safety: { kind: 'workingDays', count: 1, from: 'raised' } },
    metBy: { types: ['risk.reviewed', ...done] },
    source: collegeGuidance('Stalking and harassment: a yes to stalking asks for the further questions'),
    examples: examples.oneWorkingDay,
  },
  ...childRules,
  {
    ...base,
    id: 'incidents/check-firearms',
    code: 'FIREARMS_CHECK',
    on: [...abuse, ...wordOfAbuse],
    when: [
      {
        is: 'any',
        of: [
          { is: 'detail', name: 'firearm', oneOf: [true] },
          { is: 'says', words: ['firearm'] },
        ],
      },
    ],
    absorbs: true,
    holder: 'police',
    ownedBy: 'holder',
    task: 'Check the people and the address for firearms, and tell the licensing unit',
    clocks: { safety: sameDay },
    metBy: { types: ['risk.firearms-checked', ...done] },
    source: collegeGuidance('First response: firearms and certificate holders'),
    examples: examples.sameDay,
  },
  {
    ...base,
    id: 'incidents/go-to-a-call-put-off',
    code: 'DEFERRED_URGENT',
    on: ['incidents.call-deferred', 'incidents.log-deferred'],
    holder: 'police',
    ownedBy: 'holder',
    task: 'Go now, or a supervisor says why the call can wait and what keeps the victim safe till then',
    clocks: { safety: { kind: 'hours', count: 'deferredCallHours', from: 'known' } },
    metBy: { types: ['justice.suspect-arrested', 'duties.contact-read-as-telling', ...done] },
    source: localPolicy('A call about abuse is put off by a supervisor, with reasons, or not at all'),
    examples: examples.oneHour,
  },
  {
    ...base,
    id: 'incidents/answer-a-victim-who-asks',
    code: 'VICTIM_UPDATE',
    on: ['incidents.victim-asked-for-news'],
    absorbs: true,
    owedTo: 'each person',
    holder: 'police',
    ownedBy: 'contact lead',
    task: 'Ring back with what is known, what comes next and when you will ring again',
    clocks: { safety: { kind: 'workingDays', count: 'victimUpdateWorkingDays', from: 'known' } },
    metBy: { types: told },
    source: localPolicy('A victim never has to ask twice'),
    examples: examples.oneWorkingDay,
  },
]
