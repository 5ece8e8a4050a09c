import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
import {
  bailLimits,
  beyondRank,
  conditionsOf,
  custodyFrom,
  type Fact,
  factsIn,
  isInForce,
  isOfOrder,
  justiceEntries,
  nextHearing,
  perpetratorsOf,
  pointsOf,
  standingOf,
} from '../../entries/index.ts'
import { breachActionsOn, firstResponses, tellingsOf } from '../store.ts'

export type Proceedings = Awaited<ReturnType<typeof proceedingsOf>>
export type Matter = Proceedings['matters'][number]

/** Where proceedings stand, suspect by suspect. */
export const proceedingsOf = async ({ tx, now }: Work, caseId: string) => {
  const today = londonDay(now)
  const entries = await justiceEntries(tx, caseId)
  const facts = factsIn(entries)
  const suspects = await perpetratorsOf(tx, caseId)
  const conditions = await conditionsOf(tx, caseId)
  const unnamed = facts.some(({ suspectId }) => suspectId === null)
    ? [{ id: null, name: 'Suspect not named here' }]
    : []
  const matters = [...suspects, ...unnamed].map(({ id, name }) => {
    const own = facts.filter(({ suspectId }) => suspectId === id)
    const arrested = own.findLast(({ type }) => type === 'justice.suspect-arrested')
    return {
      ...{ id, name, facts: own },
      standing: standingOf(own, now),
      hearing: nextHearing(own, today),
      // What another case once passed on of these says nothing.
      located: own.findLast(({ type, what }) => type === 'justice.suspect-located' && what !== null),
      prison: own.findLast(({ type, parsed }) => type === 'justice.prison-linked' && parsed.prisonContact),
      limits: isBeforeCharge(own) && arrested ? bailLimits(londonDay(arrested.happenedFrom)) : [],
      beyond: beyondRank(own),
      conditions: conditions.filter((one) => one.suspectId === id && !isOfOrder(one)),
    }
  })
  return {
    matters,
    custody: custodyFrom(suspects, entries, now),
    today,
    tellings: await tellingsOf(tx, caseId),
    responses: await firstResponses(tx, caseId),
    actions: await breachActionsOn(tx, caseId),
    points: await pointsOf(tx, caseId),
    isInForce,
  }
}

const isBeforeCharge = (facts: readonly Fact[]): boolean =>
  !facts.some(({ type }) => type === 'justice.charged' || type === 'justice.sentenced')
