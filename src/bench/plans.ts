import type pg from 'pg'
import { z } from 'zod'
import { openPool } from '../platform/db.ts'

/** A step of a plan as PostgreSQL tells it, with what matters here. */
export type Step = {
  node: string
  table: string | undefined
  /** By what an index was asked; undefined: it is read from end to end. */
  by: string | undefined
  /** What is asked of every row. */
  filter: string
}
export type Planned = { query: string; steps: Step[] }

const node = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Index Cond': z.string().optional(),
  'Recheck Cond': z.string().optional(),
  'TID Cond': z.string().optional(),
  get Plans() {
    return z.array(node).optional()
  },
})
const explained = z.object({ 'Query Text': z.string(), Plan: node })

/** Indexes that hold few rows by a condition of their own: read whole, they answer it. */
const few = new Map([['cases_sealed', 'sealed_at is not null']])

const stepsOf = ({ Plans: inner = [], ...own }: z.infer<typeof node>): Step[] => {
  const filters = Object.entries(own).filter(([name]) => /Filter$/.test(name))
  const step = {
    node: own['Node Type'],
    table: own['Relation Name'],
    by: own['Index Cond'] ?? own['Recheck Cond'] ?? own['TID Cond'] ?? few.get(own['Index Name'] ?? ''),
    filter: filters.map(([, text]) => String(text)).join(' '),
  }
  return [step, ...inner.flatMap(stepsOf)]
}

/** Reads a table of its own accord from end to end, or an index of it. */
export const isWholeScan = ({ node, by }: Step): boolean =>
  node === 'Seq Scan' || (by === undefined && /^(Index|Index Only|Bitmap Heap) Scan$/.test(node))

const inMessage = /plan:\n(\{[\s\S]*\})\s*$/
const telling = [
  'session_preload_libraries=auto_explain',
  'auto_explain.log_min_duration=0',
  'auto_explain.log_nested_statements=on',
  'auto_explain.log_format=json',
  'auto_explain.log_level=notice',
  'role=waymark_app',
]

/**
 * A pool that asks as the app's own role and plans as the app does, and hears the plan of every statement, of those within
 * functions of the database too. `hear` gives the plans that an act brought about.
 */
export const planningPool = (superuser: string, settings: readonly string[] = []) => {
  const address = new URL(superuser)
  address.searchParams.set('options', [...telling, ...settings].map((setting) => `-c ${setting}`).join(' '))
  const pool = openPool(address.href, { max: 1, name: 'waymark-plans' })
  let heard: Planned[] = []
  pool.on('connect', (client) =>
    client.on('notice', ({ message = '' }) => {
      const [, plan] = inMessage.exec(message) ?? []
      if (!plan) return
      const { 'Query Text': query, Plan: whole } = explained.parse(JSON.parse(plan))
      heard.push({ query: query.replace(/\s+/g, ' ').trim(), steps: stepsOf(whole) })
    }),
  )
  const hear = async (act: () => Promise<unknown>): Promise<Planned[]> => {
    heard = []
    await act()
    return heard
  }
  return { pool, hear }
}

/** The tables that hold something of a case, each with how many rows the planner takes it to have. */
export const tablesOfCases = async (client: pg.Client): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await client.query<{ name: string; rows: number }>(
    `select c.relname as name, c.reltuples::int as rows from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'vault') and (c.relname in ('cases', 'person') or exists (
      select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped and a.attname in ('case_id', 'person_id')))`,
  )
  return new Map(rows.map(({ name, rows: count }) => [name, count]))
}
