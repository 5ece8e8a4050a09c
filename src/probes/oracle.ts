import { randomUUID } from 'node:crypto'
import type { Standing } from './askers.ts'
import { expected } from './expected.ts'
import type { World } from './world.ts'

/** Whose a row is, in tables of what is somebody's own. */
const ownColumns: Readonly<Record<string, string>> = {
  ...{ alarm: 'to_id', draft: 'practitioner_id', seen: 'practitioner_id', emergency_look: 'practitioner_id' },
  ...{ digest: 'practitioner_id', feed: 'practitioner_id', form_answer: 'practitioner_id' },
  ...{ saved_filter: 'practitioner_id', inbox_batch: 'made_by', emergency_word: 'practitioner_id' },
}
const hasId = new Set(['alarm', 'emergency_look', 'inbox_batch', 'emergency_word'])

/** How one table answers somebody, where that is not as it should be. */
export type Wrong = { text: string; isFailure: boolean }
/** How many rows of each table somebody should be shown, and is; in words, how asking failed. */
type Answers = { right: number[]; seen: number[] | string }

/** What is asked of the database for one table by one person, and what it should answer. */
export const oracleOf = async ({ past, whole }: World) => {
  const { rows } = await past.query<{ place: string; has: boolean; isNeeded: boolean }>(
    `select c.oid::regclass::text as place, a.attname is not null and has_column_privilege('waymark_app', c.oid, a.attnum, 'select') as has,
      coalesce(a.attnotnull, false) as "isNeeded"
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
    where c.relkind = 'r' and exists (select from pg_policy p where p.polrelid = c.oid and 'waymark_app'::regrole = any (p.polroles)
      and p.polcmd in ('r', '*')) order by 1`,
  )
  const scopeOf = (place: string, has: boolean, isNeeded: boolean): string => {
    if (/^(person|person_version|vault\.person_key)$/.test(place))
      return `${place === 'person' ? 'id' : 'person_id'} = '${whole.ids.personId}'`
    if (place === 'cases') return `id = '${whole.ids.caseId}'`
    if (!has) return 'true'
    return `(case_id = '${whole.ids.caseId}'${isNeeded ? '' : ' or case_id is null'})`
  }
  const scope = new Map(rows.map(({ place, has, isNeeded }) => [place, scopeOf(place, has, isNeeded)]))
  const nullable = new Set(rows.filter(({ has, isNeeded }) => has && !isNeeded).map(({ place }) => place))
  const tables = [...scope.keys()]
  /** How many rows of each of these tables there are for whoever asks. */
  const counted = async (asked: readonly { place: string; which: string }[]): Promise<number[]> => {
    const counts = asked.map(
      ({ place, which }) => `(select count(*) from ${place} where ${scope.get(place)} and (${which}))`,
    )
    const { rows } = await past.query<{ counts: string[] }>(`select array[${counts.join(', ')}] as counts`)
    return (rows[0]?.counts ?? []).map(Number)
  }
  /** What is somebody's own: a row of the asker's as well, so that each has something to be shown; where it can be, also one of no case. */
  const ownRows = async (place: string, { id, agencyId }: Standing['asker']): Promise<void> => {
    const column = ownColumns[place]
    if (!column) return
    const add = (change: Record<string, unknown>) =>
      past.query(
        `insert into ${place} overriding system value select (jsonb_populate_record(null::${place}, to_jsonb(t) || $1)).* from (select * from ${place} order by ctid limit 1) t on conflict do nothing`,
        [JSON.stringify({ [column]: id, ...(hasId.has(place) && { id: randomUUID() }), ...change })],
      )
    await add({
      ...(place === 'inbox_batch' && { agency_id: agencyId }),
      ...(nullable.has(place) && { case_id: whole.ids.caseId }),
      ...(place === 'feed' && { token_hash: `\\x${id.replaceAll('-', '')}` }),
    })
    if (place === 'inbox_batch') await add({ agency_id: whole.suspect })
    if (place === 'draft') await add({ case_id: null, address: '/elsewhere' })
    else if (nullable.has(place)) await add({ case_id: null, duty_id: null, kind: 'another' })
  }
  const judged = new Map<string, number>()
  /** How many rows of each table this person should be shown, reckoned past every policy. */
  const rightFor = async ({ asker, name, shows }: Standing, places: readonly string[]): Promise<number[]> => {
    const of = (place: string) => `${place} ${name} ${asker.id}`
    const asked = places
      .filter((place) => !judged.has(of(place)))
      .map((place) => ({ place, which: shows[place] ?? expected(place, asker) }))
    const known = asked.flatMap(({ place, which }) => (which === undefined ? [] : [{ place, which }]))
    if (known.length < asked.length)
      throw new Error(`nobody has judged one of ${asked.map(({ place }) => place).join(', ')}`)
    const counts = asked.length > 0 ? await counted(known) : []
    for (const [index, { place }] of known.entries()) judged.set(of(place), counts[index] ?? 0)
    return places.map((place) => judged.get(of(place)) ?? 0)
  }
  /** How many rows of each table this person is shown, beside how many they should be; what was brought about is undone. */
  const answersTo = async (standing: Standing, places: readonly string[]): Promise<Answers> => {
    await past.query('savepoint asked')
    try {
      await standing.stand()
      for (const place of places) await ownRows(place, standing.asker)
      const right = await rightFor(standing, places)
      await past.query('set local role waymark_app')
      await standing.bind()
      const seen = await counted(places.map((place) => ({ place, which: 'true' }))).catch((error: unknown) =>
        String(error),
      )
      return { right, seen }
    } finally {
      await past.query('rollback to savepoint asked')
    }
  }
  /** Where these tables answer this person otherwise than they should. */
  const wrongFor = async (standing: Standing, places: readonly string[]): Promise<Wrong[]> => {
    const { right, seen } = await answersTo(standing, places)
    if (typeof seen === 'string')
      return [{ text: `${places.join(', ')}: ${seen} for ${standing.name}`, isFailure: true }]
    return places.flatMap((place, index) =>
      seen[index] === right[index]
        ? []
        : [{ text: `${place}: ${seen[index]} of ${right[index]} for ${standing.name}`, isFailure: false }],
    )
  }
  return { tables, answersTo, wrongFor }
}
export type Oracle = Awaited<ReturnType<typeof oracleOf>>
