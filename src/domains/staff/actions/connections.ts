import { tokensOf } from '../../../platform/blind-tokens.ts'
import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import type { Given } from '../model/connections.ts'
import { endConnection, giveConnection, ownConnections } from '../store/connections.ts'

/** Keeps only tokens of what was typed. What is said of oneself takes the place of what one said before. */
export const connect = async (
  { secret }: Pick<Services, 'secret'>,
  work: Work,
  { practitionerId, relation, facts }: Given,
): Promise<void> => {
  const before = relation === 'self' ? (await ownConnections(work.tx)).filter((each) => each.relation === 'self') : []
  if (!(await giveConnection(work, practitionerId, relation, tokensOf(secret, facts)))) throw new NotFound()
  for (const { id, source } of before) if (source === 'own') await endConnection(work, id)
}

export const disconnect = async (work: Work, id: string): Promise<void> => {
  if (!(await endConnection(work, id))) throw new NotFound()
}
