import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
import { perpetratorsOf } from '../../entries/index.ts'
import { factsIn, type Release, releaseAhead, type Standing, standingOf } from '../model/standing.ts'
import { justiceEntries } from '../store.ts'

/** Where somebody who is reported is, as far as is shown to whoever reads, and the release that is next. */
export type Custody = {
  id: string
  name: string
  standing: Standing
  release: Release | null
  leftPrisonAt: Date | null
}

export const custodyOn = async ({ tx, now }: Pick<Work, 'tx' | 'now'>, caseId: string): Promise<Custody[]> => {
  const entries = await justiceEntries(tx, caseId)
  return (await perpetratorsOf(tx, caseId)).map(({ id, name }) => {
    const of = entries.filter(({ suspectId }) => suspectId === id)
    const own = factsIn(of)
    const last = own.findLast(({ type }) => type === 'justice.suspect-released-from-prison')
    return {
      ...{ id, name, standing: standingOf(own, now), release: releaseAhead(of, londonDay(now)) },
      leftPrisonAt: last?.happenedFrom ?? null,
    }
  })
}
