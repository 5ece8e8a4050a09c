import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { stageTypes } from '../model/stage.ts'

export const caseRow = (tx: Tx, caseId: string) =>
  tx.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst()

export const staffNamed = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('practitioner as p')
    .innerJoin('agency as a', 'a.id', 'p.agencyId')
    .select(['p.id', 'p.name', 'a.name as agency', 'a.kind as agencyKind', 'p.disabledAt'])
    .where('p.id', 'in', [...ids])
    .execute()

export const partiesOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select([
      'p.id',
      'p.name',
      'p.nameIsBelieved',
      'p.called',
      'p.bornOn',
      'p.ageAbout',
      'p.diedOn',
      'y.role',
      'y.isMain',
      'y.why',
    ])
    .where('y.caseId', '=', caseId)
    .where('y.endedAt', 'is', null)
    .orderBy('y.isMain', 'desc')
    .orderBy('y.addedAt')
    .orderBy('p.name')
    .execute()

export type StageMove = {
  type: string
  suspectId: string | null
  happenedFrom: Date
  position: number
  undone: boolean
}
/** Each justice entry that moves somebody's stage, as last set right; also for whoever is shown no more of it. */
export const stageMovesOf = async (tx: Tx, caseId: string): Promise<StageMove[]> =>
  (await sql<StageMove>`select * from stage_moves(${caseId}, ${stageTypes})`.execute(tx)).rows

/** Which of risk and incidents the case has anything of, for whoever may know no more. */
export const heldOf = async (tx: Tx, caseId: string): Promise<string[]> =>
  (await sql<{ held: string[] | null }>`select held_of(${caseId}) as held`.execute(tx)).rows[0]?.held ?? []

export const offersOpenOn = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('handover as h')
    .innerJoin('practitioner as p', 'p.id', 'h.toId')
    .select(['h.id', 'h.leads', 'h.toId', 'p.name as toName', 'h.offeredAt'])
    .where('h.caseId', '=', caseId)
    .where('h.answer', 'is', null)
    .execute()

export const countOpenDuties = async (tx: Tx, caseId: string, now: Date): Promise<number> => {
  const { count } = await tx
    .selectFrom('duty')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .where('raisedAt', '<=', now)
    .executeTakeFirstOrThrow()
  return count
}
