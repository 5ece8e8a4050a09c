import pg from 'pg'

const heading = '-- Written by `script/waymark db schema` from the migrations beside it, for reading. Nothing runs it.'

/** The whole shape of a database as text, the same on every version of PostgreSQL: what a reviewer reads after a migration. */
export const schemaSource = async (connectionString: string): Promise<string> => {
  const client = new pg.Client(connectionString)
  await client.connect()
  try {
    // Names come out in full, whoever asks.
    await client.query('set search_path to pg_catalog')
    const rows: Row[] = []
    for (const question of questions) rows.push(...(await client.query<Row>(question)).rows)
    return [heading, ...sections(rows)].join('\n\n').concat('\n')
  } finally {
    await client.end()
  }
}

/** One line about one thing; `rank` puts columns before constraints before policies. */
type Row = { thing: string; rank: number; line: string }

const sections = (rows: Row[]): string[] => {
  const things = new Map<string, Row[]>()
  for (const row of rows) things.set(row.thing, [...(things.get(row.thing) ?? []), row])
  return [...things.keys()].sort().map((thing) =>
    (things.get(thing) ?? [])
      .sort((a, b) => a.rank - b.rank || (a.line < b.line ? -1 : 1))
      .map(({ line }) => line.replace(/^/gm, '  ').replace(/[ \r]+$/gm, ''))
      .reduce((text, line) => `${text}\n${line}`, thing),
  )
}

const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migration')`

/** What belongs to an extension is the extension's business. */
const ownedByExtension = (catalogue: string, oid: string) =>
  `exists (select from pg_depend where classid = '${catalogue}'::regclass and objid = ${oid} and deptype = 'e')`

/** Who but the owner may do what; `things` gives thing, acl and owner. */
const rights = (things: string) => `
  select thing, 9000 as rank, format('grant %s%s to %s', string_agg(lower(privilege_type), ', ' order by privilege_type), part,
    case grantee when 0 then 'public' else grantee::regrole::text end) as line
  from (${things}) granted, aclexplode(acl) where grantee <> owner group by thing, part, grantee`

const tables = `pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${ours} and not ${ownedByExtension('pg_class', 'c.oid')}`
const tableName = `format('%s %I.%I',
  case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, n.nspname, c.relname)`

const functions = `pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prokind <> 'a' and ${ours} and not ${ownedByExtension('pg_proc', 'p.oid')}`
const functionName = `format('function %I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))`

const questions = [
  `select format('extension %I', extname) as thing, 0 as rank, 'in ' || extnamespace::regnamespace as line
   from pg_extension where extname <> 'plpgsql'`,
  `select format('schema %I', n.nspname) as thing, 0 as rank, 'owner ' || n.nspowner::regrole as line from pg_namespace n where ${ours}`,
  rights(
    `select format('schema %I', n.nspname) as thing, n.nspacl as acl, n.nspowner as owner, '' as part from pg_namespace n where ${ours}`,
  ),

  `select ${tableName} as thing, 0 as rank, format('owner %s%s%s', c.relowner::regrole,
     case when c.relrowsecurity then ', row-level security' || case when c.relforcerowsecurity then ' forced' else ' not forced' end else '' end,
     ', ' || array_to_string(c.reloptions, ', ')) as line from ${tables}`,
  `select ${tableName} as thing, a.attnum as rank, format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
     case when a.attnotnull then ' not null' else '' end,
     case when a.attgenerated = 's' then format(' generated as (%s)', pg_get_expr(d.adbin, d.adrelid))
       when a.attidentity <> '' then ' identity' when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as line
   from (select c.*, ${tableName} as thing, n.nspname from ${tables}) c join pg_namespace n on n.oid = c.relnamespace
   join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where c.relkind <> 'S'`,
  // From version 18 on, "not null" is also a constraint; the column says it already.
  `select thing, 2000 as rank, format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid)) as line
   from (select c.oid, ${tableName} as thing from ${tables}) c join pg_constraint k on k.conrelid = c.oid and k.contype not in ('n', 't')`,
  `select thing, 3000 as rank, pg_get_indexdef(i.indexrelid) as line
   from (select c.oid, ${tableName} as thing from ${tables}) c join pg_index i on i.indrelid = c.oid
   where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`,
  `select thing, 4000 as rank, format('policy %I %s for %s to %s%s%s', p.polname,
     case when p.polpermissive then 'permissive' else 'restrictive' end,
     case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
     (select string_agg(case r when 0 then 'public' else r::regrole::text end, ', ' order by r::regrole::text) from unnest(p.polroles) r),
     ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as line
   from (select c.oid, ${tableName} as thing from ${tables}) c join pg_policy p on p.polrelid = c.oid`,
  `select thing, 5000 as rank, pg_get_triggerdef(t.oid) as line
   from (select c.oid, ${tableName} as thing from ${tables}) c join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal`,
  `select ${tableName} as thing, 6000 as rank, pg_get_viewdef(c.oid) as line from ${tables} and c.relkind in ('v', 'm')`,
  rights(`select ${tableName} as thing, c.relacl as acl, c.relowner as owner, '' as part from ${tables}`),
  rights(`select c.thing, a.attacl as acl, c.relowner as owner, format(' (%I)', a.attname) as part
    from (select c.oid, c.relowner, ${tableName} as thing from ${tables}) c join pg_attribute a on a.attrelid = c.oid and a.attacl is not null`),

  `select ${functionName} as thing, 0 as rank, format('owner %s', p.proowner::regrole) as line from ${functions}`,
  `select ${functionName} as thing, 1 as rank, pg_get_functiondef(p.oid) as line from ${functions}`,
  // A function with no rights of its own recorded may be called by everyone.
  rights(
    `select ${functionName} as thing, coalesce(p.proacl, acldefault('f', p.proowner)) as acl, p.proowner as owner, '' as part from ${functions}`,
  ),
]
