import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
import { perpetratorsOf } from '../../entries/index.ts'
import {
  factsIn,
  lastLeftPrison,
  type Release,
  releaseAhead,
  type Since,
  type Standing,
  sinceLeft,
  standingOf,
} from '../model/standing.ts'
import { justiceEntries } from '../store.ts'

/** Where somebody who is reported is, as far as is shown to whoever reads, and the release that is next. */
export type Custody = {
  id: string
  name: string
  standing: Standing
  release: Release | null
  /** Since when the release that is next, or the last one that came about, is known here as it is. */
  since: Since | null
  leftPrisonAt: Date | null
}

export const custodyOn = async ({ tx, now }: Pick<Work, 'tx' | 'now'>, caseId: string): Promise<Custody[]> => {
  const entries = await justiceEntries(tx, caseId)
  return (await perpetratorsOf(tx, caseId)).map(({ id, name }) => {
    const of = entries.filter(({ suspectId }) => suspectId === id)
    const own = factsIn(of)
    const release = releaseAhead(of, londonDay(now))
    return {
      ...{ id, name, standing: standingOf(own, now), release, since: release ?? sinceLeft(of) },
      leftPrisonAt: lastLeftPrison(own)?.happenedFrom ?? null,
    }
  })
}
