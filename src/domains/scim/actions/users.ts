import type { Tx } from '../../../platform/db.ts'
import { isRecord, type Resource, valueIn } from '../model/attributes.ts'
import { notThere, ScimError } from '../model/errors.ts'
import { type ListQuery, listOf, shown, soughtBy } from '../model/lists.ts'
import { patched } from '../model/patch.ts'
import { type DirectoryPerson, type PersonSaid, readUser, userResource } from '../model/users.ts'
import { membersIn, type Problem, peopleIn, removePerson, savePerson } from '../store/directory.ts'

/** What a call to the directory's door works with. */
export type Call = { tx: Tx; now: Date; base: string }

export const users = async ({ tx, base }: Call, asked: ListQuery): Promise<Resource> => {
  const people = await peopleIn(tx, soughtBy(asked.filter))
  const groups = Map.groupBy(await membersIn(tx, {}), ({ practitionerId }) => practitionerId)
  const all = people.map((person) => userResource(person, groups.get(person.id) ?? [], base))
  return listOf(all, asked)
}

export const user = async (call: Call, id: string, asked: Partial<ListQuery> = {}): Promise<Resource> =>
  shown(await resourceOf(call, await personOf(call, id)), asked)

export const addUser = (call: Call, body: unknown): Promise<Resource> => save(call, null, readUser(body))

export const replaceUser = async (call: Call, id: string, body: unknown): Promise<Resource> => {
  await personOf(call, id)
  return save(call, id, readUser(body))
}

export const patchUser = async (call: Call, id: string, body: unknown): Promise<Resource> => {
  const before = await resourceOf(call, await personOf(call, id))
  return save(call, id, readUser(renamed(before, patched(before, body))))
}

/** Access ends at once; the cases stay theirs until somebody hands them over. */
export const removeUser = async ({ tx, now }: Call, id: string): Promise<void> => {
  const problem = await removePerson(tx, id, now)
  if (problem) throw asError(problem)
}

const personOf = async ({ tx }: Call, id: string): Promise<DirectoryPerson> => {
  const [person] = await peopleIn(tx, { id })
  if (!person) throw notThere()
  return person
}
const resourceOf = async ({ tx, base }: Call, person: DirectoryPerson): Promise<Resource> =>
  userResource(person, await membersIn(tx, { personId: person.id }), base)

const save = async (call: Call, id: string | null, said: PersonSaid): Promise<Resource> => {
  const saved = await savePerson(call.tx, id, said, call.now)
  if (saved.problem !== null || saved.id === null) throw asError(saved.problem ?? 'not there')
  return user(call, saved.id)
}

/** The name that colleagues read follows the part of it that was changed. */
const renamed = (before: Resource, after: Resource): Resource => {
  if (before.displayName !== after.displayName) return after
  const [was, is] = [before.name, after.name]
  if (!isRecord(was) || !isRecord(is)) return after
  const [formatted, given, family] = ['formatted', 'givenName', 'familyName'].map((part) => valueIn(is, part))
  if (formatted !== was.formatted) return { ...after, displayName: formatted }
  if (given === was.givenName && family === was.familyName) return after
  return {
    ...after,
    displayName: [given, family].filter(Boolean).join(' '),
    name: { givenName: given, familyName: family },
  }
}

const said: Record<Problem, [status: number, detail: string]> = {
  'no key': [401, 'The key is not known, or was ended'],
  'not there': [404, 'There is no such resource'],
  taken: [409, 'Somebody has that userName, externalId or e-mail address already'],
  'break glass': [403, 'This administrator lets people in when the provider fails. Name another one in Waymark first'],
  'unknown member': [400, 'A member is not a user of this directory'],
}
export const asError = (problem: Problem): ScimError => {
  const [status, detail] = said[problem]
  return new ScimError(
    status,
    detail,
    problem === 'taken' ? 'uniqueness' : problem === 'unknown member' ? 'invalidValue' : undefined,
  )
}
