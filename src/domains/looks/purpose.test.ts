import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'

// Random worlds, and what each person is asked worked out by hand beside them: no SQL of ours, no function of ours.
const { as, aPractitioner, services, everything, now } = await testApp()
const staff: Practitioner[] = []
for (let each = 0; each < 5; each++) staff.push(await aPractitioner('idva'))

type Person = {
  grant: 'none' | 'named' | 'by herself' | 'ended' | 'run out'
  inTeam: boolean
  leftTeam: boolean
  ownsDuty: boolean
  covers: 'nobody' | 'the lead' | 'the lead, last week' | 'the lead, cancelled'
  reason: 'none' | 'an hour ago' | 'yesterday' | 'for another case'
}
const person: fc.Arbitrary<Person> = fc.record({
  grant: fc.constantFrom('none', 'named', 'by herself', 'ended', 'run out'),
  inTeam: fc.boolean(),
  leftTeam: fc.boolean(),
  ownsDuty: fc.boolean(),
  covers: fc.constantFrom('nobody', 'the lead', 'the lead, last week', 'the lead, cancelled'),
  reason: fc.constantFrom('none', 'an hour ago', 'yesterday', 'for another case'),
})

/** What must happen, read off the world as a person would. */
const expected = (one: Person): string => {
  const seesByTeam = one.inTeam && !one.leftTeam
  const seesByName = one.grant === 'named' || one.grant === 'by herself'
  if (!seesByTeam && !seesByName) return 'not there'
  if (one.ownsDuty) return 'task'
  if (one.grant === 'named') return 'own'
  if (one.covers === 'the lead') return 'rota'
  return one.reason === 'an hour ago' ? 'stated' : 'asked'
}

const hour = 3_600_000
const build = async (world: readonly Person[]) => {
  const [lead, ...others] = staff
  assert.ok(lead)
  const { caseId } = await aCase(services, lead)
  const other = await aCase(services, lead)
  const teamId = randomUUID()
  const at = new Date('2026-01-01T00:00:00Z')
  await everything.insertInto('team').values({ id: teamId, agencyId: lead.agencyId, name: 'Any team' }).execute()
  const grant = { caseId, agencyId: lead.agencyId, reason: 'Helps', grantedBy: lead.id, grantedAt: at }
  await everything
    .insertInto('caseGrant')
    .values({ ...grant, granteeId: teamId })
    .execute()
  const duty = await everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  for (const [index, one] of world.entries()) {
    const who = others[index]
    assert.ok(who)
    const row = { ...grant, granteeId: who.id }
    if (one.grant === 'named') await everything.insertInto('caseGrant').values(row).execute()
    if (one.grant === 'by herself')
      await everything
        .insertInto('caseGrant')
        .values({ ...row, grantedBy: who.id })
        .execute()
    if (one.grant === 'ended')
      await everything
        .insertInto('caseGrant')
        .values({ ...row, revokedAt: new Date() })
        .execute()
    if (one.grant === 'run out')
      await everything
        .insertInto('caseGrant')
        .values({ ...row, untilAt: new Date(at.getTime() + hour) })
        .execute()
    if (one.inTeam) {
      const member = { teamId, practitionerId: who.id, fromAt: at, untilAt: one.leftTeam ? new Date() : null }
      await everything.insertInto('teamMember').values(member).execute()
    }
    if (one.ownsDuty) {
      const { id: _, dueAt: __, ...same } = duty
      await everything
        .insertInto('duty')
        .values({ ...same, key: randomUUID(), ownerId: who.id })
        .execute()
    }
    if (one.covers !== 'nobody') {
      const isNow = one.covers !== 'the lead, last week'
      const days = isNow
        ? { fromOn: '2026-11-22', untilOn: '2026-11-23' }
        : { fromOn: '2026-11-15', untilOn: '2026-11-22' }
      const leave = { practitionerId: lead.id, coverId: who.id, recordedBy: lead.id, recordedAt: now(), ...days }
      await everything
        .insertInto('leave')
        .values({ ...leave, cancelledAt: one.covers === 'the lead, cancelled' ? now() : null })
        .execute()
    }
    if (one.reason !== 'none') {
      const given = new Date(now().getTime() - (one.reason === 'yesterday' ? 24 : 1) * hour)
      const about = one.reason === 'for another case' ? other.caseId : caseId
      const stated = {
        id: randomUUID(),
        caseId: about,
        practitionerId: who.id,
        pick: 'checking',
        said: 'Because',
        at: given,
      }
      await everything
        .insertInto('lookReason')
        .values({ ...stated, untilAt: new Date(given.getTime() + 12 * hour) })
        .execute()
    }
  }
  return { caseId, lead, others }
}

test('in any world each is asked who has nothing but a team, and no row of a case page is without its why (S7)', {
  timeout: 300_000,
}, async (t) => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 4, maxLength: 4 }), async (world) => {
      const { caseId, lead, others } = await build(world)
      assert.equal((await as(lead).visit(`/cases/${caseId}`)).status, 200)
      for (const [index, one] of world.entries()) {
        const who = others[index]
        assert.ok(who)
        const page = await as(who).visit(`/cases/${caseId}/people`)
        const row = await everything
          .selectFrom('audit')
          .select(['purpose', 'kind'])
          .where('caseId', '=', caseId)
          .where('actorId', '=', who.id)
          .orderBy('writtenAt', 'desc')
          .executeTakeFirstOrThrow()
        const found =
          page.status === 404 ? 'not there' : /Why are you/.test(page.title()) ? 'asked' : String(row.purpose)
        const want = expected(one)
        seen.set(want, (seen.get(want) ?? 0) + 1)
        assert.equal(found, want, JSON.stringify(one))
        if (found === 'asked') assert.doesNotMatch(page.body, /Inventado/)
      }
      const without = await everything
        .selectFrom('audit')
        .select('route')
        .where('caseId', '=', caseId)
        .where('kind', '!=', 'fail')
        .where('purpose', 'is', null)
        .execute()
      assert.deepEqual(without, [])
      await everything.deleteFrom('leave').where('practitionerId', '=', lead.id).execute()
    }),
    { numRuns: Number(process.env.LOOK_WORLDS ?? 40) },
  )
  for (const answer of ['not there', 'task', 'own', 'rota', 'stated', 'asked'])
    assert.ok((seen.get(answer) ?? 0) > 0, `no world had ${answer}: ${JSON.stringify([...seen])}`)
  const looks = [...seen.values()].reduce((sum, each) => sum + each, 0)
  t.diagnostic(
    `figure S7: ${looks} looks in invented worlds, each with its why or asked for it first (${seen.get('asked')} asked)`,
  )
})
