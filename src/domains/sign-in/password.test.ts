import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompiledQuery } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { type Member, membersOf } from '../../testing/members.ts'
import { isPassword } from './model.ts'

const app = await testApp({ door: { trustedProxies: [], signInFailures: 30, absentAfter: 0 } })
const { as, everything, services, database, aPractitioner, clock } = app
const { aMember, signIn, post, codeOf, formKeyOf } = membersOf(app)

const now = 'correct horse battery staple'
const next = 'Nine umbrellas under a heron'
const filled = (change: Record<string, string> = {}) => ({ current: now, password: next, again: next, ...change })
const door = async (member: Member) => {
  const { kept } = await signIn(member)
  return { token: kept.waymark ?? '', me: as({ ...member.person, token: kept.waymark ?? '' }) }
}
const hashOf = async ({ person }: Member) =>
  (
    await everything
      .selectFrom('signIn.credential')
      .select('passwordHash')
      .where('practitionerId', '=', person.id)
      .executeTakeFirstOrThrow()
  ).passwordHash
const later = (minutes: number) => clock.set(new Date(services.now().getTime() + minutes * 60_000).toISOString())

test('who knows the password that they have sets another, stays here and is out everywhere else, and is told (ASVS 6.2.2, 6.2.3)', async () => {
  const member = await aMember()
  const [{ me }, elsewhere] = [await door(member), await door(member)]
  const sessions = await me.visit('/sign-in/sessions')
  assert.ok(sessions.links().some(({ href }) => href === '/sign-in/password'))
  assert.match((await me.visit('/sign-in/password')).text(), /You sign in as .*@example\.test/)
  const done = await me.submit('/sign-in/password', filled())
  assert.deepEqual([done.status, done.location], [303, '/sign-in/sessions'])
  assert.match((await me.visit('/sign-in/sessions')).text(), /Changed the password/)
  assert.equal((await elsewhere.me.visit('/boards/mine')).location, '/sign-in')
  assert.equal((await signIn(member)).status, 422, 'the old one opens nothing')
  assert.equal((await signIn(member, { password: next })).status, 303)
  const told = everything.selectFrom('signIn.notice').select(['recipientId', 'mailedAt'])
  assert.deepEqual(
    await told.where('aboutId', '=', member.person.id).where('what', '=', 'password changed').execute(),
    [{ recipientId: member.person.id, mailedAt: null }],
    'the worker sends it',
  )
})

test('the present password is needed, and the new one follows the rules of joining; nothing typed is shown again', async () => {
  const member = await aMember()
  const { me } = await door(member)
  const before = await hashOf(member)
  const wrongs: [Record<string, string>, RegExp][] = [
    [{ current: '' }, /^Enter the password that you have now$/],
    [{ current: 'another one altogether' }, /^That is not the password that you have now/],
    [{ password: 'short', again: 'short' }, /^Password must be 12 characters or more$/],
    [{ again: `${next}!` }, /^The two passwords are not the same$/],
    [{ password: 'Waymark-2027!!', again: 'Waymark-2027!!' }, /^Choose another password/],
    [{ password: '1qaz2wsx3edc', again: '1qaz2wsx3edc' }, /^Choose another password/],
    [{ password: `${member.person.id}-1`, again: `${member.person.id}-1` }, /^Choose another password/],
    [{ password: now, again: now }, /^Choose a password that is not the one you have now$/],
  ]
  for (const [change, says] of wrongs) {
    const answer = await me.submit('/sign-in/password', filled(change))
    assert.equal(answer.status, 422, JSON.stringify(change))
    assert.match(answer.errors()[0]?.text ?? '', says)
    for (const typed of [next, now, ...Object.values(change).filter(Boolean)])
      assert.ok(!answer.body.includes(`"${typed}"`))
  }
  assert.equal(await hashOf(member), before)
})

test('five wrong tries lock it, the right password too, and every refusal is on the record without what was typed', async () => {
  const member = await aMember()
  const { me } = await door(member)
  for (let each = 0; each < 5; each++) await me.submit('/sign-in/password', filled({ current: `guess ${each}` }))
  const right = await me.submit('/sign-in/password', filled())
  assert.deepEqual([right.status, /there were too many tries/.test(right.text())], [422, true])
  assert.equal(await isPassword(await hashOf(member), now), true)
  const rows = await everything.selectFrom('audit').selectAll().where('actorId', '=', member.person.id).execute()
  assert.equal(rows.filter(({ kind, route }) => kind === 'fail' && route === '/sign-in/password').length, 6)
  assert.doesNotMatch(JSON.stringify(rows), /guess|umbrellas|correct horse/)
})

test('a network address from which too much went wrong waits here too', async () => {
  const member = await aMember()
  const { me } = await door(member)
  for (let each = 0; each < 30; each++)
    await post('/sign-in', { email: 'nobody@example.test', password: 'x', code: '123456' })
  const answer = await me.submit('/sign-in/password', filled())
  assert.deepEqual([answer.status, /from your network have gone wrong/.test(answer.text())], [429, true])
  later(16)
})

test('it asks for proof of the last quarter of an hour, and the database holds that by itself (ASVS 7.5.1)', async () => {
  const member = await aMember()
  const { me, token } = await door(member)
  const longAgo = new Date(Date.now() - 16 * 60_000)
  await everything
    .updateTable('signIn.session')
    .set({ strongAt: longAgo })
    .where('practitionerId', '=', member.person.id)
    .execute()
  assert.match((await me.visit('/sign-in/password')).location, /^\/sign-in\/confirm/)
  const sent = await post('/sign-in/password', { ...filled(), formKey: formKeyOf(member.person) }, { waymark: token })
  assert.match(String(sent.location), /^\/sign-in\/confirm/)
  const known = (await hashOf(member)) ?? ''
  const change = (session: string, hash: string) =>
    services.db.transaction().execute(async (tx) => {
      await tx.executeQuery(CompiledQuery.raw('select * from bind($1)', [token]))
      const asked = `select change_password(encode(sha256(sha256(convert_to($1, 'UTF8'))), 'hex'), $2, 'x') as done`
      const { rows } = await tx.executeQuery<{ done: boolean }>(CompiledQuery.raw(asked, [session, hash]))
      return rows[0]?.done
    })
  assert.equal(await change(token, known), false, 'no proof')
  await everything.updateTable('signIn.session').set({ strongAt: new Date() }).execute()
  assert.equal(await change((await aPractitioner('idva')).token, known), false, 'somebody else’s session')
  assert.equal(await change(token, 'a guess'), false, 'not the hash that is there')
  assert.equal(await change(token, known), true)
  assert.ok(database.app)
})

test('who has no password is told so, and sets none here', async () => {
  const person = await aPractitioner('idva')
  const page = await as(person).visit('/sign-in/password')
  assert.match(page.text(), /You have no password here/)
  assert.equal(page.$('input[type=password]').length, 0)
  assert.equal((await as(person).submit('/sign-in/password', filled())).status, 422)
})

test('a sign-in ends the session that this browser still held, also somebody else’s, and leaves those of other browsers (ASVS 7.2.4)', async () => {
  const [member, next] = [await aMember(), await aMember()]
  const [first, other] = [await door(member), await door(member)]
  const again = await signIn(member, {}, { waymark: first.token })
  assert.notEqual(again.kept.waymark, first.token)
  assert.equal((await first.me.visit('/boards/mine')).location, '/sign-in')
  assert.equal((await other.me.visit('/boards/mine')).status, 200)
  await signIn(next, { password: 'not the password' }, { waymark: other.token })
  assert.equal((await other.me.visit('/boards/mine')).status, 200, 'a try that goes wrong ends nothing')
  await signIn(next, {}, { waymark: other.token })
  assert.equal((await other.me.visit('/boards/mine')).location, '/sign-in')
})

test('proof given within a session gives it another token, and the one before opens nothing (ASVS 7.2.4)', async () => {
  const member = await aMember()
  const { token, me } = await door(member)
  const wrong = await post('/sign-in/confirm', { code: '000000', back: '' }, { waymark: token })
  assert.equal(wrong.kept.waymark, undefined)
  const right = await post('/sign-in/confirm', { code: codeOf(member), back: '' }, { waymark: token })
  const renewed = right.kept.waymark ?? ''
  assert.match(renewed, /^[\w-]{43}$/)
  assert.notEqual(renewed, token)
  assert.equal((await me.visit('/boards/mine')).location, '/sign-in')
  const mine = as({ ...member.person, token: renewed })
  assert.equal((await mine.visit('/sign-in/passkeys')).status, 200)
  assert.match(
    (await mine.visit('/sign-in/sessions')).text(),
    /1 session of yours is open|2 sessions of yours are open/,
  )
})
