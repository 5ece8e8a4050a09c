import type pg from 'pg'

/** How one table's rows of a model case become the rows of case number n. */
export type Copy = { table: string; from: string; insert: string }

type Column = { name: string; type: string; refers: string | null }

/** The rows of a record of looks and answers are the bench's own doing, and no part of a case. */
const left = ['audit', 'alarm', 'form_answer', 'seen']
const mapped = (column: string) => `bench.id(m.${column}::text || s.n)`
const givenNames = `(array['Alder', 'Birch', 'Cedar', 'Elm', 'Fern', 'Hazel', 'Ivy', 'Juniper', 'Laurel', 'Maple', 'Oak', 'Rowan', 'Sorrel', 'Thorn', 'Willow', 'Yarrow'])`
const familyNames = `(array['Inventado', 'Imaginario', 'Ficticio', 'Supuesto', 'Pretendly', 'Madeup', 'Notreal', 'Untrue'])`

/** What is not simply the model's: `s` has the number, the shift in time, whether it is open, and its worker. */
const special: Record<string, string> = {
  'cases.reference': `'WM-' || lpad(s.n::text, 8, '0')`,
  'cases.level': `(array['high', 'medium', 'standard', null])[1 + s.n / 7 % 4]`,
  'cases.level_review_on': `case when s.n / 7 % 4 < 3 then current_date + (s.n % 40 - 10) end`,
  'person.name': `${givenNames}[1 + (s.n / 3 + ascii(m.name)) % 16] || ' ' || ${familyNames}[1 + s.n / 48 % 8]`,
  'case_grant.grantee_id': `s.worker_id`,
  'duty.key': `replace(replace(m.key, m.fact_id::text, ${mapped('fact_id')}::text), coalesce(m.person_id::text, '-'), coalesce(${mapped('person_id')}::text, '-'))`,
  'duty.next_clock_at': `case when m.state = 'open' and m.due_at + s.shift > now() then m.due_at + s.shift end`,
  'duty.arrange_at': `case when m.state = 'open' and m.person_id is not null and m.due_at + s.shift > now() then m.due_at + s.shift end`,
}

const columnsOf = async (client: pg.Client, table: string): Promise<Column[]> => {
  const { rows } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      (select c.confrelid::regclass::text from pg_constraint c where c.conrelid = a.attrelid and c.contype = 'f' and c.conkey = array[a.attnum]
        order by c.confrelid::regclass::text = 'practitioner' desc limit 1) as refers
    from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by a.attnum`,
    [table],
  )
  return rows
}

const expressionFor = (table: string, { name, type, refers }: Column): string => {
  const own = special[`${table}.${name}`]
  if (own) return own
  if (refers === 'practitioner') return `case when m.${name} is not null then s.worker_id end`
  if (refers === 'agency') return `case when m.${name} is not null then s.agency_id end`
  if (type === 'uuid') return mapped(name)
  if (type === 'uuid[]') return `array(select bench.id(x::text || s.n) from unnest(m.${name}) x)`
  if (type === 'timestamp with time zone') return `m.${name} + s.shift`
  if (type === 'date') return `(m.${name} + s.shift)::date`
  return `m.${name}`
}

/** Every table that has rows of this model case, and the statement that copies them to other numbers. */
export const copiesOf = async (client: pg.Client, kind: 'open' | 'closed', model: string): Promise<Copy[]> => {
  const { rows } = await client.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' where c.relkind = 'r' and n.nspname in ('public', 'vault') order by 1`,
  )
  const tables = rows
    .map(({ table }) => ({ table, where: `case_id = '${model}'` }))
    .filter(({ table }) => !left.includes(table))
  tables.unshift(
    { table: 'cases', where: `id = '${model}'` },
    { table: 'person', where: `id in (select person_id from party where case_id = '${model}')` },
  )
  const copies: Copy[] = []
  for (const { table, where } of tables) {
    const from = `bench.${kind}_${table.replace('.', '_')}`
    const { rowCount } = await client.query(`create table ${from} as select * from ${table} where ${where}`)
    if (rowCount) copies.push({ table, from, insert: insertOf(table, from, await columnsOf(client, table)) })
  }
  const grants = copies.filter(({ table }) => kind === 'open' && table === 'case_grant')
  return [...copies, ...grants.map(toTheTeam)]
}

const insertOf = (table: string, from: string, columns: Column[]): string =>
  `insert into ${table} (${columns.map(({ name }) => name).join(', ')})
    select ${columns.map((column) => expressionFor(table, column)).join(', ')} from batch s cross join ${from} m`

/** While a case is open, the team of its worker sees it too. */
const toTheTeam = ({ table, from, insert }: Copy): Copy => ({
  table,
  from,
  insert: insert.replace('s.worker_id, ', 's.team_id, '),
})
