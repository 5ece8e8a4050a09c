import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

/** What the sender's form starts with: the case as far as this person sees it. */
export const caseFacts = async (tx: Tx, caseId: string) => {
  const about = await tx
    .selectFrom('cases')
    .select(['reference', 'level', 'state'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const people = await tx
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select(['p.id', 'p.name', 'p.called', 'p.bornOn', 'p.ageAbout', 'y.role'])
    .where('y.caseId', '=', caseId)
    .where('y.endedAt', 'is', null)
    .where('y.role', 'in', ['victim', 'child', 'other'])
    .orderBy(sql`y.role = 'victim' desc`)
    .orderBy('p.name')
    .execute()
  return { ...about, people }
}
export type CaseFacts = Awaited<ReturnType<typeof caseFacts>>

/** Whom a referral can go to: a library works on no case but its own (MODEL 13). */
export const otherAgencies = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('agency')
    .select(['id', 'name', 'kind'])
    .where('id', '!=', agencyId)
    .where('kind', '!=', 'library')
    .orderBy('name')
    .execute()
