import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import type { Answer } from '../model/answer.ts'

export const rowsAPage = 25

/** Whether these pages are there for this person. */
export const readsMisuse = async (tx: Tx): Promise<boolean> =>
  (await sql<{ may: boolean }>`select reads_misuse() as may`.execute(tx)).rows[0]?.may === true

const alerts = (tx: Tx) =>
  tx
    .selectFrom('misuseAlert as a')
    .innerJoin('practitioner as p', 'p.id', 'a.practitionerId')
    .innerJoin('agency as g', 'g.id', 'p.agencyId')
    .select([
      'a.id',
      'a.kind',
      'a.raisedAt',
      'a.noticedAt',
      'a.dueAt',
      'a.lateAt',
      'a.state',
      'a.closedAt',
      'a.version',
    ])
    .select(['p.name', 'p.role', 'g.name as agency'])

export type About = { reference: string | null; isSealed: boolean }
type WithAbout<Row> = Row & { about: About | undefined }

const withCases = async <Row extends { id: string }>(tx: Tx, rows: Row[]): Promise<WithAbout<Row>[]> => {
  const ids = rows.map(({ id }) => id)
  const found = await sql<About & { alertId: string }>`select * from misuse_cases(${ids})`.execute(tx)
  const known = new Map(found.rows.map((row) => [row.alertId, row]))
  return rows.map((row) => ({ ...row, about: known.get(row.id) }))
}

/** Open questions by what is due first, or all of them, the newest first: the database shows those that one may answer. */
export const alertsOn = async (tx: Tx, page: number, isAll: boolean) => {
  const { total } = await tx
    .selectFrom('misuseAlert')
    .select(({ fn }) => fn.count<number>('id').as('total'))
    .$if(!isAll, (query) => query.where('closedAt', 'is', null))
    .executeTakeFirstOrThrow()
  const rows = await alerts(tx)
    .$if(!isAll, (query) => query.where('a.closedAt', 'is', null).orderBy('a.dueAt'))
    .orderBy('a.noticedAt', 'desc')
    .orderBy('a.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
  return { rows: await withCases(tx, rows), total: Number(total) }
}
export type AlertRow = Awaited<ReturnType<typeof alertsOn>>['rows'][number]

export const countSealed = async (tx: Tx): Promise<number> =>
  (await sql<{ many: number }>`select count_sealed_misuse() as many`.execute(tx)).rows[0]?.many ?? 0

export const alertOf = async (tx: Tx, id: string): Promise<AlertRow | undefined> =>
  (await withCases(tx, await alerts(tx).where('a.id', '=', id).execute()))[0]

export const looksOn = (tx: Tx, alertId: string) =>
  tx
    .selectFrom('misuseLook')
    .select(['at', 'kind', 'purpose', 'ties', 'surnameShare', 'isOffDuty'])
    .where('alertId', '=', alertId)
    .orderBy('at')
    .orderBy('auditId')
    .execute()

export const stepsOn = (tx: Tx, alertId: string) =>
  tx
    .selectFrom('misuseStep as s')
    .leftJoin('practitioner as p', 'p.id', 's.byId')
    .select(['s.id', 's.at', 's.what', 's.said', 's.toWhom', 's.looks', 'p.name as by'])
    .where('s.alertId', '=', alertId)
    .orderBy('s.at', 'desc')
    .orderBy('s.byId', (order) => order.asc().nullsLast())
    .orderBy('s.id')
    .execute()
export type StepRow = Awaited<ReturnType<typeof stepsOn>>[number]

/** Writes what was done. False: somebody else had closed or changed it meanwhile. */
export const keepAnswer = async (
  { tx, now, actor }: Work,
  { id, version }: Pick<AlertRow, 'id' | 'version'>,
  { step, said, toWhom }: Answer,
  dueAt: Date | null,
): Promise<boolean> => {
  const kept = await tx
    .updateTable('misuseAlert')
    .set({ state: step, dueAt, closedAt: dueAt ? null : now, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (kept.numUpdatedRows === 0n) return false
  await tx
    .insertInto('misuseStep')
    .values({
      alertId: id,
      at: now,
      byId: actor.id,
      what: step,
      said,
      toWhom: step === 'passed on' ? (toWhom ?? null) : null,
    })
    .execute()
  return true
}

export const deskNow = (tx: Tx) =>
  tx
    .selectFrom('misuseDesk as d')
    .innerJoin('team as t', 't.id', 'd.teamId')
    .innerJoin('agency as g', 'g.id', 't.agencyId')
    .innerJoin('practitioner as p', 'p.id', 'd.namedBy')
    .select(['t.id', 't.name', 'g.name as agency', 'p.name as namedBy', 'd.namedAt', 't.closedAt'])
    .orderBy('d.namedAt', 'desc')
    .orderBy('d.id')
    .executeTakeFirst()
export type Desk = NonNullable<Awaited<ReturnType<typeof deskNow>>>

export const insertDesk = async ({ tx, now, actor }: Work, teamId: string): Promise<void> => {
  await tx.insertInto('misuseDesk').values({ teamId, namedBy: actor.id, namedAt: now }).execute()
}
