import { createHash, createHmac } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { key, type Secret } from '../secrets.ts'

/** A row of the log as it is sealed: everything is text as the database writes it out, or null. */
export type Content = Readonly<Record<string, string | null>>
export type StoredRow = { content: Content; form: number; hmac: string | null; writtenAt: string }

/**
 * What the seal of a row covers, by the number of its form. A column that is added later makes a new form, at the end; a
 * form that rows were written in is never changed.
 */
const forms: Readonly<Record<number, readonly string[]>> = {
  1: 'id at actorId agencyId kind route caseId objectId detail reference purpose reasonId'.split(' '),
}

/** The form that rows are written in now, and what it covers. */
export const form = 1
export const fields: readonly string[] = forms[form] ?? []

const keys = new WeakMap<Secret, Buffer>()
const rowKey = (secret: Secret): Buffer => {
  const known = keys.get(secret) ?? key(secret, 'audit-row')
  keys.set(secret, known)
  return known
}

/** JSON of names and values: no two rows that differ anywhere give the same text. */
const canonical = (number: number, names: readonly string[], content: Content): string =>
  JSON.stringify(['waymark audit row', number, ...names.map((name) => [name, content[name] ?? null])])

/** The seal of a row, by a key that is not in the database; none in a form that is not known. */
export const sealOf = (secret: Secret, number: number, content: Content): Buffer | undefined => {
  const names = forms[number]
  return (
    names &&
    createHmac('sha256', rowKey(secret))
      .update(canonical(number, names, content))
      .digest()
  )
}

/** Whether a row is as it was written. Form 0 was written before there were seals: only its batch can tell. */
export const isAsWritten = (secret: Secret, { content, form: number, hmac }: StoredRow): boolean => {
  const names = number === 0 ? fields : forms[number]
  const isBare = fields.every((name) => names?.includes(name) || content[name] === null)
  return isBare && hmac === (number === 0 ? null : (sealOf(secret, number, content)?.toString('hex') ?? ''))
}

/** What a batch holds of a row: its content, its seal, and when the database says that it was written. */
export const leafOf = ({ content, form: number, hmac, writtenAt }: StoredRow): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(['waymark audit leaf', canonical(number, fields, content), hmac, writtenAt]))
    .digest()

/** A moment as the database writes it out below, to the microsecond: a Date would hide an edit of less than a millisecond. */
export const momentText = (at: Date): string => at.toISOString().replace('Z', '000Z')
export const moment = (column: string): RawBuilder<string> =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const columnOf = (name: string): string => `a.${name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}`
/** The columns of `audit as a`, as `storedRow` reads them. */
export const rowColumns = sql`${sql.join(
  fields.map((name) =>
    name === 'at'
      ? sql`${moment('a.at')} as at`
      : sql`${sql.ref(columnOf(name))}::text as ${sql.ref(columnOf(name).slice(2))}`,
  ),
)}, a.form, encode(a.hmac, 'hex') as hmac, ${moment('a.written_at')} as written_at`

export type RowText = Record<string, string | null> & { form: number; hmac: string | null; writtenAt: string }
export const storedRow = ({ form: number, hmac, writtenAt, ...content }: RowText): StoredRow => ({
  ...{ form: number, hmac, writtenAt },
  content: Object.fromEntries(fields.map((name) => [name, content[name] ?? null])),
})
