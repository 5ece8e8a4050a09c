import type { Work } from '../../../platform/request.ts'
import { conditionsOf } from '../../entries/index.ts'
import { isMatter } from '../model/events.ts'
import { onlyOne, sameDays, sameFact } from '../model/match.ts'
import type { Row } from '../model/row.ts'
import {
  entrySeen,
  factsNear,
  type Item,
  isFromSource,
  type Key,
  type Match,
  suspectsByReferences,
  suspectsNamed,
  suspectsOnCase,
  victimsOn,
} from '../store/index.ts'

type Target = { caseId: string; suspectId: string; reference: string }
/** Where a row goes, before anything is written: the preview shows it, and taking the row does it. */
export type Placement =
  | { is: 'had already' }
  /** On a case that was closed: it opens again with this. */
  | ({ is: 'recorded'; opensAgain: boolean } & Target)
  | ({ is: 'confirmed' | 'corrected'; factId: string } & Target)
  | { is: 'tray'; why: string }

/** `known` is what came before under the same reference of the same source. */
export const placeRow = async (work: Work, key: Key, row: Row, known: Item | undefined): Promise<Placement> => {
  if (known?.contentHash === row.hash) return { is: 'had already' }
  if (known?.state === 'recorded') return correction(work, known)
  const chosen = await matchOf(work, row)
  if ('why' in chosen) return { is: 'tray', why: chosen.why }
  const { caseId, suspectId, reference, state } = chosen.match
  const near = await factsNear(work.tx, {
    caseId,
    type: row.type,
    suspectId: isMatter(row.type) ? suspectId : null,
    ...sameDays(row),
  })
  const same = sameFact(row, row.type, near)
  if (same === null) return { is: 'recorded', caseId, suspectId, reference, opensAgain: state === 'closed' }
  if ('why' in same) return { is: 'tray', why: same.why }
  // One system gives one event one reference: a second one is another event, or a slip that a person must see.
  if (await isFromSource(work.tx, key, same.factId))
    return { is: 'tray', why: 'The same system told of such an event on that day under another reference' }
  if (await namesOthers(work, caseId, same.factId, row))
    return { is: 'tray', why: 'It names other conditions than those that are recorded here' }
  return { is: 'confirmed', caseId, suspectId, reference, factId: same.factId }
}

/** Too many conditions on the page protect nobody, and too few are not policed: a person compares them. */
const namesOthers = async ({ tx }: Work, caseId: string, factId: string, { conditions }: Row): Promise<boolean> => {
  const known = (await conditionsOf(tx, caseId)).filter((one) => one.factId === factId && one.endedAt === null)
  const [ours, theirs] = [known, conditions ?? []].map((all) => [...new Set(all.map(({ kind }) => kind))].sort())
  return known.length > 0 && conditions !== null && ours?.join() !== theirs?.join()
}

const correction = async ({ tx }: Work, { entryId, suspectId }: Item): Promise<Placement> => {
  const entry = entryId ? await entrySeen(tx, entryId) : undefined
  if (!entry || !suspectId)
    return { is: 'tray', why: 'It has changed since it first came: who handled it then must look' }
  return { is: 'corrected', caseId: entry.caseId, suspectId, reference: '', factId: entry.factId }
}

/** By case reference, else by a reference that led somewhere before, else by exact name and day of birth. */
const matchOf = async (work: Work, row: Row): Promise<{ match: Match } | { why: string }> => {
  const { tx, actor } = work
  if (row.caseReference) {
    const found = await suspectsOnCase(tx, row.caseReference)
    return found.length > 0
      ? choose(work, row, found)
      : { why: 'You can see no case with that reference and a suspect on it' }
  }
  const led = row.references.length > 0 ? await suspectsByReferences(tx, actor.agencyId, row.references) : []
  if (led.length > 0) return choose(work, row, led)
  if (!row.suspect || !row.suspectBorn)
    return { why: 'Without a reference that is known, it needs the name and the day of birth' }
  return choose(work, row, await suspectsNamed(tx, row.suspect, row.suspectBorn))
}

const choose = async ({ tx }: Work, row: Row, found: Match[]) =>
  onlyOne(row, found, await victimsOn(tx, [...new Set(found.map(({ caseId }) => caseId))]))
