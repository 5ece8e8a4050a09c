import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
import { conditionsOf, isInForce, isOfOrder, perpetratorsOf, pointsOf } from '../../entries/index.ts'
import { bailLimits, beyondRank, type Fact, factsIn, nextHearing, standingOf } from '../model/standing.ts'
import { breachActionsOn, firstResponses, justiceEntries, tellingsOf } from '../store.ts'

export type Proceedings = Awaited<ReturnType<typeof proceedingsOf>>
export type Matter = Proceedings['matters'][number]

/** Where proceedings stand, suspect by suspect. */
export const proceedingsOf = async ({ tx, now }: Work, caseId: string) => {
  const today = londonDay(now)
  const facts = factsIn(await justiceEntries(tx, caseId))
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
      located: own.findLast(({ type }) => type === 'justice.suspect-located'),
      prison: own.findLast(({ type }) => type === 'justice.prison-linked'),
      limits: isBeforeCharge(own) && arrested ? bailLimits(londonDay(arrested.happenedFrom)) : [],
      beyond: beyondRank(own),
      conditions: conditions.filter((one) => one.suspectId === id && !isOfOrder(one)),
    }
  })
  return {
    matters,
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
