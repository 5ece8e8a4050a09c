import type { Db, Tx } from '../../../platform/db.ts'
import { openForProviders } from '../../../platform/provider-vault.ts'
import { openFor } from '../../../platform/vault.ts'
import type { Services } from '../../../rules/services.ts'
import { type PlaceStored, placeStored } from '../model/place.ts'
import {
  kindsNamed,
  kindWords,
  type ProtectedKind,
  type Sought,
  soughtIn,
  soughtOfPlace,
  soughtOfSchool,
} from '../model/protected.ts'
import { placesToLookFor, routesToProtect, type SealedPlace, schoolsToProtect } from '../store.ts'

type Keys = Pick<Services, 'secret' | 'keeper'>

/** What is to be protected: of the people of the case, and of every provider. It is opened here, looked for, and forgotten. */
export const soughtFor = async (keys: Keys, db: Db | Tx, caseId: string): Promise<Sought[]> =>
  onceEach([
    ...(await schoolsToProtect(db, caseId)).flatMap(({ name }) => soughtOfSchool(name)),
    ...(await soughtOfRoutes(keys, db, caseId)),
    ...(await soughtOfProviders(keys, db, caseId)),
  ])

/** The places of every provider (INV-06): they are sought in each case, whoever reads it, and nothing says whose they are. */
export const soughtOfProviders = async (keys: Keys, db: Db | Tx, caseId: string): Promise<Sought[]> => {
  const all = await placesToLookFor(db, caseId)
  const places = await openPlaces(keys, all)
  return all.flatMap(({ id }, index) => {
    const place = places[index]
    return place ? soughtOfPlace(place.kind, place.text, id) : []
  })
}
/** Each of these places; null where the key of its provider was erased, or is not there. */
export const openPlaces = async (keys: Keys, rows: readonly SealedPlace[]): Promise<(PlaceStored | null)[]> => {
  const all = rows.flatMap(({ id, agencyId, sealed, wrapped, keptAs }) =>
    wrapped ? [{ agencyId, row: id, sealed, key: { wrapped, keptAs } }] : [],
  )
  const texts = await openForProviders(keys, all)
  const opened = new Map(all.map(({ row }, index) => [row, texts[index]]))
  return rows.map(({ id }) => {
    const text = opened.get(id)
    return text ? placeStored.parse(JSON.parse(text)) : null
  })
}

const soughtOfRoutes = async (keys: Keys, db: Db | Tx, caseId: string, only?: string): Promise<Sought[]> => {
  const sought: Sought[] = []
  for (const { id, personId, kind, value } of await routesToProtect(db, caseId)) {
    const place = { personId, table: 'contact_route', column: 'value', row: id }
    const plain = (only === undefined || id === only) && value && (await openFor(keys, db, place, value))
    if (plain) sought.push(...soughtIn(kind, plain))
  }
  return sought
}

/** A provider’s place stays one of its own where somebody in the case lives there. */
const keyOf = ({ kind, folded, placeId }: Sought): string => `${kind} ${folded} ${placeId ?? ''}`
const onceEach = (sought: readonly Sought[]): Sought[] => [
  ...new Map(sought.map((each) => [keyOf(each), each])).values(),
]

/**
 * The sorts of protected things of a case that a text holds, as far as who reads may open them: never the thing itself. What is
 * the same as the way `but` may stand in it; not where a provider protects it, whoever lives there (INV-06, INV-55).
 */
export const protectedIn = async (
  keys: Keys,
  db: Db | Tx,
  caseId: string,
  { text, but }: { text: string; but?: string | undefined },
): Promise<ProtectedKind[]> => {
  return kindsNamed(text, await soughtBut(keys, db, caseId, but))
}
/** The same without what the way `but` itself says. */
export const soughtBut = async (
  keys: Keys,
  db: Db | Tx,
  caseId: string,
  but: string | undefined,
): Promise<Sought[]> => {
  const left = new Set(but === undefined ? [] : (await soughtOfRoutes(keys, db, caseId, but)).map(keyOf))
  return (await soughtFor(keys, db, caseId)).filter((each) => !left.has(keyOf(each)))
}

export const heldWords = (kinds: readonly ProtectedKind[]): string =>
  `${kinds.map((kind) => kindWords[kind]).join(', ')} that is protected here`

/** The first of the fields that others read in which something protected stands, and what to do about it; never the thing itself. */
export const firstHeld = async (
  keys: Keys,
  db: Db | Tx,
  caseId: string,
  texts: Readonly<Record<string, string | null | undefined>>,
): Promise<{ field: string; problem: string } | undefined> => {
  const sought = await soughtFor(keys, db, caseId)
  for (const [field, text] of Object.entries(texts)) {
    const found = text ? kindsNamed(text, sought) : []
    if (found.length > 0)
      return { field, problem: `This is read by others: it holds ${heldWords(found)}. Say it without that` }
  }
  return undefined
}
