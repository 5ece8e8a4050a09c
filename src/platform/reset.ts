import pg from 'pg'
import { hasHeldAnything } from './demo-state.ts'

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

const holdsWork = async (client: pg.Client): Promise<boolean> =>
  !(await isDemo(client)) && (await hasHeldAnything(client))

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
