import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { type Member, membersOf } from '../../testing/members.ts'

// Who leaves or moves is out of every way in at once, however it came about: by a screen, by a directory, by hand (S16, U13).
const app = await testApp()
const { web, as, aPractitioner, everything } = app
const { aMember, signIn } = membersOf(app)

const hashOf = (token: string) => createHash('sha256').update(token).digest()
/** A person with all that lets somebody in: a page, a calendar, a system's key, a link, recovery codes, a passkey. */
const aBusyMember = async (agencyId?: string) => {
  const member = await aMember('investigating-officer', { ...(agencyId && { agencyId }) })
  const { id } = member.person
  const [feed, random, link] = [1, 2, 3].map(() => randomBytes(32).toString('base64url'))
  const inboxKey = `wmi_${random}`
  const madeAt = new Date()
  await everything
    .insertInto('feed')
    .values({ practitionerId: id, tokenHash: hashOf(feed ?? ''), madeAt })
    .execute()
  await everything
    .insertInto('inboxKey')
    .values({ practitionerId: id, tokenHash: hashOf(inboxKey), source: `Court ${id}`, madeAt, madeBy: id })
    .execute()
  await everything
    .insertInto('signIn.link')
    .values({
      practitionerId: id,
      tokenHash: hashOf(link ?? ''),
      purpose: 'recover',
      endsAt: new Date(Date.now() + 60_000),
    })
    .execute()
  await everything
    .insertInto('signIn.passkey')
    .values({
      ...{ id, practitionerId: id, credentialId: randomBytes(20), publicKey: randomBytes(60), counter: 0 },
      ...{ transports: [], name: 'Phone' },
    })
    .execute()
  await everything.insertInto('signIn.recoveryCode').values({ practitionerId: id, slot: 0, codeHash: 'x' }).execute()
  return { member, feed: feed ?? '', inboxKey, link: link ?? '' }
}
type Busy = Awaited<ReturnType<typeof aBusyMember>>

const waysIn = async ({ member, feed, inboxKey, link }: Busy) => {
  const status = async (url: string, more: object = {}) =>
    (await web.inject({ method: 'GET', url, ...more })).statusCode
  const { id } = member.person
  const passkeys = everything
    .selectFrom('signIn.passkey')
    .select('id')
    .where('id', '=', id)
    .where('endedAt', 'is', null)
  const codes = everything.selectFrom('signIn.recoveryCode').select('slot').where('practitionerId', '=', id)
  const row = { source: 'x', rows: [] }
  const api = await web.inject({
    ...{ method: 'POST', url: '/inbox/api', payload: JSON.stringify(row) },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${inboxKey}` },
  })
  return {
    page: (await status('/boards/mine', { cookies: { waymark: member.person.token } })) === 200,
    calendar: (await status(`/feeds/calendar/${feed}.ics`)) === 200,
    systemsKey: ![401, 403, 404].includes(api.statusCode),
    link: (await status(`/sign-in/join/${link}`)) === 200,
    passkey: (await passkeys.execute()).length > 0,
    recoveryCodes: (await codes.execute()).length > 0,
    password: (await signIn(member)).status === 303,
  }
}
const all = {
  page: true,
  calendar: true,
  systemsKey: true,
  link: true,
  passkey: true,
  recoveryCodes: true,
  password: true,
}
const none = Object.fromEntries(Object.keys(all).map((way) => [way, false]))
const change = (member: Member, values: object) =>
  everything.updateTable('practitioner').set(values).where('id', '=', member.person.id).execute()

test('every way in is open to somebody who works here', async () => {
  assert.deepEqual(await waysIn(await aBusyMember()), all)
})

test('whoever is disabled, by whatever hand, is out of every way in at the next request (INV-56)', async () => {
  const leaver = await aBusyMember()
  await change(leaver.member, { disabledAt: new Date() })
  assert.deepEqual(await waysIn(leaver), none)
  await change(leaver.member, { disabledAt: null })
  assert.deepEqual(await waysIn(leaver), none, 'coming back brings none of it back: a new link does')
})

test('whoever moves to another agency is out of every way in at the next request', async () => {
  const mover = await aBusyMember()
  const other = await aPractitioner('idva')
  await change(mover.member, { agencyId: other.agencyId })
  assert.deepEqual(await waysIn(mover), none)
})

test('"stop access now" shuts every way in', async (t) => {
  const administrator = await aPractitioner('administrator')
  const stopped = await aBusyMember(administrator.agencyId)
  assert.equal((await as(administrator).submit(`/staff/${stopped.member.person.id}/stop`)).status, 303)
  assert.deepEqual(await waysIn(stopped), none)
  t.diagnostic(
    `figure S16: ${Object.keys(none).length} ways in, 0 open at the next request to whoever is disabled, moved or stopped`,
  )
})

test('another role ends the open sessions, and signing in again goes on with the new one', async () => {
  const member = await aMember()
  await change(member, { role: 'idva-manager' })
  assert.equal((await as(member.person).visit('/boards/mine')).location, '/sign-in')
  const { kept } = await signIn(member)
  assert.equal((await as({ ...member.person, token: kept.waymark ?? '' }).visit('/boards/mine')).status, 200)
})

test('a change of name or phone ends nothing', async () => {
  const member = await aMember()
  await change(member, { name: 'Someone Renamed', phone: '01632 960000' })
  assert.equal((await as(member.person).visit('/boards/mine')).status, 200)
})

test('a key that a leaver made for somebody else goes on, so that no court list stays away; its screen says to replace it', async () => {
  const chief = await aPractitioner('administrator')
  const [left, stays] = [
    await aPractitioner('administrator', { agencyId: chief.agencyId }),
    await aPractitioner('idva', { agencyId: chief.agencyId }),
  ]
  await everything
    .insertInto('inboxKey')
    .values({
      practitionerId: stays.id,
      tokenHash: randomBytes(32),
      source: 'Crown list',
      madeAt: new Date(),
      madeBy: left.id,
    })
    .execute()
  assert.doesNotMatch((await as(chief).visit('/inbox/keys')).text(), /who has left/)
  await everything.updateTable('practitioner').set({ disabledAt: new Date() }).where('id', '=', left.id).execute()
  assert.match((await as(chief).visit('/inbox/keys')).text(), /who has left: make a new key, then end this one/)
  const { revokedAt } = await everything
    .selectFrom('inboxKey')
    .select('revokedAt')
    .where('madeBy', '=', left.id)
    .executeTakeFirstOrThrow()
  assert.equal(revokedAt, null)
})
