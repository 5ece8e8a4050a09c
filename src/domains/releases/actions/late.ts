import type { Db } from '../../../platform/db.ts'
import type { Log } from '../../../platform/log.ts'
import type { Work } from '../../../platform/request.ts'
import { openFor } from '../../../platform/vault.ts'
import { dutyKey } from '../../../rules/duty.ts'
import type { Services } from '../../../rules/services.ts'
import { foundInReadings } from '../../bundles/index.ts'
import { type Found, findIn, firstHeld, foundLate, isPlace, soughtBut } from '../../files/index.ts'
import { takeBack } from '../rules.ts'
import { type LateRow, type SentRow, sentCopy, sentToLookAt, wasLookedAt } from '../store.ts'
import { type Refused, step } from './index.ts'

/** Looks through what was sent before a place was written down, one after the other (S-14). What could not be opened stays to be looked at. */
export const lookAtSent = async (services: Services, _: unknown, log: Log, stopping: AbortSignal): Promise<void> => {
  const { db } = services
  let sent = await sentToLookAt(db, null)
  while (sent && !stopping.aborted) {
    const { id } = sent
    // Never the words of the error: it may say what it read.
    await lookAtOne(services, sent).catch((error: unknown) =>
      log.error({ releaseId: id, fault: error instanceof Error ? error.name : '' }, 'what was sent was not looked at'),
    )
    sent = await sentToLookAt(db, id)
  }
}
const lookAtOne = async (services: Services, row: SentRow): Promise<void> => {
  const { db } = services
  const found = (await foundIn(services, db, row)).filter(({ kind }) => isPlace(kind))
  if (found.length === 0) return wasLookedAt(db, row)
  const places = found.flatMap((each) => each.places ?? [])
  const late = { releaseId: row.id, places, at: services.now() }
  await db.transaction().execute((tx) => foundLate(services, tx, late))
}

const page = { x: 0, y: 0, w: 0, h: 0 }
/** The way that was sent is no find in itself, unless a provider protects it. */
const foundIn = async (services: Services, db: Db, row: SentRow): Promise<Found[]> => {
  const { caseId, bundleId, personId } = row
  const sought = await soughtBut(services, db, caseId, row.routeId ?? undefined)
  if (bundleId !== null) return foundInReadings(services, db, { id: bundleId, caseId }, sought)
  const sealed = await sentCopy(db, row)
  const place = personId && { personId, table: 'release_copy', column: 'sealed', row: row.id }
  const paper = sealed && place ? await openFor(services, db, place, sealed) : null
  if (!paper) return []
  const words = paper
    .replace(/<style>.*?<\/style>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .split(/\s+/)
  return findIn(
    words.map((text) => ({ text, box: page })),
    sought,
    1,
    0,
  )
}

/** What was taken back, in words that name no place: it meets the duty to say so. */
export const sayTakenBack = async (
  services: Services,
  work: Work,
  caseId: string,
  { late, said }: { late: LateRow; said: string },
): Promise<Refused | undefined> => {
  const held = await firstHeld(services, work.tx, caseId, { said })
  if (held) return held
  const details = { tells: [dutyKey(late.factId, takeBack)] }
  await step(services, work, { caseId, type: 'releases.late-answered', details, what: said })
  return undefined
}
