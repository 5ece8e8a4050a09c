import { randomUUID } from 'node:crypto'
import { sealForProvider } from '../../platform/provider-vault.ts'
import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { openPlaces, type PlaceStored } from '../files/index.ts'
import { areIn, lookedFor, type PlaceForm } from './model.ts'
import { allPlaces, holdList, insertPlace, type PlaceRow, placeOf, removePlace } from './store.ts'

export type Place = Pick<PlaceRow, 'id' | 'addedAt' | 'addedByName'> & {
  /** Null: its key was erased, or is not there. */
  place: (PlaceStored & { lookedFor: string[] }) | null
}

export const opened = async (services: Services, rows: readonly PlaceRow[]): Promise<Place[]> => {
  const places = await openPlaces(services, rows)
  return rows.map(({ id, addedAt, addedByName }, index) => ({ id, addedAt, addedByName, place: read(places[index]) }))
}
const read = (stored: PlaceStored | null | undefined): Place['place'] =>
  stored ? { ...stored, lookedFor: lookedFor({ kind: stored.kind, place: stored.text }) } : null

/** From this moment it is looked for in every case; what is open is shut and looked through again. False: all of it is looked for already. */
export const addPlace = async (services: Services, work: Work, { kind, place }: PlaceForm): Promise<boolean> => {
  const { tx, now, actor } = work
  const [id, { agencyId }] = [randomUUID(), actor]
  await holdList(tx, agencyId)
  const known = (await opened(services, await allPlaces(tx, agencyId))).flatMap((each) => each.place?.lookedFor ?? [])
  if (areIn(known, lookedFor({ kind, place }))) return false
  const stored: PlaceStored = { kind, text: place }
  const sealed = await sealForProvider(services, work, { agencyId, row: id }, JSON.stringify(stored))
  await insertPlace(tx, { id, agencyId, sealed, addedBy: actor.id, addedAt: now })
  return true
}

export const onePlace = async (services: Services, { tx, actor }: Work, id: string): Promise<Place> => {
  const row = await placeOf(tx, actor.agencyId, id)
  const [place] = row ? await opened(services, [row]) : []
  if (!place) throw new NotFound()
  return place
}

export const takeOff = ({ tx, actor }: Work, id: string): Promise<void> => removePlace(tx, actor.agencyId, id)
