import { type Condition, type ConditionInput, endingWith, isConditionKind, isInForce, isOfBail } from './conditions.ts'

/** A condition to write: in whose place it stands, and under which entry it stands again when an ending was a mistake. */
export type NewCondition = ConditionInput & {
  replacesId: string | null
  setAgain?: { entryId: string; factId: string }
}
export type ConditionPlan = { ends: Condition[]; why: string; adds: NewCondition[] }

export type Said = {
  type: string
  about?: { factId: string; relation: 'confirms' | 'corrects' } | undefined
  suspectId: string | null
  /** The order that it is about. */
  order: string | undefined
  conditions: readonly (ConditionInput & { replacesId?: string | null })[]
  /** The day on which bail now ends. */
  endsOn: string | null
  neverHappened: boolean
  /** Only these end: one condition changes on its own. */
  ending?: { ids: readonly string[]; why: string } | undefined
  /** A source that told of the change, and nothing of the conditions: they hold as they held. */
  keeps?: boolean | undefined
}

const nothing: ConditionPlan = { ends: [], why: '', adds: [] }

/** What an entry does to the conditions that are known: which end and why, which begin. Nothing is edited. */
export const planFor = (said: Said, known: readonly Condition[], day: string): ConditionPlan => {
  const { about, ending, conditions } = said
  const adds = conditions.map((one) => ({ ...one, replacesId: one.replacesId ?? null }))
  const holding = known.filter((one) => isInForce(one, day))
  if (about?.relation === 'confirms')
    return { ...nothing, adds: adds.filter(({ kind }) => !standsIn(known, about.factId, kind)) }
  if (about) return corrected(said, about.factId, known, adds)
  if (ending) return { ends: holding.filter(({ id }) => ending.ids.includes(id)), why: ending.why, adds }
  if (said.type === 'justice.bail-extended' || (said.keeps && said.type === 'justice.bail-varied'))
    return extended(said, holding)
  const ended = endingWith({ type: said.type, suspectId: said.suspectId, about: said.order }, holding)
  return { ends: ended.conditions, why: ended.why, adds }
}

const standsIn = (known: readonly Condition[], factId: string, kind: string): boolean =>
  known.some((one) => one.factId === factId && one.kind === kind && one.endedAt === null)

/** What was wrong ends; where the whole thing never happened, what it had ended holds again. */
const corrected = (
  { neverHappened }: Said,
  factId: string,
  known: readonly Condition[],
  adds: NewCondition[],
): ConditionPlan => {
  const ends = known.filter((one) => one.setFactId === factId && one.endedAt === null)
  if (!neverHappened) return { ends, why: 'Set right', adds }
  const endedByIt = known.filter((one) => one.endedFactId === factId && one.setFactId !== factId)
  return { ends, why: 'Entered by mistake', adds: endedByIt.flatMap(again) }
}

const again = (one: Condition): NewCondition[] =>
  copyOf(one).map((copy) => ({ ...copy, setAgain: { entryId: one.entryId, factId: one.factId } }))

const copyOf = ({ id, kind, who, place, plain, untilOn }: Condition): NewCondition[] =>
  isConditionKind(kind) ? [{ kind, plain, untilOn, about: who ?? place, replacesId: id }] : []

/** The conditions of bail run as long as the bail: with a new last day each is written again. */
const extended = ({ suspectId, endsOn, type }: Said, holding: readonly Condition[]): ConditionPlan => {
  if (endsOn === null) return nothing
  const why = type === 'justice.bail-extended' ? 'Bail was extended' : 'Bail was changed'
  const ends = endingWith({ type: 'justice.bail-varied', suspectId }, holding).conditions.filter(
    (one) => isOfBail(one) && one.untilOn !== null && one.untilOn !== endsOn,
  )
  return { ends, why, adds: ends.flatMap(copyOf).map((one) => ({ ...one, untilOn: endsOn })) }
}
