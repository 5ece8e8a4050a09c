import { randomUUID } from 'node:crypto'
import type { Standing } from './askers.ts'
import { expected } from './expected.ts'
import type { Mutant } from './mutants.ts'
import type { World } from './world.ts'

/** Whose a row is, in tables of what is somebody's own. */
const ownColumns: Readonly<Record<string, string>> = {
  ...{ alarm: 'to_id', draft: 'practitioner_id', seen: 'practitioner_id', emergency_look: 'practitioner_id' },
  ...{
    digest: 'practitioner_id',
    feed: 'practitioner_id',
    form_answer: 'practitioner_id',
    saved_filter: 'practitioner_id',
  },
  ...{ inbox_batch: 'made_by', emergency_word: 'practitioner_id' },
}
const hasId = new Set(['alarm', 'emergency_look', 'inbox_batch', 'emergency_word'])

/** What is asked of the database for one table by one person, and what it should answer. */
export const oracleOf = async ({ past, whole }: World) => {
  const { rows } = await past.query<{ place: string; has: boolean }>(
    `select c.oid::regclass::text as place, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
      and has_column_privilege('waymark_app', c.oid, a.attnum, 'select')) as has
    from pg_class c where c.relkind = 'r' and exists (select from pg_policy p where p.polrelid = c.oid and 'waymark_app'::regrole = any (p.polroles)
      and p.polcmd in ('r', '*')) order by 1`,
  )
  const scope = new Map(
    rows.map(({ place, has }) => {
      const own = place === 'cases' ? 'id' : has ? 'case_id' : undefined
      const people = /^(person|person_version|vault\.person_key)$/.test(place)
      const column = place === 'person' ? 'id' : 'person_id'
      if (people) return [place, `${column} = '${whole.ids.personId}'`]
      return [place, own ? `${own} = '${whole.ids.caseId}'` : 'true']
    }),
  )
  const tables = [...scope.keys()]
  const count = async (place: string, which: string): Promise<number> => {
    const { rows } = await past.query(
      `select count(*)::int as rows from ${place} where ${scope.get(place)} and (${which})`,
    )
    return rows[0].rows
  }
  /** What is somebody's own: a row of the asker's as well, so that each has something to be shown. */
  const ownRow = async (place: string, { id, agencyId }: Standing['asker']): Promise<void> => {
    const column = ownColumns[place]
    if (!column) return
    const change = {
      [column]: id,
      ...(place === 'inbox_batch' && { agency_id: agencyId }),
      ...(hasId.has(place) && { id: randomUUID() }),
    }
    await past.query(
      `insert into ${place} overriding system value select (jsonb_populate_record(null::${place}, to_jsonb(t) || $1)).* from (select * from ${place} limit 1) t on conflict do nothing`,
      [JSON.stringify({ ...change, ...(place === 'feed' && { token_hash: `\\x${id.replaceAll('-', '')}` }) })],
    )
  }
  /** In words, where these tables answer this person otherwise than they should; what was brought about is undone. */
  const wrongFor = async ({ asker, name, bind, stand }: Standing, places: readonly string[]): Promise<string[]> => {
    await past.query('savepoint asked')
    try {
      await stand()
      for (const place of places) await ownRow(place, asker)
      const right: [string, number][] = []
      for (const place of places) {
        const which = expected(place, asker)
        if (which === undefined) throw new Error(`nobody has judged ${place}`)
        right.push([place, which === 'false' ? 0 : await count(place, which)])
      }
      await past.query('set local role waymark_app')
      if (bind === 'directory') await past.query(`select from bind_directory_key('directory-token')`)
      else if (bind) await past.query('select bind($1)', [bind])
      const wrong: string[] = []
      for (const [place, rows] of right) {
        const seen = await count(place, 'true').catch((error: unknown) => {
          wrong.push(`${place} fails for ${name}: ${String(error)}`)
          return undefined
        })
        if (seen === undefined) break
        if (seen !== rows) wrong.push(`${place}: ${seen} of ${rows} for ${name}`)
      }
      return wrong
    } finally {
      await past.query('rollback to savepoint asked')
    }
  }
  // Whoever noticed a change of a kind is asked first about the next of that kind.
  const noticers = new Map<string, Standing>()
  /** The first wrong answer under a change of the database, or undefined when nobody notices it; all is as before afterwards. */
  const noticed = async (changes: readonly Mutant[], places: readonly string[], standings: readonly Standing[]) => {
    const kind = changes.map(({ part, what }) => `${what} ${part.replace(/\b\w+\.(case_id|id)\b/g, '$1')}`).join('\n')
    const first = noticers.get(kind)
    await past.query('begin')
    try {
      for (const { apply } of changes) await past.query(apply)
      for (const standing of first ? [first, ...standings] : standings) {
        const [wrong] = await wrongFor(standing, places)
        if (wrong) noticers.set(kind, standing)
        if (wrong) return wrong
      }
      return undefined
    } finally {
      await past.query('rollback')
    }
  }
  return { tables, wrongFor, noticed }
}
