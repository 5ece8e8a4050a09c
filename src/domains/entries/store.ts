import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { NewCondition } from './model/condition-plan.ts'

const entriesWithNames = (tx: Tx) =>
  tx
    .selectFrom('entry as e')
    .leftJoin('practitioner as p', 'p.id', 'e.enteredBy')
    .leftJoin('agency as a', 'a.id', 'e.agencyId')
    .leftJoin('person as s', 's.id', 'e.suspectId')
    .selectAll('e')
    .select(['p.name as enteredByName', 'a.name as agencyName', 's.name as suspectName'])

export type EntryRow = Awaited<ReturnType<typeof entriesOf>>[number]

type Choice = { kind?: string | undefined; limit: number; offset: number }

export const entriesOf = (tx: Tx, caseId: string, { kind, limit, offset }: Choice) =>
  entriesWithNames(tx)
    .where('e.caseId', '=', caseId)
    .$if(kind !== undefined, (query) => query.where('e.type', 'like', `${kind}.%`))
    .orderBy('e.happenedFrom', 'desc')
    .orderBy('e.position', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()

export const kindsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('entry')
    .select([sql<string>`split_part(type, '.', 1)`.as('kind'), ({ fn }) => fn.countAll<number>().as('count')])
    .where('caseId', '=', caseId)
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute()

/** Every entry of these types, oldest position first. */
export const entriesOfTypes = (tx: Tx, caseId: string, types: readonly string[]) =>
  entriesWithNames(tx)
    .where('e.caseId', '=', caseId)
    .where('e.type', 'in', [...types])
    .orderBy('e.position')
    .execute()

/** Facts that were marked as intelligence, in any of their versions: they go nowhere as they stand (INV-29). */
export const intelligenceIn = async (tx: Tx, caseId: string): Promise<string[]> => {
  const marked = tx
    .selectFrom('entry as e')
    .leftJoin('incident as i', 'i.entryId', 'e.id')
    .select('e.factId')
    .distinct()
  const rows = await marked
    .where('e.caseId', '=', caseId)
    .where(sql<boolean>`'intelligence' in (e.details ->> 'mark', i.mark)`)
    .execute()
  return rows.map(({ factId }) => factId)
}

export const oneEntry = (tx: Tx, caseId: string, entryId: string) =>
  entriesWithNames(tx).where('e.caseId', '=', caseId).where('e.id', '=', entryId).executeTakeFirst()

export const entriesOfFact = (tx: Tx, caseId: string, factId: string) =>
  entriesWithNames(tx).where('e.caseId', '=', caseId).where('e.factId', '=', factId).orderBy('e.position').execute()

type Alike = { caseId: string; type: string; suspectId: string | null; from: Date; until: Date }

/** Facts of the same kind about the same suspect around this time, each as it was first entered. */
export const alike = (tx: Tx, { caseId, type, suspectId, from, until }: Alike) =>
  entriesWithNames(tx)
    .where('e.caseId', '=', caseId)
    .where('e.type', '=', type)
    .where('e.relation', '=', 'starts')
    .where((where) =>
      suspectId
        ? where.or([where('e.suspectId', '=', suspectId), where('e.suspectId', 'is', null)])
        : where('e.suspectId', 'is', null),
    )
    .where('e.happenedUntil', '>=', from)
    .where('e.happenedFrom', '<=', until)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('entry as c')
            .select('c.id')
            .whereRef('c.caseId', '=', 'e.caseId')
            .whereRef('c.factId', '=', 'e.factId')
            .where('c.relation', '=', 'corrects')
            .where(sql<boolean>`c.details ->> 'neverHappened' = 'true'`),
        ),
      ),
    )
    .orderBy('e.happenedFrom', 'desc')
    .limit(5)
    .execute()

/** The entries of proceedings, or those of these types. */
export const justiceEntries = (tx: Tx, caseId: string, types?: readonly string[]) =>
  tx
    .selectFrom('entry as e')
    .leftJoin('person as s', 's.id', 'e.suspectId')
    .select([
      'e.id',
      'e.factId',
      'e.type',
      'e.relation',
      'e.position',
      'e.suspectId',
      's.name as suspectName',
      'e.happenedFrom',
      'e.receivedAt',
      'e.enteredAt',
      'e.what',
      'e.details',
      'e.body',
      'e.toldBy',
    ])
    .where('e.caseId', '=', caseId)
    .where((where) =>
      types
        ? where('e.type', 'in', [...types])
        : where.or([where('e.type', 'like', 'justice.%'), where('e.type', '=', 'orders.breached')]),
    )
    .orderBy('e.position')
    .execute()

export const perpetratorsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select(['p.id', 'p.name'])
    .where('y.caseId', '=', caseId)
    .where('y.role', '=', 'perpetrator')
    .where('y.endedAt', 'is', null)
    .orderBy('y.isMain', 'desc')
    .orderBy('y.addedAt')
    .execute()

export type ConditionRow = {
  id: string
  entryId: string
  factId: string
  kind: string
  who: string | null
  place: string | null
  plain: string
  untilOn: string | null
  endedAt: Date | null
  endedWhy: string | null
  endedEntryId: string | null
  endedFactId: string | null
  replacesId: string | null
  setBy: string
  setFactId: string
  setAt: Date
  suspectId: string | null
}
const conditionsIn = async (tx: Tx, caseId: string, place: RawBuilder<unknown>): Promise<ConditionRow[]> => {
  const { rows } = await sql<ConditionRow>`
    select c.id, c.entry_id, c.kind, c.who, c.place, c.plain, c.until_on, c.ended_at, c.ended_why, c.fact_id, e.type as set_by, e.fact_id as set_fact_id,
      e.happened_from as set_at, e.suspect_id, c.ended_entry_id, x.fact_id as ended_fact_id, c.replaces_id
    from ${place} c join entries_of_terms(${caseId}) e on e.id = c.entry_id left join entries_of_terms(${caseId}) x on x.id = c.ended_entry_id
    where c.case_id = ${caseId} order by c.recorded_at, c.kind`.execute(tx)
  return rows
}
export const conditionsOf = (tx: Tx, caseId: string) => conditionsIn(tx, caseId, sql`condition`)
/** Every condition of the case, shown or not, for the reckoning of what an entry ends; no page reads it. */
export const conditionsToReckon = (tx: Tx, caseId: string) => conditionsIn(tx, caseId, sql`terms_of(${caseId})`)

type Set = { caseId: string; entryId: string; factId: string; by: string; at: Date; untilOn: string | null }

export const addConditions = async (tx: Tx, set: Set, conditions: readonly NewCondition[]): Promise<void> => {
  if (conditions.length === 0) return
  await tx
    .insertInto('condition')
    .values(
      conditions.map(({ kind, about, plain, untilOn, replacesId, setAgain }) => ({
        ...{ caseId: set.caseId, entryId: set.entryId, factId: set.factId, kind, plain, ...setAgain },
        ...{ who: kind === 'no contact' ? about : null, place: kind === 'no contact' ? null : about },
        ...{ untilOn: untilOn ?? set.untilOn, recordedBy: set.by, recordedAt: set.at, replacesId },
      })),
    )
    .execute()
}

type Ended = { caseId: string; ids: readonly string[]; entryId: string; at: Date; why: string }
/** Ends these by an entry that the actor made. */
export const endConditions = async (tx: Tx, { caseId, ids, entryId, at, why }: Ended): Promise<void> => {
  if (ids.length === 0) return
  await sql`select end_terms(${caseId}, ${[...ids]}::uuid[], ${entryId}, ${at}, ${why})`.execute(tx)
}

export const addPoints = async (
  tx: Tx,
  caseId: string,
  entryId: string,
  points: readonly { list: string; point: string }[],
): Promise<void> => {
  if (points.length === 0) return
  await tx
    .insertInto('checkedPoint')
    .values(points.map((point) => ({ caseId, entryId, ...point })))
    .execute()
}

export const pointsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('checkedPoint')
    .select(['entryId', 'list', 'point'])
    .where('caseId', '=', caseId)
    .orderBy('list')
    .orderBy('point')
    .execute()

export const dutiesOfFact = (tx: Tx, caseId: string, entryId: string, factId: string) =>
  tx
    .selectFrom('duty as d')
    .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
    .select([
      'd.id',
      'd.task',
      'd.code',
      'd.state',
      'd.outcome',
      'd.safetyDueAt',
      'd.statutoryDueAt',
      'd.dueUnknown',
      'd.closedAt',
      'd.raisedAt',
      'd.metById',
      'p.name as owner',
    ])
    .where('d.caseId', '=', caseId)
    .where(({ or, eb }) =>
      or([
        eb('d.factId', '=', factId),
        eb('d.metById', '=', entryId),
        sql<boolean>`${entryId}::uuid = any (d.reasons)`,
      ]),
    )
    .orderBy('d.raisedAt')
    .orderBy('d.code')
    .execute()
