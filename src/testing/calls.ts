import assert from 'node:assert/strict'
import type { testApp } from './app.ts'
import type { Practitioner } from './people.ts'

/** Two calls to which the nearest unit went: one that `boss` sent, and one that `boss` is to look at. */
export const someCalls = async (
  { as, aPractitioner, everything }: Awaited<ReturnType<typeof testApp>>,
  boss: Practitioner,
): Promise<{ sentId: string; reviewId: string }> => {
  const [own, sender] = [await aPractitioner('first-responder'), await aPractitioner('police-supervisor')]
  const unit = { agencyId: boss.agencyId, name: 'Response', goesToCalls: true }
  const { id: teamId } = await everything.insertInto('team').values(unit).returning('id').executeTakeFirstOrThrow()
  await everything.insertInto('teamMember').values({ teamId, practitionerId: own.id }).execute()
  await as(own).submit('/staff/connections/own', { house: '1', postcode: 'ZZ97 7ZZ' })
  const sent = async (who: Practitioner): Promise<string> => {
    const page = await as(who).submit('/attendance', { place: '1 Invented Row ZZ97 7ZZ' })
    const id = /\/attendance\/([0-9a-f-]{36})\/nearest/.exec(page.body)?.[1] ?? ''
    assert.equal((await as(who).submit(`/attendance/${id}/nearest`, { teamId })).status, 303, page.text())
    return id
  }
  const [sentId, reviewId] = [await sent(boss), await sent(sender)]
  const byBoss = everything.updateTable('attendance').set({ reviewerId: boss.id, commandId: null })
  await byBoss.where('id', '=', reviewId).execute()
  return { sentId, reviewId }
}
