import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import type { CheckForm, LineForm, Numbers, Version } from './model.ts'

/** The lines that hold now, for the door: there it is not known who asks, and nothing else can be read. */
export const numbersIn = async (db: Db): Promise<Numbers[]> => {
  const { rows } = await sql<Numbers>`
    select place, name, number, about from (select distinct on (line) * from helpline order by line, set_at desc, id) as latest
    where not is_ended`.execute(db)
  return rows
}

const versions = sql`
  select h.id, h.line, h.place, h.name, h.number, h.about, h.is_ended, p.name as set_by, h.set_at, h.reason, c.name as checked_by, c.checked_on, c.evidence
  from helpline h left join practitioner p on p.id = h.set_by
  left join lateral (select w.name, k.checked_on, k.evidence from helpline_check k join practitioner w on w.id = k.checked_by
    where k.helpline_id = h.id order by k.recorded_at desc limit 1) c on true`

/** Each line as it stands, ended ones too, with who verified it last. */
export const latestVersions = async (tx: Tx): Promise<Version[]> => {
  const { rows } = await sql<Version>`
    select distinct on (line) * from (${versions}) as version order by line, set_at desc, id`.execute(tx)
  return rows
}

/** Every version of one line, the latest first. */
export const versionsOf = async (tx: Tx, line: string): Promise<Version[]> => {
  const { rows } = await sql<Version>`
    select * from (${versions}) as version where line = ${line} order by set_at desc, id`.execute(tx)
  return rows
}

/** Two saved in one moment still have an order. */
const afterTheLast = (line: string, now: Date) =>
  sql<Date>`greatest(${now}::timestamptz, (select max(set_at) + interval '1 millisecond' from helpline where line = ${line}))`

export const addVersion = async (
  { tx, now, actor }: Work,
  line: string,
  form: LineForm & { isEnded: boolean },
): Promise<void> => {
  await tx
    .insertInto('helpline')
    .values({ line, ...form, setBy: actor.id, setAt: afterTheLast(line, now) })
    .execute()
}

export const addCheck = async ({ tx, now, actor }: Work, helplineId: string, form: CheckForm): Promise<void> => {
  await tx
    .insertInto('helplineCheck')
    .values({ helplineId, ...form, checkedBy: actor.id, recordedAt: now })
    .execute()
}
