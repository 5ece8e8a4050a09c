import assert from 'node:assert/strict'
import type { testApp } from './app.ts'
import type { Practitioner } from './people.ts'

/** A place on the list of this person’s agency, which somebody who answers for a house put there, and once found too late. */
export const aPlaceOf = async (
  { as, aPractitioner, everything, services }: Awaited<ReturnType<typeof testApp>>,
  { agencyId }: Practitioner,
): Promise<string> => {
  const keeper = await aPractitioner('idva-manager', { agencyId })
  const form = { kind: 'name', place: 'The Invented Kittiwake', shown: 'The Invented Kittiwake' }
  const places = everything.selectFrom('vault.protectedPlace').select('id').where('agencyId', '=', agencyId)
  // One list of the agency, however many cases.
  if (!(await places.executeTakeFirst()))
    assert.equal((await as(keeper).submit('/protected-addresses/new', form)).status, 303)
  const { id: placeId } = await places.executeTakeFirstOrThrow()
  await everything
    .insertInto('vault.placeFound')
    .values({ agencyId, placeIds: [placeId], what: 'file', foundAt: services.now(), people: 1, leadId: keeper.id })
    .execute()
  return placeId
}
