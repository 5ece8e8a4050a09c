import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'

/** Who was told of a decision to stop, by whom and when (DC-04). */
export const tellingsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('duty as d')
    .leftJoin('entry as e', 'e.id', 'd.metById')
    .leftJoin('practitioner as p', 'p.id', 'e.enteredBy')
    .select([
      'd.id',
      'd.factId',
      'd.code',
      'd.state',
      'd.outcome',
      'd.holder',
      'e.happenedFrom as toldAt',
      'e.body as toldByBody',
      'p.name as enteredByName',
    ])
    .where('d.caseId', '=', caseId)
    .where('d.code', 'in', [
      'POLICE_NFA',
      'CPS_NO_CHARGE',
      'CPS_POST_CHARGE',
      'NOT_INVESTIGATED',
      'BREACH_NOT_PUT_BEFORE_COURT',
    ])
    .orderBy('d.raisedAt')
    .execute()

export const firstResponses = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('duty as d')
    .leftJoin('entry as e', 'e.id', 'd.metById')
    .select(['d.id', 'd.factId', 'd.state', 'd.safetyDueAt', sql<Date | null>`e.happened_from`.as('actedAt')])
    .where('d.caseId', '=', caseId)
    .where('d.code', 'in', ['BREACH_RESPONSE', 'ORDER_BREACH'])
    .execute()

export const addBreachAction = async (tx: Tx, row: Insertable<Tables['breachAction']>): Promise<void> => {
  await tx.insertInto('breachAction').values(row).execute()
}

/** What was done about each breach and what for, with who wrote it down. */
export const breachActionsOn = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('breachAction as b')
    .innerJoin('entry as e', 'e.id', 'b.entryId')
    .leftJoin('practitioner as p', 'p.id', 'e.enteredBy')
    .selectAll('b')
    .select(['e.factId', 'e.enteredAt', 'p.name as recordedBy'])
    .where('b.caseId', '=', caseId)
    .orderBy('e.position')
    .execute()
