import { z } from 'zod'

export const core = 'urn:ietf:params:scim:schemas:core:2.0:'
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export type Resource = Record<string, unknown>
const record = z.record(z.string(), z.unknown())
export const isRecord = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && record.safeParse(value).success

/** The name under which this resource holds an attribute: names have no regard to capitals (RFC 7643 2.1). */
export const keyIn = (resource: Resource, name: string): string =>
  Object.keys(resource).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name

export const valueIn = (resource: Resource, name: string): unknown => {
  const key = keyIn(resource, name)
  return Object.hasOwn(resource, key) ? resource[key] : undefined
}

/** An attribute's path as the names to go by: a core schema's own name falls away, that of the extension is a name. */
export const namesIn = (path: string): string[] => {
  const lower = path.toLowerCase()
  if (lower === enterprise.toLowerCase()) return [enterprise]
  if (lower.startsWith(`${enterprise.toLowerCase()}:`))
    return [enterprise, ...path.slice(enterprise.length + 1).split('.')]
  const own = lower.startsWith(core.toLowerCase()) ? path.slice(core.length).replace(/^\w+:/, '') : path
  return own.split('.')
}

/** Whether any value at this path is so; a value of many that has parts stands for its `value` (RFC 7644 3.4.2.2). */
export const matches = (resource: unknown, path: string, isSo: (value: unknown) => boolean): boolean =>
  along(resource, namesIn(path)).some((value) => isSo(value) || (isRecord(value) && isSo(valueIn(value, 'value'))))

const along = (value: unknown, [name, ...rest]: readonly string[]): unknown[] => {
  if (Array.isArray(value)) return value.flatMap((each) => along(each, name === undefined ? [] : [name, ...rest]))
  if (name === undefined) return [value]
  return isRecord(value) ? along(valueIn(value, name), rest) : []
}
