import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { enterprise, isRecord, keyIn, namesIn, type Resource, valueIn } from './attributes.ts'
import { ScimError } from './errors.ts'
import { type Filter, readFilter } from './filter.ts'

/** Entra writes `Add`, Okta `add`. */
const operation = z.object({
  op: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['add', 'remove', 'replace'])),
  path: z.string().max(1000).optional(),
  value: z.unknown().optional(),
})
const patchBody = z.object({ Operations: z.array(operation).min(1).max(1000) })
type Operation = z.infer<typeof operation>
type Op = Operation['op']

/** Set by us: said again without a path it is passed over, as Okta does; with a path it is refused. */
const readOnly = ['id', 'meta', 'schemas', 'groups']
/** Attributes of many values that Waymark knows, so that one value is never taken for the whole. */
const ofMany = ['emails', 'phonenumbers', 'roles', 'members', 'addresses', 'entitlements']

/** The resource as these operations leave it (RFC 7644 3.5.2); the one that came in stays as it was. */
export const patched = (resource: Resource, body: unknown): Resource => {
  const parsed = patchBody.safeParse(isRecord(body) ? { Operations: valueIn(body, 'Operations') } : body)
  if (!parsed.success)
    throw new ScimError(400, 'A PATCH has Operations, each with op add, remove or replace', 'invalidSyntax')
  const result = structuredClone(resource)
  for (const each of parsed.data.Operations) act(result, each)
  return result
}

const act = (resource: Resource, { op, path, value }: Operation): void => {
  if (path) {
    put(resource, op, readPath(path), value)
    return
  }
  if (op === 'remove') throw new ScimError(400, 'A removal names its path', 'noTarget')
  if (!isRecord(value)) throw new ScimError(400, 'Without a path the value names its attributes', 'invalidSyntax')
  for (const [name, each] of Object.entries(value))
    if (!readOnly.includes(name.toLowerCase())) put(resource, op, readPath(name), each)
}

type Path = {
  names: string[]
  filter: Filter | undefined
  equals: { name: string; value: unknown } | undefined
  sub: string | undefined
}

/** `emails[type eq "work"].value`, `name.givenName`, or with the schema's own name in front. */
const readPath = (path: string): Path => {
  const found = /^([^[\]]+)(?:\[(.*)\](?:\.([A-Za-z$][\w$-]*))?)?$/s.exec(path.trim())
  const names = found?.[1] ? namesIn(found[1].trim()) : []
  if (!found || !names.every((name) => name === enterprise || /^[A-Za-z$][\w$-]*$/.test(name)))
    throw new ScimError(400, `“${path.slice(0, 100)}” is not a path`, 'invalidPath')
  const [first = ''] = names
  if (readOnly.includes(first.toLowerCase())) throw new ScimError(400, `${first} cannot be changed`, 'mutability')
  const [, , inner, sub] = found
  const simple = /^\s*([A-Za-z$][\w$-]*)\s+eq\s+"([^"\\]*)"\s*$/i.exec(inner ?? '')
  const equals = simple?.[1] ? { name: simple[1], value: simple[2] } : undefined
  return { names, filter: inner === undefined ? undefined : readFilter(inner), equals, sub }
}

const put = (resource: Resource, op: Op, path: Path, value: unknown): void => {
  const [name = '', ...rest] = path.names
  const key = keyIn(resource, name)
  if (path.filter) putAmong(resource, key, op, { ...path, filter: path.filter }, value)
  else if (rest.length === 0) putWhole(resource, key, op, value)
  else putWithin(resource, key, op, { ...path, names: rest }, value)
}

const putWithin = (resource: Resource, key: string, op: Op, inner: Path, value: unknown): void => {
  const held = valueIn(resource, key)
  if (Array.isArray(held)) {
    for (const each of held) if (isRecord(each)) put(each, op, inner, value)
  } else if (op !== 'remove' || isRecord(held)) {
    const part = isRecord(held) ? held : {}
    resource[key] = part
    put(part, op, inner, value)
  }
}

const putWhole = (resource: Resource, key: string, op: Op, value: unknown): void => {
  const held = Object.hasOwn(resource, key) ? resource[key] : undefined
  if (op === 'remove') {
    const left = Array.isArray(held) && value !== undefined && value !== null ? without(held, value) : undefined
    if (left) resource[key] = left
    else delete resource[key]
  } else if (Array.isArray(held) || ofMany.includes(key.toLowerCase())) {
    const given = value === null || value === undefined ? [] : [value].flat()
    const before = op === 'add' && Array.isArray(held) ? held : []
    resource[key] = [...before, ...given.filter((each) => !before.some((other) => isSame(other, each)))]
  } else if (isRecord(held) && isRecord(value)) {
    for (const [name, each] of Object.entries(value)) putWhole(held, keyIn(held, name), op, each)
  } else resource[key] = value
}

/** Entra names the members that go in the value of the removal. */
const without = (held: readonly unknown[], value: unknown): unknown[] => {
  const gone = [value].flat()
  return held.filter((each) => !gone.some((other) => isSame(each, other)))
}
const isSame = (one: unknown, other: unknown): boolean => {
  if (!isRecord(one) || !isRecord(other)) return isDeepStrictEqual(one, other)
  const [a, b] = [valueIn(one, 'value'), valueIn(other, 'value')]
  const isOfOneType =
    isDeepStrictEqual(valueIn(one, 'type'), valueIn(other, 'type')) || valueIn(other, 'type') === undefined
  return a === undefined ? isDeepStrictEqual(one, other) : a === b && isOfOneType
}

const putAmong = (resource: Resource, key: string, op: Op, path: Path & { filter: Filter }, value: unknown): void => {
  const all: unknown[] = Object.hasOwn(resource, key) ? [resource[key]].flat() : []
  const isMeant = (each: unknown): boolean => path.filter(each)
  if (op === 'remove' && !path.sub) {
    resource[key] = all.filter((each) => !isMeant(each))
    return
  }
  const meant = all.filter(isRecord).filter(isMeant)
  if (meant.length === 0 && op === 'remove') return
  if (meant.length === 0) {
    if (!path.equals) throw new ScimError(400, 'Nothing is at that path', 'noTarget')
    const made: Resource = { [path.equals.name]: path.equals.value }
    all.push(made)
    meant.push(made)
  }
  for (const each of meant) {
    if (path.sub) putWhole(each, keyIn(each, path.sub), op, value)
    else if (isRecord(value)) Object.assign(each, value)
    else throw new ScimError(400, 'The value names its parts', 'invalidValue')
  }
  resource[key] = all
}
