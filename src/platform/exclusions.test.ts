import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../testing/app.ts'
import { aCase, workAs } from '../testing/cases.ts'
import type { Practitioner } from '../testing/people.ts'

// The database's half of a conflict: who is excluded meets the same database as somebody for whom the case was never there.
const { services, everything, as, aPractitioner, now } = await testApp()
const lead = await aPractitioner('idva')
const colleague = await aPractitioner('idva', { agencyId: lead.agencyId })
const opened = await aCase(services, lead, { victimName: 'Sorrelback Inventado' })

const grant = (grantee: string, agencyId: string, until: Date | null = null) =>
  everything
    .insertInto('caseGrant')
    .values({
      caseId: opened.caseId,
      granteeId: grantee,
      agencyId,
      reason: 'Helps with it',
      grantedBy: lead.id,
      grantedAt: new Date(now().getTime() + Math.floor(Math.random() * 1e6)),
      untilAt: until,
    })
    .execute()
const exclude = async (who: Practitioner) => {
  const id = randomUUID()
  await everything
    .insertInto('caseExclusion')
    .values({ id, caseId: opened.caseId, practitionerId: who.id, ground: 'partner', source: 'declared', at: now() })
    .execute()
  return () =>
    everything
      .updateTable('caseExclusion')
      .set({ endedAt: now(), endedBecause: 'It was somebody else' })
      .where('id', '=', id)
      .execute()
}
const answers = (who: Practitioner, caseId: string) =>
  workAs(services, who, async ({ tx }) => ({
    found: (await sql`select * from find_people('Sorrelback', null, 20)`.execute(tx)).rows.length,
    has: (await sql<{ has: boolean }>`select actor_has_case(${caseId}) as has`.execute(tx)).rows[0]?.has,
    cases: (await tx.selectFrom('cases').select('id').where('id', '=', caseId).execute()).length,
    parties: (await tx.selectFrom('party').select('personId').where('caseId', '=', caseId).execute()).length,
    people: (await tx.selectFrom('person').select('id').where('name', 'like', 'Sorrelback%').execute()).length,
    keys: (await tx.selectFrom('vault.personKey').select('personId').execute()).length,
    entries: (await tx.selectFrom('entry').select('id').where('caseId', '=', caseId).execute()).length,
    duties: (await tx.selectFrom('duty').select('id').where('caseId', '=', caseId).execute()).length,
    grants: (await tx.selectFrom('caseGrant').select('reason').where('caseId', '=', caseId).execute()).length,
  }))

describe('a conflict is subtracted last, whatever was granted (INV-36, S12)', () => {
  test('who has a conflict meets what they would meet if the case had never been opened', async () => {
    await grant(colleague.id, colleague.agencyId)
    assert.ok((await answers(colleague, opened.caseId)).entries > 0)
    const page = await as(colleague).visit(`/cases/${opened.caseId}`)
    assert.equal(page.status, 200)
    const restore = await exclude(colleague)
    const hidden = await answers(colleague, opened.caseId)
    assert.deepEqual(hidden, await answers(colleague, randomUUID()))
    const [refused, absent] = [
      await as(colleague).visit(`/cases/${opened.caseId}`),
      await as(colleague).visit(`/cases/${randomUUID()}`),
    ]
    assert.equal(refused.status, 404)
    assert.equal(refused.body, absent.body)
    await restore()
    // The sight that they had went with the conflict: somebody on the case lets them in again.
    await grant(colleague.id, colleague.agencyId)
    assert.ok((await answers(colleague, opened.caseId)).entries > 0)
  })

  test('nor does a grant to the person’s team show it, or one that comes afterwards', async () => {
    const [member, other] = [
      await aPractitioner('idva', { agencyId: lead.agencyId }),
      await aPractitioner('idva', { agencyId: lead.agencyId }),
    ]
    const team = await everything
      .insertInto('team')
      .values({ agencyId: lead.agencyId, name: 'North' })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const { id } of [member, other])
      await everything.insertInto('teamMember').values({ teamId: team.id, practitionerId: id, fromAt: now() }).execute()
    await grant(team.id, lead.agencyId)
    await exclude(member)
    await grant(member.id, member.agencyId)
    assert.deepEqual(await answers(member, opened.caseId), await answers(member, randomUUID()))
    assert.equal((await answers(other, opened.caseId)).cases, 1)
    const own = await everything.selectFrom('caseGrant').selectAll().where('granteeId', '=', member.id).execute()
    assert.deepEqual(own, [])
  })

  test('nobody with a conflict is left as a lead: the database undoes what would leave them so', async () => {
    const excluded = await aPractitioner('idva', { agencyId: lead.agencyId })
    await exclude(excluded)
    await assert.rejects(
      everything.updateTable('cases').set({ planLeadId: excluded.id }).where('id', '=', opened.caseId).execute(),
      /somebody with a conflict leads nothing/,
    )
  })

  test('who is excluded cannot be read by anybody who works here', async () => {
    await assert.rejects(
      workAs(services, lead, ({ tx }) => tx.selectFrom('caseExclusion').selectAll().execute()),
      /permission denied/,
    )
  })
})

test('a sealed case is granted to no team (C5)', async () => {
  const sealed = await aCase(services, lead)
  await everything
    .updateTable('cases')
    .set({ sealedAt: now(), sealedBecause: 'Both work here' })
    .where('id', '=', sealed.caseId)
    .execute()
  const team = await everything
    .insertInto('team')
    .values({ agencyId: lead.agencyId, name: 'South' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const values = { caseId: sealed.caseId, agencyId: lead.agencyId, reason: 'x', grantedBy: lead.id, grantedAt: now() }
  await everything
    .insertInto('caseGrant')
    .values({ ...values, granteeId: team.id })
    .execute()
  assert.deepEqual(await everything.selectFrom('caseGrant').selectAll().where('granteeId', '=', team.id).execute(), [])
})
