import type pg from 'pg'
import type { World } from './world.ts'

type Column = { name: string; type: string; isNeeded: boolean; isOfStaff: boolean; first: string | null }

/** How a column of a made row is filled: it belongs to this case, its victim, its owner and the owner's agency. */
const valueFor = (world: World, { name, type, isNeeded, isOfStaff, first }: Column): string | null => {
  const { ids, owner } = world.whole
  const known: Record<string, string> = {
    ...{ case_id: ids.caseId, person_id: ids.personId, agency_id: owner.agencyId },
    entry_id: `(select id from entry where case_id = '${ids.caseId}' and type like 'incidents.%' limit 1)`,
    ...{ record_id: ids.noteId, alert_id: ids.alertId, sharing_id: ids.sharingId, request_id: ids.requestId },
  }
  if (known[name]) return known[name].startsWith('(') ? known[name] : `'${known[name]}'`
  if (isOfStaff) return isNeeded || name === 'practitioner_id' ? `'${owner.id}'` : null
  if (first && isNeeded) return first
  if (name === 'until_at') return `now() + interval '1 hour'`
  if (!isNeeded) return null
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type === 'boolean') return 'false'
  if (type === 'bytea') return `'\\x00'`
  if (type === 'jsonb') return `'{}'`
  if (type.endsWith('[]')) return `'{}'`
  if (type === 'time without time zone') return `'09:00'`
  if (/time|date/.test(type)) return 'now()'
  return /int|real|numeric/.test(type) ? '1' : `'Zq'`
}

/**
 * One row in each table that the whole case left empty, so that every policy has something to hide. Past every trigger
 * and check: what is asked is who is shown the row, not whether it makes sense.
 */
export const fillEmpty = async (world: World): Promise<void> => {
  const { past, whole } = world
  const { rows: checks } = await past.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint c
    join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace and n.nspname in ('public', 'vault') where c.contype = 'c'`,
  )
  for (const { drop } of checks) await past.query(drop)
  const { rows: places } = await past.query<{ name: string; has: boolean }>(
    `select c.oid::regclass::text as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped) as has
    from pg_class c where c.relkind = 'r' and exists (select from pg_policy p where p.polrelid = c.oid and 'waymark_app'::regrole = any (p.polroles)
      and p.polcmd in ('r', '*')) order by c.relname like '%member', 1`,
  )
  for (const { name, has } of places) {
    const where = has ? ` where case_id = '${whole.ids.caseId}'` : ''
    const { rows } = await past.query(`select from ${name}${where} limit 1`)
    if (rows.length === 0) await past.query(await filling(past, world, name))
  }
}

const filling = async (past: pg.Client, world: World, table: string): Promise<string> => {
  const { rows } = await past.query<Column>(
    `select quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull and not a.atthasdef as "isNeeded",
      exists (select from pg_constraint c where c.conrelid = a.attrelid and c.contype = 'f' and c.conkey = array[a.attnum]
        and c.confrelid = 'practitioner'::regclass) as "isOfStaff",
      (select format('(select %I from %s limit 1)', (select attname from pg_attribute r where r.attrelid = c.confrelid
          and r.attnum = c.confkey[array_position(c.conkey, a.attnum)]), c.confrelid::regclass)
        from pg_constraint c where c.conrelid = a.attrelid and c.contype = 'f' and a.attnum = any (c.conkey) order by cardinality(c.conkey) limit 1) as first
    from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''`,
    [table],
  )
  const values = rows.flatMap((column): [string, string][] => {
    const value = valueFor(world, column)
    return value ? [[column.name, value]] : []
  })
  return `insert into ${table} (${values.map(([name]) => name).join(', ')}) values (${values.map(([, value]) => value).join(', ')})`
}
