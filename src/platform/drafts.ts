import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from './db.ts'
import type { Fields } from './fill-in.ts'
import type { Work } from './request.ts'

/** What a form was filled with and not yet sent, as it is kept for the one person who typed it. */
export type Draft = { address: string; page: string; fields: Fields; begunAt: Date; savedAt: Date; version: number }

/** What a form sends along about itself, besides its key: never part of what was typed. */
const about = ['formPage', 'formAddress', 'formVersion', 'formSaves'] as const

/** The version that a form names when its page has said that an earlier draft makes way for it. */
export const takesOver = -1

const aboutForm = z.object({
  formPage: z.string().optional().catch(undefined),
  formAddress: z.string().optional().catch(undefined),
  formVersion: z.coerce.number().int().min(takesOver).max(1e9).catch(0),
  formSaves: z.coerce.number().int().min(0).max(1e9).catch(0),
})
const typed = z.record(z.string(), z.unknown()).catch({})
const values = z.record(
  z.string(),
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
)

export type Sent = z.infer<typeof aboutForm> & { fields: Fields; content: Record<string, unknown> }

/** The parts of what a form sent: about itself; what was typed; and the content that its route reads. */
export const readSent = (body: unknown): Sent => {
  const content = typed.parse(body)
  const said = aboutForm.parse(content)
  for (const name of about) delete content[name]
  const { formKey: _, ...rest } = content
  const given = Object.entries(values.parse(rest)).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return { ...said, fields: Object.fromEntries(given), content }
}

const path = /^\/[a-z][\w./-]{0,299}$/
const isId = (text: string): boolean => z.uuid().safeParse(text).success

/** An address as it may be kept: its path, and of what follows the question mark only ids, never words. */
export const addressOf = (url: string): string | undefined => {
  const read = url.startsWith('/') ? URL.parse(url, 'http://here') : null
  if (read?.host !== 'here' || !path.test(read.pathname)) return undefined
  const ids = [...read.searchParams].filter(([name, value]) => /^\w{1,20}$/.test(name) && isId(value))
  return `${read.pathname}${ids.length > 0 ? `?${new URLSearchParams(ids.slice(0, 3))}` : ''}`
}

export const caseIn = (address: string): string | null => {
  const id = /^\/cases\/([^/?]+)/.exec(address)?.[1]
  return id && isId(id) ? id : null
}

/** What was kept of the forms on one page, or of all pages. */
export const draftsOf = async ({ tx, actor }: Work, key: Buffer, page?: string): Promise<Draft[]> => {
  const rows = await tx
    .selectFrom('draft')
    .select(['address', 'page', 'sealed', 'begunAt', 'savedAt', 'version'])
    .where('practitionerId', '=', actor.id)
    .$if(page !== undefined, (query) => query.where('page', '=', page ?? ''))
    .execute()
  return rows.map(({ sealed, ...row }) => ({ ...row, fields: open(key, labelOf(actor.id, row.address), sealed) }))
}

type Place = { address: string; page: string; fields: Fields }
/** `saves` counts those of one showing; null: this is the last word, as when the form itself was sent. */
type Writing = Place & { formKey: string; version: number; saves: number | null }

/** `elsewhere`: another showing of the form has written since this one was opened. `sent`: this showing was sent. */
export type Kept = 'kept' | 'older' | 'elsewhere' | 'sent'

export const keepDraft = async (work: Work, key: Buffer, writing: Writing): Promise<Kept> => {
  const { tx, actor, now } = work
  const { address, page, formKey, saves, version } = writing
  await lock(tx, actor.id, address)
  if (await isSent(work, formKey)) return 'sent'
  const writer = nameOf(formKey)
  const before = await tx
    .selectFrom('draft')
    .select(['version', 'writer', 'saves'])
    .where('practitionerId', '=', actor.id)
    .where('address', '=', address)
    .executeTakeFirst()
  const isSame = before?.writer.equals(writer) === true
  if (isSame && saves !== null && before.saves > saves) return 'older'
  if (before && !isSame && version !== takesOver && before.version !== version) return 'elsewhere'
  const sealed = seal(key, labelOf(actor.id, address), writing.fields)
  const row = { page, sealed, savedAt: now, writer, saves: saves ?? 0 }
  const places = { practitionerId: actor.id, address, caseId: caseIn(address) }
  await tx
    .insertInto('draft')
    .values({ ...places, ...row, begunAt: now })
    .onConflict((conflict) =>
      conflict
        .columns(['practitionerId', 'address'])
        .doUpdateSet((update) => ({ ...row, version: update('draft.version', '+', 1), interruptedAt: null })),
    )
    .execute()
  return 'kept'
}

/** With what the form wrote: from here on no save of that showing is taken any more. */
export const dropDraft = async ({ tx, actor }: Work, address: string): Promise<void> => {
  await lock(tx, actor.id, address)
  await tx.deleteFrom('draft').where('practitionerId', '=', actor.id).where('address', '=', address).execute()
}

/** Whose session it was that has ended by itself; null for every other token. */
export const idleHolder = async (db: Db, token: string): Promise<string | null> => {
  const { rows } = await sql<{ who: string | null }>`select idle_holder(${token}) as who`.execute(db)
  return rows[0]?.who ?? null
}

/** Keeps what came with a session that had ended by itself, for its holder to find after signing in. */
export const keepIdleDraft = async (
  db: Db,
  key: Buffer,
  from: { token: string; practitionerId: string; formKey: string; now: Date },
  { address, page, fields }: Place,
): Promise<void> => {
  const sealed = seal(key, labelOf(from.practitionerId, address), fields)
  await sql`select keep_idle_draft(${from.token}, ${address}, ${page}, ${caseIn(address)}, ${sealed}, ${nameOf(from.formKey)}, ${from.now})`.execute(
    db,
  )
}

/** The page of the form that a person was sent away from, asked once. */
export const pageLeftOpen = async ({ tx, actor, now }: Work): Promise<string | undefined> => {
  const row = await tx
    .updateTable('draft')
    .set({ interruptedAt: null })
    .where('practitionerId', '=', actor.id)
    .where('interruptedAt', '>', new Date(now.getTime() - 12 * 3_600_000))
    .returning(['page', 'savedAt'])
    .execute()
  return row.toSorted((a, b) => b.savedAt.getTime() - a.savedAt.getTime())[0]?.page
}

/** Sending a form and saving it meet here, so that a save on its way never brings back what was just sent. */
const lock = async (tx: Tx, practitionerId: string, address: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`draft ${practitionerId} ${address}`}, 0))`.execute(tx)
}

const isSent = async ({ tx, actor }: Work, formKey: string): Promise<boolean> =>
  (await tx
    .selectFrom('formAnswer')
    .select('key')
    .where('practitionerId', '=', actor.id)
    .where('key', '=', formKey)
    .executeTakeFirst()) !== undefined

const nameOf = (formKey: string): Buffer => createHash('sha256').update(`draft ${formKey}`).digest()
const labelOf = (practitionerId: string, address: string): Buffer => Buffer.from(`draft/${practitionerId}/${address}`)

// Layout: 12 bytes of nonce, 16 of tag, the rest is the text. A draft that is moved to another row does not open there.
const seal = (key: Buffer, label: Buffer, fields: Fields): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(label)
  const body = Buffer.concat([cipher.update(JSON.stringify(fields), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

const open = (key: Buffer, label: Buffer, sealed: Uint8Array): Fields => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(label)
  decipher.setAuthTag(sealed.subarray(12, 28))
  const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
  return z.record(z.string(), z.union([z.string(), z.array(z.string())])).parse(JSON.parse(text))
}
