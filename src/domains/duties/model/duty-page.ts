import { deadline, type Moments, type Terms } from '../../../rules/deadline.ts'
import { exactly, type Moment } from '../../../rules/entry.ts'
import { told } from '../../../rules/kinds.ts'
import type { Clock, Rule } from '../../../rules/rule.ts'

/** The rule and the version that raised a duty. */
export const ruleOf = (rules: readonly Rule[], ruleId: string, version: string): Rule | undefined =>
  rules.find((rule) => rule.id === ruleId && rule.version === version)

/** What closes a duty: a telling, work that was done, or a screen of its own. */
export type Way =
  | 'tell'
  | 'do'
  | 'risk review'
  | 'plan review'
  | 'plan offer'
  | 'look again'
  | 'copy'
  | 'told of an order'
  | 'closing'
  | 'watch'
  | 'emergency look'
  | 'information request'
  | 'intervention'
  | 'measure'
  | 'file'
  | 'release'
  | 'management plan'
  | 'child'
  | 'child support'
  | 'refer'
  | 'hand over'
  | 'entry'

/** What the screen of a way asks of whoever opens it. */
const asks: Partial<Record<Way, string>> = {
  'risk review': 'risk:write',
  'plan offer': 'safety-plans:read',
  'look again': 'police-cards:read',
  closing: 'cases:write',
  'information request': 'sharing:read',
  intervention: 'interventions:read',
  measure: 'measures:read',
  file: 'files:write',
  release: 'releases:read',
  'management plan': 'management-plans:write',
  copy: 'safety-plans:read',
  'told of an order': 'safety-plans:write',
  child: 'incidents:read',
  'child support': 'referrals:write',
  refer: 'referrals:write',
}

/**
 * How whoever looks can close a duty of this rule. Whoever may open none of its screens says in words what was done, or, where
 * only a screen closes it, hands it over to somebody who can (INV-24).
 */
export const waysOf = (rule: Rule, may: ReadonlySet<string>): Way[] => {
  const open = screensOf(rule).filter((way) => {
    const asked = asks[way]
    return asked === undefined || may.has(asked)
  })
  if (open.length > 0) return open
  return rule.metBy.types.includes('duties.done') ? ['do'] : ['hand over']
}

const screensOf = ({ code, metBy }: Rule): Way[] => {
  if (code === 'RISK_REVIEW' || code === 'RISK_ASSESSMENT') return ['risk review']
  if (code === 'PLAN_REVIEW') return ['plan review']
  if (code === 'PLAN_OFFER') return ['plan offer']
  if (code === 'PLAN_OFFER_ANSWER') return ['plan offer', 'do']
  if (code === 'PLAN_COPY') return ['copy']
  if (code === 'PLAN_TOLD') return ['told of an order']
  if (code === 'LOOK_AGAIN') return ['look again', 'do']
  if (code === 'CLOSING_WORD') return ['closing']
  if (code === 'EMERGENCY_LOOK') return ['emergency look']
  if (code === 'INFORMATION_REQUEST' || code === 'INFORMATION_NOTICE') return ['information request']
  if (code.startsWith('INTERVENTION') || code === 'COMPLEX_CASE_MEETING') return ['intervention']
  if (code === 'MEASURE') return ['measure']
  if (code === 'MANAGEMENT_PLAN') return ['management plan', 'do']
  if (code === 'MANAGEMENT_REVIEW') return ['management plan']
  if (code === 'FILE_SPLIT') return ['file']
  if (code === 'RELEASE_OUTSIDE_TELL') return ['tell']
  if (code === 'RELEASE_OUTSIDE_TAKE_BACK') return ['release', 'do']
  if (code === 'RELEASE_OUTSIDE_BREACH') return ['do']
  if (code.startsWith('RELEASE_OUTSIDE')) return ['release']
  if (code === 'CHILD_SUPPORT') return ['child support', 'do']
  if (code === 'YOUNG_ADVISER') return ['child support', 'do']
  if (code === 'YOUNG_PERSON') return ['refer', 'do']
  if (code.startsWith('CHILD_') || code === 'SCHOOL_TOLD') return ['child']
  if (code === 'POLICE_WATCH' || code === 'POLICE_WATCH_END') return ['watch']
  const isTold = metBy.types.some((type) => type === 'duties.told' && told.includes(type))
  const isDone = metBy.types.includes('duties.done')
  if (isTold) return isDone ? ['tell', 'do'] : ['tell']
  return isDone ? ['do'] : ['entry']
}

const startOf = (clock: Clock): string => (clock.kind === 'byGrade' ? clock.high.from : clock.from)

/** A clock of the law that waits for word from the court or the CPS. */
export const waitsForReceipt = ({ clocks }: Rule): boolean =>
  clocks.statutory !== undefined && startOf(clocks.statutory) === 'received'

export type Upstream = {
  decidedAt: Moment
  receivedAt: Date | null
  fromReceipt: Date | null
  fromDecision: Date | null
}

/**
 * For a duty whose legal clock starts at receipt: when it would end counted from receipt, and counted from the decision
 * itself; the second is shown so that nobody takes the delay for a permission to wait (RULES 2B).
 */
export const upstreamOf = (rule: Rule, decidedAt: Moment, receivedAt: Date | null, terms: Terms): Upstream | null => {
  const { statutory } = rule.clocks
  if (!statutory || !waitsForReceipt(rule)) return null
  const endFrom = (received: Moment | null): Date | null => {
    const due = deadline(statutory, momentsFor(decidedAt, received), terms)
    return due && 'at' in due ? due.at : null
  }
  return {
    decidedAt,
    receivedAt,
    fromReceipt: receivedAt && endFrom(exactly(receivedAt)),
    fromDecision: endFrom(decidedAt),
  }
}

const momentsFor = (happened: Moment, received: Moment | null): Moments => ({
  ...{ happened, received },
  ...{ known: null, entered: null, date: null, raised: null },
})

type Listed = { raisedAt: Date; dueAt: Date | null; state: string }
/** Open duties in three groups: late, to do, and not come up yet. */
export const grouped = <Duty extends Listed>(
  duties: readonly Duty[],
  now: Date,
): { late: Duty[]; due: Duty[]; ahead: Duty[] } => {
  const up = duties.filter(({ raisedAt }) => raisedAt <= now)
  const isLate = ({ dueAt }: Duty) => dueAt !== null && dueAt < now
  return {
    late: up.filter(isLate),
    due: up.filter((duty) => !isLate(duty)),
    ahead: duties.filter(({ raisedAt }) => raisedAt > now).sort((a, b) => a.raisedAt.getTime() - b.raisedAt.getTime()),
  }
}

/** How a duty ended, in words. */
export const endWords = ({ state, outcome }: { state: string; outcome: string | null }): string => {
  if (state === 'superseded') return 'No longer asked for: the fact was set right, or the case ended'
  if (outcome === 'told') return 'Told'
  if (outcome === 'unable') return 'Could not be told'
  if (outcome === 'not told by choice') return 'Not told, by their own choice'
  return 'Done'
}
