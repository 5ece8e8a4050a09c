import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'

export const justiceEntries = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('entry')
    .select([
      'id',
      'factId',
      'type',
      'relation',
      'position',
      'suspectId',
      'happenedFrom',
      'receivedAt',
      'what',
      'details',
      'body',
    ])
    .where('caseId', '=', caseId)
    .where((where) => where.or([where('type', 'like', 'justice.%'), where('type', '=', 'orders.breached')]))
    .orderBy('position')
    .execute()

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
    .where('d.code', '=', 'BREACH_RESPONSE')
    .execute()
