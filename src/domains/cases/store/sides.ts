import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'

const yes = async (tx: Tx, question: ReturnType<typeof sql<{ is: boolean }>>): Promise<boolean> =>
  (await question.execute(tx)).rows[0]?.is === true

/** Whether this person supports the other of two who accuse each other; as contact, also whoever works with the person reported. */
export const worksForOtherSide = (tx: Tx, caseId: string, who: string, asContact: boolean): Promise<boolean> =>
  yes(tx, sql<{ is: boolean }>`select works_for_other_side(${who}, ${caseId}, ${asContact}) as is`)

/** Of these people, those who work with the person reported or for the other of two who accuse each other. */
export const onOtherSide = async (tx: Tx, caseId: string, ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select sought.id from unnest(${ids}::uuid[]) as sought (id) where works_for_other_side(sought.id, ${caseId}, false)
      or exists (select from reported_contact r where r.case_id = ${caseId} and r.practitioner_id = sought.id and r.ended_at is null)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Whether whoever asks is one of those. */
export const isOnOtherSide = async ({ tx, actor }: Work, caseId: string): Promise<boolean> =>
  (await onOtherSide(tx, caseId, [actor.id])).length > 0

/** Whether the reader, or a team of theirs, supports the person reported, in a case against the one who is harmed here. */
export const openingClashes = (tx: Tx, who: string, harmed: string, reported: string): Promise<boolean> =>
  yes(tx, sql<{ is: boolean }>`select opening_clashes(${who}, ${harmed}, ${reported}) as is`)

export const clashingWorkers = async (tx: Tx, caseId: string): Promise<{ id: string; name: string }[]> =>
  (await sql<{ id: string; name: string }>`select * from clashing_workers(${caseId})`.execute(tx)).rows

/** The cases in which the person reported here is the one harmed by the person harmed here, as far as the reader sees them. */
export const seenOtherSides = async (tx: Tx, caseId: string): Promise<string[]> =>
  (await sql<{ id: string }>`select id from seen_other_sides(${caseId}) as id order by id`.execute(tx)).rows.map(
    ({ id }) => id,
  )
