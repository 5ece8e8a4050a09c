import type pg from 'pg'

type Column = { name: string; type: string }
type Row = Readonly<Record<string, string | null>>

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const inGroup = 25
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** What stands in a copy for an id of the model: people and agencies are others for each 25 cases, the rest is the copy's own. */
const idOf = (value: string, staff: ReadonlySet<string>): string =>
  `many.id('${value}', n${staff.has(value) ? ` / ${inGroup}` : ''})`

const expressionOf =
  (table: string, staff: ReadonlySet<string>) =>
  ({ name, type }: Column, value: string | null): string => {
    if (value === null) return 'null'
    if (table === 'cases' && name === 'reference') return `'M' || n`
    if (/name$/.test(name) && table === 'person') return `md5(n::text) || ' ' || md5('family' || n)`
    if (type === 'bytea') return `substring(sha256(convert_to('${value}' || n, 'UTF8')) for ${(value.length - 2) / 2})`
    if (!uuid.test(value)) return `${quoted(value)}::${type}`
    // An expression that matched remembers where.
    uuid.lastIndex = 0
    const ids = [...value.matchAll(uuid)].map(([id]) => `${idOf(id, staff)}::text`)
    return `format(${quoted(value.replaceAll('%', '%%').replace(uuid, '%s'))}, ${ids.join(', ')})::${type}`
  }

const columnsOf = async (client: pg.Client, table: string): Promise<Column[]> => {
  const { rows } = await client.query<Column>(
    `select quote_ident(attname) as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  return rows
}

const idsOf = async (client: pg.Client, question: string): Promise<ReadonlySet<string>> =>
  new Set((await client.query<{ id: string }>(question)).rows.map(({ id }) => id))

/**
 * Copies one case with all that hangs on it to so many others, so that each table of cases is large enough for the
 * planner to choose. Asked as a superuser; nothing is checked again.
 */
export const copyCase = async (client: pg.Client, model: string, copies: number): Promise<void> => {
  await client.query('create schema many')
  await client.query(`create function many.id(text, int) returns uuid language sql immutable parallel safe
    return case when $2 = 0 then $1::uuid else md5($1 || $2)::uuid end`)
  const staff = await idsOf(client, 'select id from practitioner union select id from agency union select id from team')
  const { rows: places } = await client.query<{ name: string; key: string }>(
    `select c.oid::regclass::text as name, min(a.attname) as key from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and not a.attisdropped and a.attname in ('case_id', 'person_id')
    where c.relkind = 'r' and n.nspname in ('public', 'vault') group by 1 order by 1`,
  )
  const people = `(select person_id from party where case_id = '${model}')`
  const tables = [
    { name: 'cases', where: `id = '${model}'` },
    { name: 'person', where: `id in ${people}` },
    ...places.map(({ name, key }) => ({
      name,
      where: key === 'case_id' ? `case_id = '${model}'` : `person_id in ${people}`,
    })),
    ...['agency', 'team', 'team_member', 'practitioner'].map((name) => ({ name, where: 'true' })),
  ]
  await client.query('begin')
  await client.query('set local session_replication_role = replica')
  for (const { name, where } of tables) {
    const columns = await columnsOf(client, name)
    const express = expressionOf(name, staff)
    const texts = columns.map((column) => `${column.name}::text`).join(', ')
    const { rows } = await client.query<Row>(`select ${texts} from ${name} where ${where}`)
    const each = isOfGroup(name) ? Math.floor(copies / inGroup) : copies
    for (const row of rows) {
      const values = columns.map((column) => valueIn(name, column, row, express))
      await client.query(`insert into ${name} (${columns.map((column) => column.name).join(', ')})
        select ${values.join(', ')} from generate_series(1, ${each}) n on conflict do nothing`)
    }
  }
  await client.query('commit')
  await client.query('vacuum (analyze)')
}

const isOfGroup = (table: string): boolean => ['agency', 'team', 'team_member', 'practitioner'].includes(table)

const valueIn = (table: string, column: Column, row: Row, express: ReturnType<typeof expressionOf>): string => {
  const value = row[column.name.replaceAll('"', '')] ?? null
  if (!isOfGroup(table)) return express(column, value)
  // Here n is the number of the group itself.
  if (column.name === 'email' || column.name === 'name') return `n || ${quoted(value ?? '')}`
  return express(column, value).replaceAll(` / ${inGroup}`, '')
}
