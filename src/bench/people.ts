import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Size, workersPerAgency, workersPerTeam } from './settings.ts'

export type BenchWorker = { id: string; name: string; agencyId: string; token: string }

/** The session of a worker follows from its number, so that whoever drives the app need not keep two thousand. */
export const tokenOf = (number: number): string => createHash('sha256').update(`bench ${number}`).digest('base64url')

const kinds = `(array['police', 'advocacy', 'wcu', 'probation', 'council'])`
const roles = `(array['investigating-officer', 'idva', 'witness-care-officer', 'victim-liaison-officer', 'social-worker'])`

/** Agencies of fifty, teams of ten with a supervisor each: two thousand people for the full size. */
export const seedPeople = async (client: pg.Client, { workers }: Size): Promise<void> => {
  const agencies = Math.ceil(workers / workersPerAgency)
  const teams = Math.ceil(workers / workersPerTeam)
  await client.query(`create schema bench`)
  // Ids follow from numbers, so that millions of rows can name each other without being looked up.
  await client.query(`create function bench.id(text) returns uuid language sql immutable parallel safe
    return overlay(overlay(md5($1) placing '4' from 13) placing '8' from 17)::uuid`)
  await client.query(`create table bench.worker as select n, bench.id('worker' || n) as id, bench.id('agency' || n / ${workersPerAgency}) as agency_id,
    bench.id('team' || n / ${workersPerTeam}) as team_id, bench.id('worker' || n / ${workersPerTeam} * ${workersPerTeam}) as supervisor_id
    from generate_series(0, ${workers} - 1) n`)
  await client.query(`alter table bench.worker add primary key (n)`)
  await client.query(`insert into agency (id, name, kind)
    select bench.id('agency' || n), 'Invented agency ' || n, ${kinds}[1 + n % 5] from generate_series(0, ${agencies} - 1) n`)
  await client.query(`insert into team (id, agency_id, name)
    select bench.id('team' || n), bench.id('agency' || n * ${workersPerTeam} / ${workersPerAgency}), 'Team ' || n
    from generate_series(0, ${teams} - 1) n`)
  await client.query(`insert into practitioner (id, agency_id, name, email, role, supervisor_id, joined_at)
    select w.id, w.agency_id, 'Worker Imaginario ' || w.n, 'worker' || w.n || '@bench.example', ${roles}[1 + w.n / ${workersPerAgency} % 5],
      case when w.id <> w.supervisor_id then w.supervisor_id end, now() from bench.worker w`)
  await client.query(`insert into team_member (team_id, practitioner_id) select team_id, id from bench.worker`)
  const hashes = Array.from({ length: workers }, (_, n) => createHash('sha256').update(tokenOf(n)).digest())
  await client.query(
    `insert into sign_in.session (token_hash, practitioner_id, ends_at, device, strong_at)
    select t.hash, w.id, clock_timestamp() + interval '12 hours', 'the bench', clock_timestamp() from unnest($1::bytea[]) with ordinality as t (hash, place)
    join bench.worker w on w.n = t.place - 1`,
    [hashes],
  )
}

/** A session ends after a quarter of an hour without use, and a measure may take longer to come to a worker. */
export const wakeSessions = async (client: pg.Client): Promise<void> => {
  await client.query('update sign_in.session set seen_at = clock_timestamp()')
}

export const benchWorkers = async (client: pg.Client): Promise<BenchWorker[]> => {
  const { rows } = await client.query<{ n: number; id: string; name: string; agencyId: string }>(
    `select w.n, w.id, p.name, w.agency_id as "agencyId" from bench.worker w join practitioner p on p.id = w.id order by w.n`,
  )
  return rows.map(({ n, ...worker }) => ({ ...worker, token: tokenOf(n) }))
}
