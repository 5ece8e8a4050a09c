import { z } from 'zod'
import { core, enterprise, isRecord, type Resource, valueIn } from './attributes.ts'
import { ScimError } from './errors.ts'

/** What Waymark keeps of a person of the directory: the rest of what it sends is not kept. */
export type DirectoryPerson = {
  id: string
  userName: string
  externalId: string | null
  name: string
  givenName: string | null
  familyName: string | null
  email: string
  phone: string | null
  department: string | null
  words: string[]
  managerId: string | null
  isActive: boolean
  madeAt: Date
  changedAt: Date
}
export type PersonSaid = Omit<DirectoryPerson, 'id' | 'madeAt' | 'changedAt'>

const line = (longest: number) => z.string().trim().max(longest)
/** Null, empty and absent are one: nothing is said (RFC 7643 2.5). */
const said = (longest: number) =>
  line(longest)
    .nullish()
    .transform((text) => text || null)
/** Entra has long written true and false as text. */
const truth = z
  .union([
    z.boolean(),
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(['true', 'false'])),
  ])
  .transform((value) => value === true || value === 'true')
const valued = z
  .union([z.string(), z.looseObject({})])
  .transform((each): Resource => (isRecord(each) ? each : { value: each }))
const many = z.union([z.array(valued).max(100), valued.transform((one) => [one])]).nullish()

const userBody = z.object({
  userName: line(200).min(1),
  externalId: said(200),
  name: z.object({ formatted: said(120), givenName: said(120), familyName: said(120) }).nullish(),
  displayName: said(120),
  active: truth.nullish().transform((active) => active ?? true),
  emails: many,
  phoneNumbers: many,
  roles: many,
  department: said(200),
  manager: z.union([z.string(), z.looseObject({})]).nullish(),
})

/** A user as a directory sends it, read once. What is missing or too long is said in words. */
export const readUser = (resource: unknown): PersonSaid => {
  if (!isRecord(resource)) throw new ScimError(400, 'A user is a JSON object', 'invalidSyntax')
  const extension = valueIn(resource, enterprise)
  const parsed = userBody.safeParse({ ...picked(resource), ...(isRecord(extension) && ofExtension(extension)) })
  if (!parsed.success) {
    const [first] = parsed.error.issues
    throw new ScimError(
      400,
      `${first?.path.join('.') || 'The user'}: ${first?.message ?? 'not understood'}`,
      'invalidValue',
    )
  }
  const { userName, externalId, name, displayName, active, department, ...lists } = parsed.data
  const parts = [name?.givenName, name?.familyName].filter(Boolean).join(' ')
  return {
    ...{ userName, externalId, department, isActive: active },
    name: (displayName ?? name?.formatted ?? (parts || userName)).slice(0, 120),
    givenName: name?.givenName ?? null,
    familyName: name?.familyName ?? null,
    email: emailOf(textsOf(lists.emails), userName),
    phone: phoneOf(textsOf(lists.phoneNumbers)),
    words: [...new Set(textsOf(lists.roles))].slice(0, 50),
    managerId: idIn(lists.manager),
  }
}

const names = ['userName', 'externalId', 'name', 'displayName', 'active', 'emails', 'phoneNumbers', 'roles']
const picked = (resource: Resource): Resource =>
  Object.fromEntries(
    names.map((name) => [name, name === 'name' ? parts(valueIn(resource, name)) : valueIn(resource, name)]),
  )
const parts = (name: unknown): unknown =>
  isRecord(name)
    ? Object.fromEntries(['formatted', 'givenName', 'familyName'].map((part) => [part, valueIn(name, part)]))
    : name
const ofExtension = (extension: Resource): Resource => ({
  department: valueIn(extension, 'department'),
  manager: valueIn(extension, 'manager'),
})

/** The values, the primary one first, then those of work. */
const textsOf = (all: readonly Resource[] | null | undefined): string[] => {
  const rank = (each: Resource): number =>
    String(valueIn(each, 'primary')).toLowerCase() === 'true' ? 0 : valueIn(each, 'type') === 'work' ? 1 : 2
  return (all ?? [])
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((each) => {
      const value = valueIn(each, 'value')
      return typeof value === 'string' && value.trim() ? [value.trim().slice(0, 200)] : []
    })
}

const emailOf = ([first]: readonly string[], userName: string): string => {
  const email = z
    .email()
    .max(200)
    .safeParse((first ?? userName).toLowerCase())
  if (email.success) return email.data
  throw new ScimError(400, 'A user has a work e-mail address: in emails, or as userName', 'invalidValue')
}
const phoneOf = ([first]: readonly string[]): string | null => first?.replace(/^tel:/i, '').slice(0, 40) ?? null
const idIn = (manager: unknown): string | null =>
  z.uuid().safeParse(isRecord(manager) ? valueIn(manager, 'value') : manager).data ?? null

type Membership = { groupId: string; groupName: string }

/** The person as SCIM shows one. */
export const userResource = (person: DirectoryPerson, groups: readonly Membership[], base: string): Resource => {
  const { id, externalId, userName, name, givenName, familyName, email, phone, department, words, managerId } = person
  const extension = {
    ...(department && { department }),
    ...(managerId && { manager: { value: managerId, $ref: `${base}/Users/${managerId}` } }),
  }
  return {
    schemas: [`${core}User`, enterprise],
    id,
    ...(externalId && { externalId }),
    ...{ userName, displayName: name, active: person.isActive },
    name: { formatted: name, ...(givenName && { givenName }), ...(familyName && { familyName }) },
    emails: [{ value: email, type: 'work', primary: true }],
    ...(phone && { phoneNumbers: [{ value: phone, type: 'work' }] }),
    ...(words.length > 0 && { roles: words.map((value) => ({ value })) }),
    ...(groups.length > 0 && {
      groups: groups.map(({ groupId, groupName }) => ({
        value: groupId,
        display: groupName,
        $ref: `${base}/Groups/${groupId}`,
      })),
    }),
    [enterprise]: extension,
    meta: metaOf('User', `${base}/Users/${id}`, person),
  }
}

export const metaOf = (
  resourceType: string,
  location: string,
  { madeAt, changedAt }: { madeAt: Date; changedAt: Date },
) => ({
  ...{ resourceType, location },
  created: madeAt.toISOString(),
  lastModified: changedAt.toISOString(),
})
