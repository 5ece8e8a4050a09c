import type { Body, DetailName } from '../../../rules/entry.ts'
import { type EntryType, entryTypes } from '../../../rules/entry-types.ts'
import type { Policy } from '../../../rules/policy.ts'
import type { Condition, Rule } from '../../../rules/rule.ts'
import { clockWords, leadWords, listed } from './clocks.ts'

export const bodyWords: Record<Body | 'recorder', string> = {
  police: 'Police',
  cps: 'Crown Prosecution Service (CPS)',
  wcu: 'Witness care unit',
  probation: 'Probation',
  court: 'Court',
  prison: 'Prison',
  advocacy: 'Advocacy service',
  conference: 'Risk conference (MARAC)',
  health: 'Health service',
  housing: 'Housing',
  council: 'Council',
  school: 'School',
  library: 'Library',
  other: 'Another body',
  recorder: 'Whoever writes it down',
}

/** What each detail that a rule asks about is called on the entry's form. */
export const detailWords: { [name in DetailName]?: string } = {
  decidedBy: 'decided by',
  stage: 'stage',
  hearing: 'kind of hearing',
  released: 'released',
  forBreach: 'arrested for a breach',
  bailAddress: 'the bail address',
  earlierViolence: 'word of earlier violence by this person',
  historySearched: 'the person’s history was looked up everywhere',
  otherArea: 'somebody lives in another area',
  route: 'way',
  reportedBy: 'reported by',
  sentenceMonths: 'sentence in months',
  specifiedOffence: 'a violent or sexual offence that the contact scheme names',
  stalkingOrControl: 'stalking, harassment or controlling behaviour',
  threatToKill: 'a threat to kill',
  strangled: 'strangling or choking',
  loweredProperly: 'lowered with reasons and the victim’s view',
  selfHarm: 'self-harm or suicide',
  grade: 'risk level',
  score: 'score',
  isCrime: 'recorded as a crime',
  childPresent: 'a child was there',
  childLinked: 'a child came into the case',
  childAgain: 'the same child again within 12 months',
  childHarm: 'the child is harmed themselves',
  young: 'who is under 18',
  firearm: 'a firearm',
  weapon: 'a weapon',
  outcome: 'outcome',
  orderKind: 'kind of order',
  rank: 'who decided on bail',
  inCustody: 'in custody',
  reportedToPolice: 'reported to police',
  reason: 'reason',
  isKnown: 'whether the person harmed knows',
  confirmed: 'confirmed',
  previousGrade: 'risk level before',
  anotherStands: 'another such plan stands',
  neverHappened: 'entered by mistake',
}

const labels = (types: readonly EntryType[], joint = 'or'): string =>
  listed(
    types.map((type) => `“${entryTypes[type].label}”`),
    joint,
  )
const valueWords = (value: string | boolean | null): string => {
  if (value === null) return 'not said'
  return value === true ? 'yes' : value === false ? 'no' : value.replaceAll('-', ' ')
}
const nameOf = (name: DetailName): string => detailWords[name] ?? name
const numberIn = (count: number | keyof Policy, policy: Policy): string =>
  typeof count === 'number' ? String(count) : `${String(policy[count])} (set by local policy)`

/** One condition of a rule, as a person would say it. */
export const conditionWords = (condition: Condition, policy: Policy): string => {
  switch (condition.is) {
    case 'detail':
      return `${nameOf(condition.name)}: ${listed(condition.oneOf.map(valueWords), 'or')}`
    case 'detailAtLeast':
      return `${nameOf(condition.name)}: ${numberIn(condition.count, policy)} or more`
    case 'detailBelow':
      return `${nameOf(condition.name)}: below ${condition.count}`
    case 'by':
      return `written down for: ${listed(
        condition.oneOf.map((body) => bodyWords[body]),
        'or',
      )}`
    case 'notBy':
      return `not written down for: ${listed(
        condition.oneOf.map((body) => bodyWords[body]),
        'or',
      )}`
    case 'says':
      return `the account uses words of the published list ${listed(
        condition.words.map((group) => `“${group}”`),
        'or',
      )}; this is read only in replay, and is never certain`
    case 'grade':
      return `the risk level is ${listed(condition.oneOf, 'or')}`
    case 'earlier':
      return earlier(condition, policy)
    case 'noEarlier':
      return `no earlier ${labels(condition.types)}${months(condition.months, policy)}${condition.covering ? `, counting a referral only where it stands for a duty ${condition.covering}` : ''}`
    case 'policy':
      return `local policy is set to ${valueWords(condition.value)} for ${nameOfPolicy(condition.name)}`
    case 'noneSince':
      return `no ${labels(condition.types)} since ${labels(condition.since)}`
    case 'latest':
      return `of the latest ${labels(condition.types)}, ${nameOf(condition.name)}: ${listed(condition.oneOf.map(valueWords), 'or')}`
    case 'openDuty':
      return `a duty ${condition.code} is open`
    case 'noOpenDuty':
      return `no duty ${condition.code} is open`
    case 'any':
      return `at least one of these: ${condition.of.map((one) => conditionWords(one, policy)).join('; ')}`
  }
}

const months = (name: keyof Policy | undefined, policy: Policy): string =>
  name ? ` in the last ${numberIn(name, policy)} months` : ''
const nameOfPolicy = (name: string): string => `“${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}”`

const others = { day: ', on another day', reporter: ', from another person' }
const earlier = ({ types, months: within, atLeast, other }: Condition & { is: 'earlier' }, policy: Policy): string => {
  const count = atLeast === undefined ? 'an earlier' : `${numberIn(atLeast, policy)} or more earlier, counting any of`
  return `${count} ${labels(types)}${months(within, policy)}${[other ?? []]
    .flat()
    .map((one) => others[one])
    .join('')}`
}

/** What brings a rule's duty up, a sentence each. */
export const comesUp = (rule: Rule, policy: Policy): string[] => [
  ...(rule.on.length > 0 ? [`When this is written down: ${labels(rule.on)}`] : []),
  ...(rule.whenCorrected ? ['When an entry is corrected and the victim had been told what is now wrong'] : []),
  ...(rule.whenLate ? [`When the law’s time for a duty ${rule.whenLate} has run out and nobody has told`] : []),
  ...(rule.lead ? [`As a warning, ${leadWords(rule.lead, policy)}`] : []),
  ...(rule.absence
    ? [`Only if there is no ${labels(rule.absence.unless)} ${clockWords(rule.absence.clock, policy)}`]
    : []),
  ...(rule.when ?? []).map((condition) => `Only if: ${conditionWords(condition, policy)}`),
  ...(rule.absorbs ? ['One open duty of this kind stands in a case: what comes later joins it'] : []),
]

export const metWords = ({ metBy }: Rule, policy: Policy): string => {
  const by = metBy.by
    ? ` by ${listed(
        metBy.by.map((body) => bodyWords[body]),
        'or',
      )}`
    : ''
  const when = metBy.when?.map((condition) => conditionWords(condition, policy)).join('; ')
  return `${labels(metBy.types)}${by}${when ? `, where ${when}` : ''}`
}
