import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'

/** Who acts: read from the session by the database itself, at the start of each request's transaction. */
export type Actor = {
  id: string
  agencyId: string
  agencyName: string
  agencyKind: string
  name: string
  role: string
  supervisorId: string | null
  /** When a second factor was last proven in this session; null: not in the last 12 hours. */
  strongAt: Date | null
  /** Within the last 15 minutes: for what changes how one signs in. */
  isJustProven: boolean
}

/** What an action works with: the request's one transaction, its one moment, and who acts. */
export type Work = { tx: Tx; now: Date; actor: Actor; look?: Look }

/** Why a case is looked at in this request; `reasonId` names the row that says more. */
export type Look = { purpose: string; reasonId?: string | undefined }

export type AuditKind =
  | 'collect'
  | 'alter'
  | 'consult'
  | 'search'
  | 'disclose'
  | 'export'
  | 'print'
  | 'fail'
  | 'sign-in'
  | 'sign-out'

export type AuditRow = {
  kind: AuditKind
  route: string
  caseId?: string | undefined
  objectId?: string | undefined
  detail?: string | undefined
  /** Why, and the row that says more where there is one. */
  purpose?: string | undefined
  reasonId?: string | undefined
  reference: string
}

/** Binds the holder of a session to this transaction; null when the session has ended (DESIGN 4). */
export const bind = async (tx: Tx, token: string, now: Date): Promise<Actor | null> => {
  const { rows } = await sql<Actor>`
    select b.id, b.agency_id, b.agency_name, b.agency_kind, b.name, b.role, b.supervisor_id, b.strong_at, b.is_just_proven,
      set_config('waymark.at', ${now.toISOString()}, true) as at
    from bind(${token}) b`.execute(tx)
  return rows[0] ?? null
}

/** Everything that one request reads and writes is one transaction, and all of it is one person's. */
export const asHolderOf = <Result>(
  db: Db,
  token: string,
  now: Date,
  work: (work: Work | null) => Promise<Result>,
): Promise<Result> =>
  db.transaction().execute(async (tx) => {
    const actor = await bind(tx, token, now)
    return work(actor && { tx, now, actor })
  })

export const seesCase = async ({ tx }: Work, caseId: string): Promise<boolean> =>
  (await tx.selectFrom('cases').select('id').where('id', '=', caseId).executeTakeFirst()) !== undefined

/** A form was sent again with its key, but with other content: refused, since one of the two would be lost. */
export class ReusedFormKey extends Error {}

export const contentHash = (url: string, body: Record<string, unknown>): string => {
  const content = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, withoutFile(value)]))
  return hashOf(`${url}\n${JSON.stringify(content)}`)
}

// A file as JSON is a list of numbers, several times as long: 8 MB of them would hold up everybody else.
const withoutFile = (value: unknown): unknown => (value instanceof Uint8Array ? { file: hashOf(value) } : value)
const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64url')

/** The answer that this form was given before, if it was sent before. */
export const answerGiven = async ({ tx, actor }: Work, key: string, hash: string): Promise<string | undefined> => {
  const given = await tx
    .selectFrom('formAnswer')
    .select(['contentHash', 'location'])
    .where('practitionerId', '=', actor.id)
    .where('key', '=', key)
    .executeTakeFirst()
  if (given && given.contentHash !== hash) throw new ReusedFormKey()
  return given?.location
}

/** Keeps the answer with what the form wrote. False: the same form was answered at the same moment by another request. */
export const keepAnswer = async (
  { tx, actor }: Work,
  key: string,
  hash: string,
  location: string,
): Promise<boolean> => {
  const kept = await tx
    .insertInto('formAnswer')
    .values({ practitionerId: actor.id, key, contentHash: hash, location })
    .onConflict((conflict) => conflict.columns(['practitionerId', 'key']).doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 1n
}
