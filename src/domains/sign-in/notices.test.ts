import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { connect } from '../../platform/db.ts'
import { testApp } from '../../testing/app.ts'
import { type Member, membersOf } from '../../testing/members.ts'
import { sendSignInNotices } from './index.ts'
import { noticeLetter, noticeWords, type What } from './model.ts'

const app = await testApp()
const { as, everything, aPractitioner, database } = app
const { aMember, signIn } = membersOf(app)
const worker = connect(database.worker, { max: 3 })
after(() => worker.destroy())

type Letter = { to: string; subject: string; text: string; messageId: string }
const fail = (error: unknown) => assert.fail(String(error))
const send = (post: (letter: Letter) => Promise<void>, failed: (error: unknown) => void = fail) =>
  sendSignInNotices({ db: worker, address: 'https://waymark.example' }, post, failed)
const lettersTo = async (member: Pick<Member, 'email'>) => {
  const letters: Letter[] = []
  await send(async (letter) => void letters.push(letter))
  return letters.filter(({ to }) => to === member.email)
}

test('the first browser is no news, the same one again neither; a new one is told by e-mail and on one’s own page', async () => {
  const member = await aMember()
  const first = await signIn(member)
  const mark = { 'waymark-device': first.kept['waymark-device'] ?? '' }
  await signIn(member, {}, mark)
  assert.deepEqual(await lettersTo(member), [])
  const other = await signIn(member)
  const [letter, ...more] = await lettersTo(member)
  assert.equal(more.length, 0)
  assert.match(
    letter?.text ?? '',
    /^Signed in from a device or browser that was not used before, \d{4}-\d\d-\d\d at \d\d:\d\d\./,
  )
  const page = await as({ ...member.person, token: other.kept.waymark ?? '' }).visit('/sign-in/sessions')
  assert.match(page.text(), /Signed in from a device or browser that was not used before, another device/)
})

test('no script reads the mark of a browser, and a forged one is no mark', async () => {
  const member = await aMember()
  const { headers, kept } = await signIn(member, {}, { 'waymark-device': 'short' })
  const cookie = [headers['set-cookie']].flat().find((each) => String(each).startsWith('waymark-device='))
  assert.match(String(cookie), /Path=\/; HttpOnly; SameSite=Lax/)
  assert.match(kept['waymark-device'] ?? '', /^[\w-]{43}$/)
  const rows = await everything.selectFrom('signIn.device').selectAll().execute()
  assert.ok(!rows.some(({ deviceHash }) => deviceHash.toString('base64url').includes(kept['waymark-device'] ?? '?')))
})

test('a browser that a colleague used is new to the next person who signs in there', async () => {
  const [one, two] = [await aMember(), await aMember()]
  await signIn(two)
  const shared = await signIn(one)
  await signIn(two, {}, { 'waymark-device': shared.kept['waymark-device'] ?? '' })
  assert.equal((await lettersTo(two)).length, 1)
})

test('letters name nobody, no case and no device, and lead to the sign-in page', () => {
  const kinds: What[] = [
    'new device',
    'recovery code used',
    'recovery link used',
    'recovery codes made',
    'passkey added',
    'passkey removed',
    'passkey copied',
    'password changed',
  ]
  for (const what of kinds)
    for (const isOwn of [true, false]) {
      const { subject, text } = noticeLetter(what, isOwn, '2026-11-23 at 10:00', 'https://waymark.example')
      assert.ok(text.startsWith(noticeWords(what)))
      assert.match(text, /https:\/\/waymark\.example\/sign-in/)
      assert.doesNotMatch(subject + text, /case|victim|abuse|police|refuge|IDVA/i)
    }
})

test('each letter is sent once, by two workers too; one that fails is tried again for a day and then is no news', async () => {
  const supervisor = await aPractitioner('idva-manager')
  const member = await aMember('idva', { supervisorId: supervisor.id })
  const about = { practitionerId: member.person.id, credentialId: randomBytes(9), publicKey: randomBytes(9) }
  await everything
    .insertInto('signIn.notice')
    .values(
      [member.person.id, supervisor.id].map((recipientId) => ({
        aboutId: about.practitionerId,
        recipientId,
        what: 'recovery link used',
      })),
    )
    .execute()
  const errors: unknown[] = []
  await send(
    async () => {
      throw new Error('no mail server')
    },
    (error) => errors.push(error),
  )
  assert.equal(errors.length, 2)
  const sent: Letter[] = []
  const slowly = async (letter: Letter) => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    sent.push(letter)
  }
  await Promise.all([send(slowly), send(slowly)])
  assert.deepEqual(sent.map(({ to }) => to).sort(), [member.email, `${supervisor.id}@example.test`].sort())
  assert.match(sent.find(({ to }) => to !== member.email)?.subject ?? '', /somebody you supervise/)
  await everything
    .updateTable('signIn.notice')
    .set({ mailedAt: null, at: new Date(Date.now() - 25 * 3_600_000) })
    .execute()
  assert.equal(await send(async () => assert.fail('old news')), 0)
})

test('what happened to somebody’s sign-in is read by them and by whoever looks after it, and by nobody else', async () => {
  const member = await aMember()
  await signIn(member)
  const { kept } = await signIn(member)
  const colleague = await aPractitioner('idva', { agencyId: member.person.agencyId })
  assert.doesNotMatch((await as(colleague).visit(`/staff/${member.person.id}`)).text(), /not used before/)
  const mine = as({ ...member.person, token: kept.waymark ?? '' })
  assert.match((await mine.visit(`/staff/${member.person.id}`)).text(), /not used before/)
})

test('one ends all other sessions and stays in this one', async () => {
  const member = await aMember()
  const [one, two] = [await signIn(member), await signIn(member)].map(({ kept }) =>
    as({ ...member.person, token: kept.waymark ?? '' }),
  )
  assert.equal((await one?.submit('/sign-in/sessions/end-others'))?.location, '/sign-in/sessions')
  assert.equal((await one?.visit('/boards/mine'))?.status, 200)
  for (const other of [two, as(member.person)]) assert.equal((await other?.visit('/boards/mine'))?.location, '/sign-in')
})
