import type { Tx } from '../platform/db.ts'
import type { Policy } from './policy.ts'
import type { Services } from './services.ts'

/** What the area had set at that time; where it had set nothing, the default that the screen shows as such. */
export const policyIn = async (
  { defaultPolicy }: Pick<Services, 'defaultPolicy'>,
  tx: Tx,
  at: Date,
): Promise<Policy> => {
  const set = await tx
    .selectFrom('policyValue')
    .select(['name', 'value'])
    .where('fromAt', '<=', at)
    .orderBy('fromAt')
    .orderBy('setAt')
    .execute()
  return { ...defaultPolicy, ...Object.fromEntries(set.map(({ name, value }) => [name, value])) }
}
