import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { ReferenceKind } from '../model/row.ts'
import type { Key } from './items.ts'

/** A suspect on a case, among those that the actor may see. */
export type Match = {
  caseId: string
  reference: string
  state: string
  closedAs: string | null
  openedAt: Date
  suspectId: string
  suspect: string
  bornOn: string | null
}

const suspects = (tx: Tx) =>
  tx
    .selectFrom('cases as c')
    .innerJoin('party as y', 'y.caseId', 'c.id')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select([
      'c.id as caseId',
      'c.reference',
      'c.state',
      'c.closedAs',
      'c.openedAt',
      'p.id as suspectId',
      'p.name as suspect',
      'p.bornOn',
    ])
    .where('y.role', '=', 'perpetrator')
    .where('y.endedAt', 'is', null)

export const suspectsOnCase = (tx: Tx, reference: string): Promise<Match[]> =>
  suspects(tx).where('c.reference', '=', reference).orderBy('p.name').execute()
export const suspectsByReferences = (
  tx: Tx,
  agencyId: string,
  references: readonly { kind: ReferenceKind; reference: string }[],
): Promise<Match[]> =>
  suspects(tx)
    .innerJoin('inboxReference as r', (join) => join.onRef('r.caseId', '=', 'c.id').onRef('r.suspectId', '=', 'p.id'))
    .where('r.agencyId', '=', agencyId)
    .where(({ or, and, eb }) =>
      or(references.map(({ kind, reference }) => and([eb('r.kind', '=', kind), eb('r.reference', '=', reference)]))),
    )
    .distinct()
    .orderBy('c.openedAt')
    .execute()
/** By name and day of birth, both exactly: likeness is for a person to judge. */
export const suspectsNamed = (tx: Tx, name: string, bornOn: string): Promise<Match[]> =>
  suspects(tx)
    .where('p.bornOn', '=', bornOn)
    .where(
      sql<boolean>`lower(regexp_replace(p.name, '\s+', ' ', 'g')) = lower(regexp_replace(${name}, '\s+', ' ', 'g'))`,
    )
    .orderBy('c.openedAt')
    .execute()

/** Whom the sorter may mean: people like this on cases that the sorter sees. */
export const suspectsLike = async (tx: Tx, name: string, bornOn: string | null): Promise<Match[]> => {
  const { rows } = await sql<{ personId: string; caseId: string }>`
    select person_id, case_id from find_people(${name}, ${bornOn}::date, 25) where role = 'perpetrator'`.execute(tx)
  if (rows.length === 0) return []
  const found = await suspects(tx)
    .where(
      'c.id',
      'in',
      rows.map(({ caseId }) => caseId),
    )
    .where(
      'p.id',
      'in',
      rows.map(({ personId }) => personId),
    )
    .execute()
  const rank = ({ caseId, suspectId }: Match) =>
    rows.findIndex((row) => row.caseId === caseId && row.personId === suspectId)
  return found.filter((match) => rank(match) !== -1).sort((a, b) => rank(a) - rank(b))
}

export const victimsOn = async (tx: Tx, caseIds: string[]): Promise<{ caseId: string; name: string }[]> =>
  caseIds.length === 0
    ? []
    : tx
        .selectFrom('party as y')
        .innerJoin('person as p', 'p.id', 'y.personId')
        .select(['y.caseId', 'p.name'])
        .where('y.caseId', 'in', caseIds)
        .where('y.role', '=', 'victim')
        .where('y.endedAt', 'is', null)
        .execute()

/** The facts of one type on a case within some days, as their last entry tells them. */
export const factsNear = (
  tx: Tx,
  about: { caseId: string; type: string; suspectId: string | null; from: Date; until: Date },
) =>
  tx
    .selectFrom('entry')
    .select(['id', 'factId', 'happenedFrom', 'happenedUntil', 'precision', 'details', 'enteredAt', 'toldBy'])
    .where('caseId', '=', about.caseId)
    .where('type', '=', about.type)
    .where('happenedFrom', '<=', about.until)
    .where('happenedUntil', '>=', about.from)
    .where(({ eb }) => (about.suspectId ? eb('suspectId', '=', about.suspectId) : eb('suspectId', 'is', null)))
    .orderBy('position')
    .execute()
export type NearFact = Awaited<ReturnType<typeof factsNear>>[number]

export const entrySeen = (tx: Tx, entryId: string) =>
  tx.selectFrom('entry').select(['id', 'factId', 'caseId', 'suspectId']).where('id', '=', entryId).executeTakeFirst()

/** Whether this source has told of one of these entries before, under another reference. */
export const isFromSource = async (tx: Tx, { agencyId, source, sourceRef }: Key, factId: string): Promise<boolean> =>
  (await tx
    .selectFrom('inboxItem as i')
    .innerJoin('entry as e', 'e.id', 'i.entryId')
    .select('i.id')
    .where('i.agencyId', '=', agencyId)
    .where('i.source', '=', source)
    .where('i.sourceRef', '!=', sourceRef)
    .where('e.factId', '=', factId)
    .executeTakeFirst()) !== undefined

export const insertReferences = async (tx: Tx, rows: Insertable<Tables['inboxReference']>[]): Promise<void> => {
  if (rows.length === 0) return
  await tx
    .insertInto('inboxReference')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
