import type { Rule } from '../../../rules/rule.ts'

/** What a person may ask not to be told of (VC-20). */
export const topics = {
  investigation: 'Arrests, interviews and how the investigation goes',
  releases: 'Releases and bail at standard or medium risk',
  'releases at high risk': 'Releases and bail at high risk, or while no level is set',
  hearings: 'Hearings, warrants and witness dates',
  outcomes: 'Decisions, trial, sentence and appeal',
  'after sentence': 'Prison, release from prison and escape',
} as const
export type Topic = keyof typeof topics
export const isTopic = (text: string): text is Topic => Object.hasOwn(topics, text)

const topicOf: Record<string, Exclude<Topic, 'releases at high risk'>> = {
  ARREST: 'investigation',
  INTERVIEW_UNDER_CAUTION: 'investigation',
  CHARGED: 'investigation',
  RELEASED_NO_CHARGE: 'releases',
  RELEASED_ON_BAIL: 'releases',
  RELEASED_UNDER_INVESTIGATION: 'releases',
  BAIL_CONDITIONS_CHANGED: 'releases',
  BAIL_CANCELLED: 'releases',
  ARREST_FOR_BREACH: 'releases',
  FIRST_HEARING: 'hearings',
  HEARING_LISTED: 'hearings',
  WARRANT: 'hearings',
  WITNESS_REQUIRED: 'hearings',
  SPECIAL_MEASURES_RESULT: 'hearings',
  NOT_INVESTIGATED: 'outcomes',
  OUT_OF_COURT_DISPOSAL: 'outcomes',
  POLICE_NFA: 'outcomes',
  CPS_NO_CHARGE: 'outcomes',
  CPS_POST_CHARGE: 'outcomes',
  BREACH_NOT_PUT_BEFORE_COURT: 'outcomes',
  BAIL_HEARING_OUTCOME: 'hearings',
  TRIAL_OUTCOME: 'outcomes',
  SENTENCE: 'outcomes',
  APPEAL: 'outcomes',
  RELEASE: 'after sentence',
  ESCAPE: 'after sentence',
}

/** A duty to tell a person something, as opposed to work about them. */
export const isTelling = (rules: readonly Rule[], ruleId: string): boolean =>
  rules.some((rule) => rule.id === ruleId && rule.owedTo === 'each person' && rule.metBy.types.includes('duties.told'))

/** Someone is out: the rule's safety clock runs by risk level, in hours. */
export const isRelease = (rules: readonly Rule[], ruleId: string): boolean =>
  rules.some(({ id, clocks }) => id === ruleId && clocks.safety?.kind === 'byGrade')

type Told = { code: string; ruleId: string }

/** Which wish would cover this duty; null when none can: then the person is told. */
export const topicFor = (rules: readonly Rule[], duty: Told, level: string | null): Topic | null => {
  const isHigh = level === 'high' || level === null
  if (isRelease(rules, duty.ruleId)) return isHigh ? 'releases at high risk' : (releaseTopic[duty.code] ?? 'releases')
  return topicOf[duty.code] ?? null
}
const releaseTopic: Record<string, Topic> = { RELEASE: 'after sentence', ESCAPE: 'after sentence' }

/** Only what the person's own recorded choice names; a release at high risk only when the choice names just that. */
export const mayNotTell = (
  rules: readonly Rule[],
  duty: Told,
  level: string | null,
  notTold: readonly string[],
): boolean => {
  const topic = topicFor(rules, duty, level)
  return topic !== null && notTold.includes(topic)
}

/** Whether a person whom the victim chose may be told this (BL-03). */
export const mayBeToldTo = (rules: readonly Rule[], duty: Told, scope: string | null): boolean => {
  if (scope === 'everything') return true
  return scope === 'releases' && (isRelease(rules, duty.ruleId) || topicOf[duty.code] === 'releases')
}
