import { sql } from 'kysely'
import { type Facts, tokensOf } from '../platform/blind-tokens.ts'
import type { Work } from '../platform/request.ts'
import type { Services } from './services.ts'

/**
 * What is learned of a person in a case is kept as blind tokens in the same transaction: who of the staff is close to that
 * person loses the case when it commits (INV-36, S12).
 */
export const keepTokens = async (
  { secret }: Pick<Services, 'secret'>,
  { tx }: Pick<Work, 'tx'>,
  personId: string,
  facts: Facts,
): Promise<void> => {
  const tokens = tokensOf(secret, facts)
  if (tokens.length > 0) await sql`select keep_person_tokens(${personId}, ${JSON.stringify(tokens)}::jsonb)`.execute(tx)
}

/** Whether whoever acts may not have this case: asked when all of it is written, and nothing of it is read after. */
export const settleConflicts = async ({ tx }: Pick<Work, 'tx'>, caseId: string): Promise<boolean> => {
  const { rows } = await sql<{ isMine: boolean }>`select settle_conflicts(${caseId}) as is_mine`.execute(tx)
  return rows[0]?.isMine === true
}

/** Of these people, those who may be given something to do on this case. Why another may not is said to nobody. */
export const whoMayTake = async <Person extends { id: string }>(
  { tx }: Pick<Work, 'tx'>,
  caseId: string,
  people: readonly Person[],
): Promise<Person[]> => {
  const ids = people.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`select kept_out_of(${caseId}, ${ids}::uuid[]) as id`.execute(tx)
  return people.filter(({ id }) => !rows.some((row) => row.id === id))
}
