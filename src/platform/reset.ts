import pg from 'pg'

/** Destroys everything in a database that is empty, or marked as a demo, or named by the person. Else says why not. */
export const destroyAll = async (ownerUrl: string, named: string | undefined): Promise<string | null> => {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>('select current_database() as name')
    const name = rows[0]?.name ?? ''
    if (named !== undefined && named !== name)
      return `This database is called ${name}, not ${named}. Nothing was changed.`
    if (named === undefined && (await holdsWork(client)))
      return `The database ${name} may hold people's records. To destroy them for good: --yes-destroy ${name}`
    await dropAll(client)
    return null
  } finally {
    await client.end()
  }
}

// private holds our own key and nothing else. Row-level security hides rows from the owner too, so it is the size of a table's file that says it never held one.
// The tables of helplines and of how far the log was read come with rows of ours.
const work = `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migration', 'private')
    and c.relname not in ('helpline', 'misuse_reading') and pg_relation_size(c.oid) > 0 limit 1`

const holdsWork = async (client: pg.Client): Promise<boolean> =>
  !(await isDemo(client)) && Boolean((await client.query(work)).rowCount)

const isDemo = async (client: pg.Client): Promise<boolean> => {
  const { rowCount: known } = await client.query(`select where to_regclass('public.installation') is not null`)
  return Boolean(known) && Boolean((await client.query('select from public.installation where is_demo')).rowCount)
}

const dropAll = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ schema: string }>(
    `select quote_ident(nspname) as schema from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`,
  )
  await client.query('begin')
  // A running app would keep us waiting without an end; better to fail and say so.
  await client.query(`set local lock_timeout = '10s'`)
  for (const { schema } of rows) await client.query(`drop schema ${schema} cascade`)
  await client.query('create schema public')
  await client.query('commit')
}
