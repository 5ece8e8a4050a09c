import { z } from 'zod'
import { isRecord, keyIn, type Resource } from './attributes.ts'
import { readFilter } from './filter.ts'

const figure = z.coerce.number().int()
const query = z.object({
  filter: z.string().optional().catch(undefined),
  startIndex: figure.catch(1).transform((at) => Math.max(1, at)),
  count: figure.optional().catch(undefined),
  attributes: z.string().optional().catch(undefined),
  excludedAttributes: z.string().optional().catch(undefined),
})
export type ListQuery = z.infer<typeof query>
export const readQuery = (given: unknown): ListQuery => query.parse(isRecord(given) ? given : {})

export const mostPerPage = 200
const usualPage = 100

/** One page of what the filter lets through, as RFC 7644 3.4.2 words it. */
export const listOf = (all: readonly Resource[], asked: ListQuery): Resource => {
  const found = asked.filter === undefined ? all : all.filter(readFilter(asked.filter))
  const count = Math.min(Math.max(0, asked.count ?? usualPage), mostPerPage)
  const page = found.slice(asked.startIndex - 1, asked.startIndex - 1 + count)
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: found.length,
    startIndex: asked.startIndex,
    itemsPerPage: page.length,
    Resources: page.map((resource) => shown(resource, asked)),
  }
}

/** The one thing that a directory asks first, which the database can answer by itself. */
export const soughtBy = (filter: string | undefined): { userName?: string; externalId?: string } => {
  const found = /^\s*(userName|externalId)\s+eq\s+"([^"\\]*)"\s*$/i.exec(filter ?? '')
  if (!found?.[2]) return {}
  return found[1]?.toLowerCase() === 'username' ? { userName: found[2] } : { externalId: found[2] }
}

/** Only what was asked for, or all but what was not wanted; what names the resource is always there. */
export const shown = (resource: Resource, { attributes, excludedAttributes }: Partial<ListQuery>): Resource => {
  const listed = (text: string) =>
    new Set(text.split(',').map((name) => keyIn(resource, name.trim().split('.')[0] ?? '')))
  const always = ['schemas', 'id']
  const [only, not] = [attributes && listed(attributes), excludedAttributes && listed(excludedAttributes)]
  if (!only && !not) return resource
  return Object.fromEntries(
    Object.entries(resource).filter(
      ([name]) => always.includes(name) || (only ? only.has(name) : not && !not.has(name)),
    ),
  )
}
