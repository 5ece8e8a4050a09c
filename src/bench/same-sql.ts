import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { createApp } from '../app.ts'
import { sessionCookie } from '../platform/cookies.ts'
import { openPool, over } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
import { askOn } from '../platform/prepared.ts'
import type { Services } from '../rules/services.ts'
import type { Asked } from './browser.ts'

export type Statement = { text: string; values: readonly unknown[] }
type Heard = { statements: Statement[]; status: number; body: string }

/** The app in this process, on a pool that listens: what SQL does one request send, from begin to commit? */
export const listeningApp = async (appUrl: string, services: Services) => {
  let statements: Statement[] = []
  const pool = openPool(appUrl, { max: 1, name: 'waymark-bench-listens' })
  const db = over(pool, ({ query: { sql, parameters } }) => {
    statements.push({ text: sql, values: parameters })
  })
  const web = await createApp({ ...services, db }, createLog('fatal'))
  const listen = async ({ token, path, form }: Asked): Promise<Heard> => {
    statements = []
    const headers = {
      cookie: `${sessionCookie}=${token}`,
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    }
    const method = form ? 'POST' : 'GET'
    const payload = form ? { payload: new URLSearchParams(form).toString() } : {}
    const { statusCode, body } = await web.inject({ method, url: path, headers, ...payload })
    return { statements, status: statusCode, body }
  }
  const close = async () => {
    await web.close()
    await db.destroy()
  }
  return { listen, close }
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * The same statements with new ids for what they make, so that they can be run again; `kept` are ids of what is there
 * already. The key of the form is new as well.
 */
export const renewed = (statements: readonly Statement[], kept: ReadonlySet<string>): Statement[] => {
  const ids = new Map<string, string>()
  const idFor = (old: string): string => {
    if (kept.has(old)) return old
    const known = ids.get(old) ?? randomUUID()
    ids.set(old, known)
    return known
  }
  const renew = (value: unknown): unknown => (typeof value === 'string' ? value.replace(uuids, idFor) : value)
  return statements.map(({ text, values }) => ({
    text,
    values: text.includes('"form_answer"')
      ? values.map((value) => (isFormKey(value) ? randomUUID() : renew(value)))
      : values.map(renew),
  }))
}
/** A look makes nothing but its row in the log, which needs an id of its own each time. */
export const lookedAgain = (statements: readonly Statement[]): Statement[] =>
  statements.map(({ text, values }) => ({
    text,
    values: text.startsWith('insert into "audit"') ? [randomUUID(), ...values.slice(1)] : values,
  }))
const isFormKey = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{22}\.[\w-]{43}$/.test(value)

/** The statements one after the other on one connection, asked as the app asks them, through pg and nothing else. */
export const replaying = (pool: pg.Pool, statements: readonly Statement[]) => async (): Promise<void> => {
  const client = await pool.connect()
  try {
    for (const { text, values } of statements) await askOn(client, text, values)
  } finally {
    client.release()
  }
}
