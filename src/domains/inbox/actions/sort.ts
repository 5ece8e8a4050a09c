import { z } from 'zod'
import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import { type Cells, cellsOf, isMatter } from '../model/events.ts'
import type { LinkForm } from '../model/forms.ts'
import { isForWork, sameDays } from '../model/match.ts'
import { type Row, readRow } from '../model/row.ts'
import {
  entrySeen,
  factsNear,
  type Item,
  type Match,
  type NearFact,
  suspectsLike,
  suspectsOnCase,
  updateItem,
} from '../store/index.ts'
import { formatOf } from './batch.ts'
import { recordRow } from './take.ts'

/** What an item says, as it was read when it came. */
export const rowOf = ({ content, format, arrivedAt }: Item): { cells: Cells; row: Row | null } => {
  const kept = z.record(z.string(), z.string()).parse(content)
  const cells = cellsOf(kept)
  const row = readRow(formatOf(format), cells, 1, arrivedAt)
  return { cells, row: 'problems' in row ? null : row }
}

/** Whom it may mean, among those that the sorter sees: on the case that was typed, else people of a like name. */
export const candidatesFor = async (
  { tx }: Work,
  { cells, row }: { cells: Cells; row: Row | null },
  reference: string,
): Promise<Match[]> => {
  const sought = reference.trim().toUpperCase() || row?.caseReference
  const onCase = sought ? await suspectsOnCase(tx, sought) : []
  const alike = cells.suspect ? await suspectsLike(tx, cells.suspect, row?.suspectBorn ?? null) : []
  const all = new Map([...onCase, ...alike].filter(isForWork).map((each) => [`${each.caseId}:${each.suspectId}`, each]))
  return [...all.values()].slice(0, 10)
}

export type Known = { value: string; caseId: string; fact: NearFact | null }

/** What is recorded already that the item may tell of again, on these cases; and what it told of itself before it changed. */
export const knownFacts = async (
  { tx }: Work,
  item: Item,
  row: Row,
  candidates: readonly Match[],
): Promise<Known[]> => {
  const before = item.entryId ? await entrySeen(tx, item.entryId) : undefined
  const known: Known[] = before ? [{ value: `corrects:${before.factId}`, caseId: before.caseId, fact: null }] : []
  for (const { caseId, suspectId } of candidates) {
    const near = await factsNear(tx, {
      caseId,
      type: row.type,
      suspectId: isMatter(row.type) ? suspectId : null,
      ...sameDays(row),
    })
    for (const fact of new Map(near.map((each) => [each.factId, each])).values())
      if (!known.some(({ value }) => value.endsWith(fact.factId)))
        known.push({ value: `confirms:${fact.factId}`, caseId, fact })
  }
  return known
}

/** Records what the sorter decided. False when the choice does not fit the case that was chosen. */
export const linkItem = async (
  services: Services,
  work: Work,
  item: Item,
  row: Row,
  { form, known }: { form: LinkForm; known: readonly Known[] },
): Promise<boolean> => {
  const [caseId = '', suspectId = ''] = form.match.split(':')
  const [relation, factId] = form.fact.split(':')
  if (factId && !known.some((each) => each.value === form.fact && each.caseId === caseId)) return false
  const about = factId ? ({ factId, relation: relation === 'corrects' ? 'corrects' : 'confirms' } as const) : undefined
  const from = {
    source: item.source,
    sourceRef: item.sourceRef,
    format: formatOf(item.format),
    arrivedAt: item.arrivedAt,
    itemId: item.id,
  }
  await recordRow(services, work, from, row, { caseId, suspectId, about })
  return true
}

export const setAside = ({ tx, now, actor }: Work, { id }: Item, why: string): Promise<void> =>
  updateItem(tx, id, { state: 'set aside', sortedBy: actor.id, sortedAt: now, sortedWhy: why })
