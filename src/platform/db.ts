import { CamelCasePlugin, Kysely, type Logger, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { preparing } from './prepared.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

const { builtins } = pg.types

/** A day has no time zone, so it stays the text YYYY-MM-DD; a count is a number, and one too big to be exact is refused. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.INT8, (text) => exactly(text)],
  [builtins.TIMESTAMPTZ, (text) => instant(text)],
])

const exactly = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('a number from the database is too big to be exact')
  return value
}

const usual = pg.types.getTypeParser(builtins.TIMESTAMPTZ)
const instant = (text: string): Date => {
  const value: unknown = usual(text)
  if (!(value instanceof Date)) throw new Error('a time from the database has no date: infinity is not used here')
  return value
}

const texts: number = 1009
const textArray = pg.types.getTypeParser(texts, 'text')

/** PostgreSQL numbers the type of an array apart from the type of what is in it. */
const inArrays = new Map<number, number>([
  [1182, builtins.DATE],
  [1016, builtins.INT8],
  [1185, builtins.TIMESTAMPTZ],
])

const arrayParser = (oid: number): ((text: string) => unknown) | undefined => {
  const parse = parsers.get(inArrays.get(oid) ?? 0)
  const each = (item: unknown): unknown =>
    Array.isArray(item) ? item.map(each) : typeof item === 'string' ? parse?.(item) : item
  return parse && ((text) => each(textArray(text)))
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && (parsers.get(oid) ?? arrayParser(oid))) || pg.types.getTypeParser(oid, format),
}

export type PoolOptions = { max: number; name?: string; onIdleError?: (error: Error) => void }

/** A pool of its own. An idle connection that breaks is dropped and replaced: only who uses one sees an error. */
export const openPool = (connectionString: string, { max, name = 'waymark', onIdleError }: PoolOptions): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max, types, application_name: name, connectionTimeoutMillis: 10_000 })
  // A connection that breaks while somebody uses it fails their query; unheard, it would end the whole process as well.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    // A plan is made once for a statement that comes again: with row-level security making one takes longer than using it.
    client.query('set plan_cache_mode = force_generic_plan').catch(() => undefined)
  })
  return pool.on('error', (error) => onIdleError?.(error))
}

export const connect = (connectionString: string, options: PoolOptions): Db => over(openPool(connectionString, options))

/** The query builder over a pool that the caller made, for who also counts its connections or listens to each query. */
export const over = (pool: pg.Pool, listener?: Logger): Db =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    ...(listener && { log: listener }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

/** What goes wrong in it is undone, and nothing else of the transaction. */
export const alone = async <Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> => {
  await sql`savepoint alone`.execute(tx)
  try {
    const result = await work()
    await sql`release savepoint alone`.execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint alone`.execute(tx)
    throw error
  }
}
