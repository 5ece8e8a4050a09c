import type { Work } from '../../../platform/request.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { keepTokens } from '../../../rules/conflicts.ts'
import type { Services } from '../../../rules/services.ts'
import { recordEntry } from '../../entries/index.ts'
import { type Format, isMatter } from '../model/events.ts'
import type { Result } from '../model/forms.ts'
import type { Row } from '../model/row.ts'
import { holdItem, insertReferences, updateItem } from '../store/index.ts'
import { placeRow } from './place.ts'

/** From which system a row came, and when it reached this agency. */
export type Origin = { source: string; format: Format; arrivedAt: Date }

/** Takes one row: records it where it can only belong, or puts it in the tray. The same row again changes nothing. */
export const takeRow = async (services: Services, work: Work, origin: Origin, row: Row): Promise<Result> => {
  const { tx, actor } = work
  const key = { agencyId: actor.agencyId, source: origin.source, sourceRef: row.sourceRef }
  const arrived = { arrivedAt: origin.arrivedAt, arrivedBy: actor.id, format: origin.format }
  const content = JSON.stringify(row.cells)
  const { item, isNew } = await holdItem(tx, { ...key, ...arrived, content, contentHash: row.hash, state: 'tray' })
  const placement = await placeRow(work, key, row, isNew ? undefined : item)
  if (placement.is === 'had already') return placement.is
  const now = { content, contentHash: row.hash, format: origin.format }
  if (placement.is === 'tray') {
    await updateItem(tx, item.id, {
      ...now,
      state: 'tray',
      whyTray: placement.why,
      sortedBy: null,
      sortedAt: null,
      sortedWhy: null,
    })
    return placement.is
  }
  const about =
    placement.is === 'recorded'
      ? undefined
      : ({ factId: placement.factId, relation: placement.is === 'confirmed' ? 'confirms' : 'corrects' } as const)
  await updateItem(tx, item.id, now)
  await recordRow(services, work, { ...origin, itemId: item.id, sourceRef: row.sourceRef }, row, {
    ...placement,
    about,
  })
  return placement.is
}

type Target = {
  caseId: string
  suspectId: string
  about?: { factId: string; relation: 'confirms' | 'corrects' } | undefined
}
type From = Origin & { itemId: string; sourceRef: string }

/** The recorder is whoever confirmed the row; what was said, and when it was known here, is the source's. */
export const recordRow = async (
  services: Services,
  work: Work,
  from: From,
  row: Row,
  { caseId, suspectId, about }: Target,
): Promise<void> => {
  const { tx, now, actor } = work
  const { receivedAt } = row
  const { type, happened, what, details, conditions } = row
  const to = { caseId, type, about, keeps: conditions === null }
  const recorded = await recordEntry(services, work, to, {
    ...{ happened, receivedAt, what, details, conditions: conditions ?? [], points: [] },
    suspectId: isMatter(type) ? suspectId : null,
    knownAt: receivedAt && receivedAt < from.arrivedAt ? receivedAt : from.arrivedAt,
    body: bodyOf(actor.agencyKind),
    toldBy: `${from.source}, ${from.sourceRef}`,
  })
  await keepTokens(services, work, suspectId, { names: [row.suspect], bornOn: row.suspectBorn })
  await insertReferences(
    tx,
    row.references.map((reference) => ({
      ...reference,
      caseId,
      suspectId,
      agencyId: actor.agencyId,
      madeBy: actor.id,
      madeAt: now,
    })),
  )
  await updateItem(tx, from.itemId, {
    state: 'recorded',
    caseId,
    suspectId,
    entryId: recorded.entryId,
    sortedBy: actor.id,
    sortedAt: now,
    whyTray: null,
  })
}
