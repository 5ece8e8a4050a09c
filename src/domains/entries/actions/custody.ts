import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
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
import { justiceEntries, perpetratorsOf } from '../store.ts'

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

export const custodyOn = async ({ tx, now }: Pick<Work, 'tx' | 'now'>, caseId: string): Promise<Custody[]> =>
  custodyFrom(await perpetratorsOf(tx, caseId), await justiceEntries(tx, caseId), now)

/** A fact is of whom its latest version names, whoever the versions before it named. */
export const custodyFrom = (
  people: Awaited<ReturnType<typeof perpetratorsOf>>,
  entries: Awaited<ReturnType<typeof justiceEntries>>,
  now: Date,
): Custody[] => {
  const facts = factsIn(entries)
  return people.map(({ id, name }) => {
    const own = facts.filter(({ suspectId }) => suspectId === id)
    const release = releaseAhead(own, entries, londonDay(now))
    return {
      ...{ id, name, standing: standingOf(own, now), release, since: release ?? sinceLeft(own, entries) },
      leftPrisonAt: lastLeftPrison(own)?.happenedFrom ?? null,
    }
  })
}
