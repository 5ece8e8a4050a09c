import type { Db, Tx } from '../../../platform/db.ts'
import { openFor } from '../../../platform/vault.ts'
import type { Services } from '../../../rules/services.ts'
import { kindsNamed, type ProtectedKind, type Sought, soughtIn, soughtOfSchool } from '../model/protected.ts'
import { routesToProtect, schoolsToProtect } from '../store.ts'

type Keys = Pick<Services, 'secret' | 'keeper'>

/** What is to be protected of the people of the case. It is opened here, looked for, and forgotten. */
export const soughtFor = async (keys: Keys, db: Db | Tx, caseId: string): Promise<Sought[]> =>
  onceEach([
    ...(await schoolsToProtect(db, caseId)).flatMap(({ name }) => soughtOfSchool(name)),
    ...(await soughtOfRoutes(keys, db, caseId)),
  ])

const soughtOfRoutes = async (keys: Keys, db: Db | Tx, caseId: string, only?: string): Promise<Sought[]> => {
  const sought: Sought[] = []
  for (const { id, personId, kind, value } of await routesToProtect(db, caseId)) {
    const place = { personId, table: 'contact_route', column: 'value', row: id }
    const plain = (only === undefined || id === only) && value && (await openFor(keys, db, place, value))
    if (plain) sought.push(...soughtIn(kind, plain))
  }
  return sought
}

const keyOf = ({ kind, folded }: Sought): string => `${kind} ${folded}`
const onceEach = (sought: readonly Sought[]): Sought[] => [
  ...new Map(sought.map((each) => [keyOf(each), each])).values(),
]

/**
 * The sorts of protected things of a case that a text holds, as far as who reads may open them: never the thing itself. What is
 * the same as the way `but` may stand in it.
 */
export const protectedIn = async (
  keys: Keys,
  db: Db | Tx,
  caseId: string,
  { text, but }: { text: string; but?: string | undefined },
): Promise<ProtectedKind[]> => {
  const left = new Set(but === undefined ? [] : (await soughtOfRoutes(keys, db, caseId, but)).map(keyOf))
  const sought = (await soughtFor(keys, db, caseId)).filter((each) => !left.has(keyOf(each)))
  return kindsNamed(text, sought)
}
