import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type DataKey, type Keys, unwrapOld, wrapDataKey } from './data-key.ts'
import { type KeyKeeper, KeysOutOfReach } from './keeper.ts'

/** Thrown where this database belongs to another keeper: what it would say of each key is that there is none. */
export class WrongKeeper extends Error {}

type Counted = { people: number; cases: number; providers: number }
export type Settled = {
  /** Keys of before the upgrade that were brought to the keeper. */
  moved: number
  /** Of how many people, of how many cases' files and of how many providers' lists the keys are erased: an older copy of the database still named them. */
  erased: Counted
  /** Keys that the database knows and the keeper never had, or has lost. */
  missing: Counted
  /** Parts that were erased and came back with an older copy of the keys. */
  forgottenAgain: number
  /** What the keeper holds and this database does not name: of writing that was undone, or of a later time than a copy put back. */
  unused: string[]
}

const kinds = [
  { of: 'vault', table: 'vault.person_key', id: 'person_id', label: 'person_key', whose: 'people' },
  { of: 'evidence', table: 'vault.evidence_key', id: 'case_id', label: 'evidence_key', whose: 'cases' },
  { of: 'vault', table: 'vault.provider_key', id: 'agency_id', label: 'provider_key', whose: 'providers' },
] as const
type Kind = (typeof kinds)[number]
const labelOf = ({ of, label }: Kind, id: string): DataKey => ({ of, label: `${label}/${id}` })
const atOnce = 16

/**
 * Before anything is served: the database and its keeper agree on what there is. Entered as the owner of the tables. It
 * may be cut off at any point and is then done again; two at once wait for each other. Null where the keeper does not
 * answer, and everything that is served without it may be.
 */
export const settleKeys = (ownerUrl: string, keys: Keys): Promise<Settled | null> =>
  asOwner(ownerUrl, async (client) => {
    await oneByOne(client)
    try {
      await belongTogether(client, keys.keeper)
    } catch (error) {
      if (!(error instanceof KeysOutOfReach) || !(await canWait(client))) throw error
      return null
    }
    let moved = 0
    for (const kind of kinds) moved += await moveOld(client, keys, kind)
    if (moved > 0) await leaveNoTrace(client)
    return { moved, ...(await compare(client, keys.keeper)) }
  })

/** The same look, and nothing changed but what was to be forgotten already. */
export const checkKeys = (ownerUrl: string, keeper: KeyKeeper): Promise<Omit<Settled, 'moved'>> =>
  asOwner(ownerUrl, async (client) => {
    await oneByOne(client)
    await belongTogether(client, keeper)
    return compare(client, keeper)
  })

/** Nothing is left to bring to the keeper, and it is known which one it must be. */
const canWait = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ ok: boolean }>(
    `select exists (select from private.keeper) and not exists (select from vault.person_key where kept_as is null)
      and not exists (select from vault.evidence_key where kept_as is null) as ok`,
  )
  return rows[0]?.ok === true
}

const asOwner = async <Result>(url: string, act: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: url, application_name: 'waymark-keys' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // Each statement is a transaction of its own: what is done stays done when this is cut off.
    await client.query('set role waymark_definer')
    return await act(client)
  } finally {
    await client.end()
  }
}

/** Asked again and again, for whoever waits within a statement is reading, and keeps what is to be swept. */
const oneByOne = async (client: pg.Client): Promise<void> => {
  const ask = "select pg_try_advisory_lock(hashtext('waymark keys')) as held"
  while (!(await client.query<{ held: boolean }>(ask)).rows[0]?.held) await pause(100)
}

const belongTogether = async (client: pg.Client, keeper: KeyKeeper): Promise<void> => {
  const known = async () => (await client.query<{ id: string }>('select id from private.keeper')).rows[0]?.id
  const before = await known()
  const said = await keeper.begin(before !== undefined)
  if (before === undefined) await client.query('insert into private.keeper (id) values ($1)', [said])
  else if (before !== said)
    throw new WrongKeeper(
      'The keys here belong to another database: put back the keys that this one was used with (docs/how-to/keep-the-keys.md). Nothing was changed.',
    )
}

/**
 * A changed row stays in its table until it is swept, and with it what the secret alone opens. A sweep leaves what somebody may still be
 * reading: so whoever began before it ends first. Whoever writes counts in every database of the server, for a sweep reckons by the oldest of them; a session
 * that is only starting belongs to no database yet, and counts as well.
 */
const leaveNoTrace = async (client: pg.Client): Promise<void> => {
  await client.query('reset role')
  const { rows } = await client.query<{ begun: string }>(`
    select l.virtualxid as begun from pg_locks l left join pg_stat_activity a using (pid)
    where l.locktype = 'virtualxid' and l.granted and l.pid <> pg_backend_pid()
      and (a.datname is null or a.datname = current_database())`)
  const begun = rows.map((row) => row.begun)
  const { rows: now } = await client.query<{ id: string }>('select pg_current_xact_id()::text as id')
  const writing = `select where pg_snapshot_xmin(pg_current_snapshot()) <= $1::xid8`
  const running = `select from pg_locks where locktype = 'virtualxid' and virtualxid = any ($1) and granted limit 1`
  while (begun.length > 0 && (await client.query(running, [begun])).rows.length > 0) await pause(100)
  while ((await client.query(writing, [now[0]?.id])).rows.length > 0) await pause(100)
  for (const { table } of kinds) await client.query(`vacuum full ${table}`)
  await client.query('set role waymark_definer')
}

/** A key goes to the keeper first, for good; only then the database gives up what opened without it. */
const moveOld = async (client: pg.Client, keys: Keys, kind: Kind): Promise<number> => {
  const { table, id } = kind
  let moved = 0
  for (;;) {
    const { rows } = await client.query<{ id: string; wrapped: Buffer }>(
      `select ${id} as id, wrapped from ${table} where kept_as is null limit ${atOnce}`,
    )
    if (rows.length === 0) break
    const fresh = await Promise.all(
      rows.map(async (row) => {
        const about = labelOf(kind, row.id)
        return { ...row, to: await wrapDataKey(keys, about, unwrapOld(keys.secret, about, row.wrapped)) }
      }),
    )
    for (const { id: whose, wrapped, to } of fresh)
      await client.query(
        `update ${table} set wrapped = $3, kept_as = $4 where ${id} = $1 and kept_as is null and wrapped = $2`,
        [whose, wrapped, to.wrapped, to.keptAs],
      )
    moved += rows.length
  }
  return moved
}

const compare = async (client: pg.Client, keeper: KeyKeeper): Promise<Omit<Settled, 'moved'>> => {
  const { held, forgotten } = await keeper.names()
  const [isHeld, isForgotten] = [new Set(held), new Set(forgotten)]
  const { rows: listed } = await client.query<{ name: string }>('select name from private.erased_key')
  const back = listed.filter(({ name }) => isHeld.has(name))
  for (const { name } of back) await keeper.forget(name)
  const listedNames = new Set(listed.map(({ name }) => name))
  const none: Counted = { people: 0, cases: 0, providers: 0 }
  const count = { erased: { ...none }, missing: { ...none } }
  const named = new Set<string>()
  for (const { table, whose } of kinds) {
    const { rows } = await client.query<{ name: string }>(
      `select kept_as as name from ${table} where kept_as is not null`,
    )
    const gone = rows.filter(({ name }) => isForgotten.has(name) || listedNames.has(name)).map(({ name }) => name)
    // An older copy of the database still names them. The row goes, so that what is written from now on has a key of its own.
    if (gone.length > 0) await client.query(`delete from ${table} where kept_as = any ($1::uuid[])`, [gone])
    const isGone = new Set(gone)
    count.erased[whose] = gone.length
    count.missing[whose] = rows.filter(({ name }) => !isHeld.has(name) && !isGone.has(name)).length
    for (const { name } of rows) named.add(name)
  }
  const unused = held.filter((name) => !named.has(name) && !listedNames.has(name))
  return { ...count, forgottenAgain: back.length, unused }
}

/** Younger ones may belong to writing that is not saved yet. */
const aDay = 24 * 3_600_000

/** Forgets what nothing in this database names. Gives how many. */
export const dropUnused = (ownerUrl: string, keeper: KeyKeeper, now: Date): Promise<number> =>
  asOwner(ownerUrl, async (client) => {
    await oneByOne(client)
    await belongTogether(client, keeper)
    const { unused } = await compare(client, keeper)
    let dropped = 0
    for (const name of unused) {
      const keptAt = await keeper.keptAt(name)
      if (!keptAt || keptAt.getTime() >= now.getTime() - aDay) continue
      await keeper.forget(name)
      dropped += 1
    }
    return dropped
  })

/** One round of the worker: the keeper forgets what the database has given up. Gives how many. */
export const forgetErased = async (
  { next, done }: { next: () => Promise<readonly string[]>; done: (name: string) => Promise<void> },
  keeper: KeyKeeper,
): Promise<number> => {
  const names = await next()
  for (const name of names) {
    await keeper.forget(name)
    await done(name)
  }
  return names.length
}
