import type { Resource } from '../model/attributes.ts'
import { notThere } from '../model/errors.ts'
import { type GroupSaid, groupResource, readGroup } from '../model/groups.ts'
import { type ListQuery, listOf, shown } from '../model/lists.ts'
import { patched } from '../model/patch.ts'
import { groupsIn, membersIn, removeGroup as remove, saveGroup } from '../store/directory.ts'
import { asError, type Call } from './users.ts'

export const groups = async ({ tx, base }: Call, asked: ListQuery): Promise<Resource> => {
  const members = Map.groupBy(await membersIn(tx, {}), ({ groupId }) => groupId)
  const all = (await groupsIn(tx)).map((group) => groupResource(group, members.get(group.id) ?? [], base))
  return listOf(all, asked)
}

export const group = async ({ tx, base }: Call, id: string, asked: Partial<ListQuery> = {}): Promise<Resource> => {
  const [found] = await groupsIn(tx, id)
  if (!found) throw notThere()
  return shown(groupResource(found, await membersIn(tx, { groupId: id }), base), asked)
}

export const addGroup = (call: Call, body: unknown): Promise<Resource> => save(call, null, readGroup(body))

export const replaceGroup = async (call: Call, id: string, body: unknown): Promise<Resource> => {
  await group(call, id)
  return save(call, id, readGroup(body))
}
export const patchGroup = async (call: Call, id: string, body: unknown): Promise<Resource> =>
  save(call, id, readGroup(patched(await group(call, id), body)))

export const removeGroup = async ({ tx, now }: Call, id: string): Promise<void> => {
  const problem = await remove(tx, id, now)
  if (problem) throw asError(problem)
}

const save = async (call: Call, id: string | null, said: GroupSaid): Promise<Resource> => {
  const saved = await saveGroup(call.tx, id, said, call.now)
  if (saved.problem !== null || saved.id === null) throw asError(saved.problem ?? 'not there')
  return group(call, saved.id)
}
