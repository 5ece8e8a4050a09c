import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { key } from '../../platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import { type Member, membersOf } from '../../testing/members.ts'
import { hashOfRecovery, isRecoveryCode, newRecoveryCodes } from './model.ts'

const app = await testApp()
const { as, everything, aPractitioner, services } = app
const { aMember, signIn } = membersOf(app)

const codesOf = async ({ person }: Member): Promise<string[]> => {
  const page = await as(person).submit('/sign-in/recovery-codes')
  assert.equal(page.status, 200)
  return page
    .$('.wm-key')
    .get()
    .map((each) => page.$(each).text())
}
const wrong = /is not right, or there were too many tries/

test('ten codes are shown once, each in three groups of four figures, with a way to print them', async () => {
  const member = await aMember()
  const page = await as(member.person).submit('/sign-in/recovery-codes')
  const codes = page
    .$('.wm-key')
    .get()
    .map((each) => page.$(each).text())
  assert.equal(new Set(codes).size, 10)
  for (const code of codes) assert.match(code, /^\d{4} \d{4} \d{4}$/)
  assert.equal(page.$('[data-print][hidden]').length, 1)
  const later = await as(member.person).visit('/sign-in/recovery-codes')
  for (const code of codes) assert.ok(!later.body.includes(code))
  assert.match(later.text(), /10 recovery codes are left/)
})

test('a recovery code and the password sign in once, in place of the device’s code, and say how many are left', async () => {
  const member = await aMember()
  const [code = ''] = await codesOf(member)
  const first = await signIn(member, { code })
  assert.deepEqual([first.status, first.location], [303, '/sign-in/recovery-codes'])
  const mine = as({ ...member.person, token: first.kept.waymark ?? '' })
  assert.match((await mine.visit('/sign-in/recovery-codes')).text(), /9 recovery codes are left/)
  const again = await signIn(member, { code })
  assert.deepEqual([again.status, wrong.test(again.body)], [422, true])
})

test('a recovery code without the password, or of another person, or of ten that were replaced, is refused with the one same answer', async () => {
  const [member, other] = [await aMember(), await aMember()]
  const [old = ''] = await codesOf(member)
  const [, current = ''] = await codesOf(member)
  const [foreign = ''] = await codesOf(other)
  const unknown = { ...member, email: 'nobody-at-all@example.test' }
  const answers = [
    await signIn(member, { code: old }),
    await signIn(member, { code: foreign }),
    await signIn(member, { code: current, password: 'not the password' }),
    await signIn(unknown, { code: current }),
  ]
  const pages = answers.map(({ body }) => body.replace(/value="[^"]*@example\.test"/, ''))
  for (const { status, kept } of answers) assert.deepEqual([status, kept.waymark], [422, undefined])
  assert.equal(new Set(pages).size, 1)
  assert.match(pages[0] ?? '', wrong)
  assert.equal((await signIn(member, { code: current })).status, 303)
})

test('a code that two use at the same moment lets one of them in', async () => {
  const member = await aMember()
  const [code = ''] = await codesOf(member)
  const answers = await Promise.all([1, 2, 3].map(() => signIn(member, { code })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422, 422])
})

test('wrong recovery codes lock the account like any wrong code', async () => {
  const member = await aMember()
  const [code = ''] = await codesOf(member)
  for (let each = 0; each < 5; each++) await signIn(member, { code: `${each}00000000000` })
  assert.equal((await signIn(member, { code })).status, 422)
})

test('a sign-in with a recovery code is told to its owner and to their supervisor, and shown on both their screens', async () => {
  const supervisor = await aPractitioner('idva-manager')
  const member = await aMember('idva', { supervisorId: supervisor.id })
  const [code = ''] = await codesOf(member)
  const { kept } = await signIn(member, { code })
  const told = await everything
    .selectFrom('signIn.notice')
    .select('recipientId')
    .where('aboutId', '=', member.person.id)
    .where('what', '=', 'recovery code used')
    .execute()
  assert.deepEqual(told.map(({ recipientId }) => recipientId).sort(), [member.person.id, supervisor.id].sort())
  const own = await as({ ...member.person, token: kept.waymark ?? '' }).visit('/sign-in/sessions')
  assert.match(own.text(), /Signed in with a recovery code/)
  assert.match((await as(supervisor).visit(`/staff/${member.person.id}`)).text(), /Signed in with a recovery code/)
  const colleague = await aPractitioner('idva')
  assert.doesNotMatch((await as(colleague).visit(`/staff/${member.person.id}`)).text(), /Signed in with/)
})

test('when few are left it is said, with what to do', async () => {
  const member = await aMember()
  await codesOf(member)
  await everything
    .updateTable('signIn.recoveryCode')
    .set({ usedAt: new Date() })
    .where('practitionerId', '=', member.person.id)
    .where('slot', '>=', 2)
    .execute()
  for (const page of ['/sign-in/recovery-codes', '/sign-in/sessions'])
    assert.match(
      (await as(member.person).visit(page)).text(),
      /2 recovery codes are left\. Make new ones while you still can/,
    )
})

test('codes are random, kept as salted argon2id under our own key, and no table of them can be read back (ASVS 6.5.2)', async () => {
  const member = await aMember()
  const codes = (await codesOf(member)).map((code) => code.replaceAll(' ', ''))
  const rows = await everything
    .selectFrom('signIn.recoveryCode')
    .selectAll()
    .where('practitionerId', '=', member.person.id)
    .execute()
  assert.equal(rows.length, 10)
  for (const { codeHash } of rows) assert.match(codeHash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(new Set(rows.map(({ codeHash }) => codeHash.split('$')[4])).size, 10, 'a salt for each')
  const [first = ''] = codes
  const stored = rows.find(({ slot }) => slot === Number(first[0]))?.codeHash ?? null
  assert.equal(await isRecoveryCode(key(services.secret, 'recovery'), stored, first), true)
  assert.equal(
    await isRecoveryCode(key(services.secret, 'totp'), stored, first),
    false,
    'worth nothing without our key',
  )
  assert.equal(await isRecoveryCode(key(services.secret, 'recovery'), null, first), false)
  assert.notEqual(await hashOfRecovery(key(services.secret, 'recovery'), first), stored)
  fc.assert(
    fc.property(fc.constant(null), () => {
      const made = newRecoveryCodes()
      assert.deepEqual(
        made.map((code) => Number(code[0])),
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      )
      for (const code of made) assert.match(code, /^\d{12}$/)
    }),
  )
})
