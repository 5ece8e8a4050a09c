import type { Tx } from './db.ts'
import { type DataKey, dataKeyIn, holdOff, type Keys, newDataKey, type Wrapped } from './keys/data-key.ts'
import { isSealedWith, open, seal } from './sealing.ts'

/** Where what a provider keeps for itself stands. Copied to another row or agency it does not open there. */
export type ProviderPlace = { agencyId: string; row: string }

/** Seals a text under the provider's own key, which is made when it is the first. */
export const sealForProvider = async (
  keys: Keys,
  work: { tx: Tx; now: Date },
  place: ProviderPlace,
  text: string,
): Promise<Buffer> => seal(await keyOrNewKey(keys, work, place.agencyId), labelOf(place), Buffer.from(text, 'utf8'))

export type SealedPlace = ProviderPlace & { sealed: Uint8Array; key: Wrapped }
/** Each of these texts; null where the key of its provider was erased. */
export const openForProviders = async (keys: Keys, all: readonly SealedPlace[]): Promise<(string | null)[]> => {
  const own = new Map<string, Buffer | undefined>()
  for (const { agencyId, key } of all)
    if (!own.has(agencyId)) own.set(agencyId, await dataKeyIn(keys, dataKeyOf(agencyId), key))
  return all.map(({ sealed, ...place }) => {
    const key = own.get(place.agencyId)
    return key && isSealedWith(key, sealed) ? open(key, labelOf(place), sealed).toString('utf8') : null
  })
}

const keyOrNewKey = async (keys: Keys, { tx, now }: { tx: Tx; now: Date }, agencyId: string): Promise<Buffer> => {
  await holdOff(tx, agencyId)
  const kept = () =>
    tx.selectFrom('vault.providerKey').select(['wrapped', 'keptAs']).where('agencyId', '=', agencyId).executeTakeFirst()
  const before = await kept()
  // Two may add the first place at once: one key wins, and both use that one.
  if (!before)
    await tx
      .insertInto('vault.providerKey')
      .values({ agencyId, ...(await newDataKey(keys, dataKeyOf(agencyId))), madeAt: now })
      .onConflict((conflict) => conflict.column('agencyId').doNothing())
      .execute()
  const found = before ?? (await kept())
  const key = found && (await dataKeyIn(keys, dataKeyOf(agencyId), found))
  if (!key) throw new Error('A key was written for a provider and is not there')
  return key
}

const dataKeyOf = (agencyId: string): DataKey => ({ of: 'vault', label: `provider_key/${agencyId}` })
const labelOf = ({ agencyId, row }: ProviderPlace): string => `protected_place/sealed/${row}/${agencyId}`
