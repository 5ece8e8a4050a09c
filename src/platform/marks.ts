import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from './db.ts'

/** A short mark of what a form was filled in from. Two that read the same have the same mark. */
export const markOf = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16)

/** Those who change one record come one after the other: the second waits, and then sees what the first did (U9). */
export const oneAtATime = async (tx: Tx, record: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`change ${record}`}, 0))`.execute(tx)
}

const sent = z.object({ basedOn: z.string().optional().catch(undefined) }).catch({ basedOn: undefined })

/** Whether the form was filled in from something that has changed since. One that names nothing was filled in from nothing. */
export const isBehind = (body: unknown, mark: string): boolean => {
  const { basedOn } = sent.parse(body)
  return basedOn !== undefined && basedOn !== mark
}

/** A field that somebody else changed, or that this person typed otherwise: both texts side by side. */
export type Difference = { field: string; now: string; typed: string }

type Words = Readonly<Record<string, string | undefined>>

/** The fields in which what is saved and what was typed are not the same, by the names that the form gives them. */
export const differencesIn = (labels: Readonly<Record<string, string>>, now: Words, typed: Words): Difference[] =>
  Object.entries(labels).flatMap(([name, field]) => {
    const [saved, written] = [now[name] ?? '', (typed[name] ?? '').trim()]
    return saved === written ? [] : [{ field, now: saved, typed: written }]
  })
