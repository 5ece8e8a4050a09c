import { z } from 'zod'
import { core, isRecord, type Resource, valueIn } from './attributes.ts'
import { ScimError } from './errors.ts'
import { metaOf } from './users.ts'

export type DirectoryGroup = { id: string; externalId: string | null; name: string; madeAt: Date; changedAt: Date }
export type GroupMember = { groupId: string; groupName: string; practitionerId: string; name: string }
export type GroupSaid = { name: string; externalId: string | null; members: string[] }

const groupBody = z.object({
  displayName: z.string().trim().min(1).max(200),
  externalId: z.string().trim().max(200).nullish(),
  members: z.array(z.looseObject({})).max(20_000).nullish(),
})

export const readGroup = (resource: unknown): GroupSaid => {
  if (!isRecord(resource)) throw new ScimError(400, 'A group is a JSON object', 'invalidSyntax')
  const [displayName, externalId, members] = ['displayName', 'externalId', 'members'].map((name) =>
    valueIn(resource, name),
  )
  const parsed = groupBody.safeParse({ displayName, externalId, members })
  if (!parsed.success)
    throw new ScimError(400, 'A group has a displayName, and members each with a value', 'invalidValue')
  const ids = (parsed.data.members ?? []).map((member) => z.uuid().safeParse(valueIn(member, 'value')))
  if (ids.some(({ success }) => !success)) throw unknownMember()
  return {
    name: parsed.data.displayName,
    externalId: parsed.data.externalId || null,
    members: [...new Set(ids.flatMap(({ data }) => data ?? []))],
  }
}

export const unknownMember = (): ScimError =>
  new ScimError(400, 'A member is not a user of this directory', 'invalidValue')

export const groupResource = (group: DirectoryGroup, members: readonly GroupMember[], base: string): Resource => ({
  schemas: [`${core}Group`],
  id: group.id,
  ...(group.externalId && { externalId: group.externalId }),
  displayName: group.name,
  members: members.map(({ practitionerId, name }) => ({
    value: practitionerId,
    display: name,
    $ref: `${base}/Users/${practitionerId}`,
  })),
  meta: metaOf('Group', `${base}/Groups/${group.id}`, group),
})
