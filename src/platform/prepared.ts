import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'

// With row-level security a plan takes the database longer to make than to run, so what is asked again and again is
// planned once a connection. A statement whose text keeps changing must not fill the server: only so many get a name.
const most = 500
const names = new Map<string, string>()

const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known || names.size >= most) return known
  const name = `waymark_${names.size + 1}`
  names.set(text, name)
  return name
}

/** The same pool, on which statements that come again are prepared. */
export const preparing = (pool: pg.Pool): PostgresPool => {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect()
    const wrapped = known.get(client) ?? preparingClient(client)
    known.set(client, wrapped)
    return wrapped
  }
  return { connect, end: () => pool.end(), options: pool.options }
}

const preparingClient = (client: pg.PoolClient): PostgresPoolClient => {
  let isStale = false
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('Rows are not read through a cursor here')
    return askOn(client, text, values).catch((error: unknown) => {
      isStale ||= isOfAnOldShape(error)
      throw error
    })
  }
  // A connection that remembers how a table looked before a migration would refuse the statement for ever.
  return { query, release: (destroy?: boolean) => client.release(destroy === true || isStale) }
}

/** Asks as the app asks: by name where the text has one. */
export const askOn = (client: pg.PoolClient, text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
  const name = isTransactional(text) ? undefined : nameOf(text)
  return client.query({ ...(name && { name }), text, values: [...values] })
}

// begin, commit, rollback: there is nothing to plan.
const isTransactional = (text: string): boolean => /^(begin|start|commit|rollback|savepoint|release)\b/i.test(text)

/** "cached plan must not change result type": the table has other columns than when the statement was prepared. */
const isOfAnOldShape = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '0A000'
