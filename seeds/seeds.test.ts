import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { generateSync } from 'otplib'
import { isRole, permissionsOf, rolesWithoutCases } from '../src/domains/staff/index.ts'
import { secretFromHex } from '../src/platform/secrets.ts'
import { londonDay } from '../src/rules/days.ts'
import { storyClock } from './clock.ts'
import { namesFrom } from './names.ts'
import { partnership } from './partnership.ts'
import { diceFrom } from './random.ts'
import { codeOf, deviceOf, everybody, named } from './sign-in.ts'

test('the same number throws the same dice, and each side comes up about as often', () => {
  const [one, same] = [diceFrom(42), diceFrom(42)]
  const counts = [0, 0, 0, 0, 0, 0]
  for (let turn = 0; turn < 6000; turn++) {
    const side = one.under(6)
    assert.equal(side, same.under(6))
    counts[side] = (counts[side] ?? 0) + 1
  }
  for (const count of counts) assert.ok(count > 880 && count < 1120, `${counts}`)
})

test('nobody in a case is called like anybody else there, or like anybody who works here (INV-58)', () => {
  const name = namesFrom(diceFrom(1))
  const names = Array.from({ length: 3000 }, name)
  assert.equal(new Set([...names, ...everybody.map((each) => each.name)]).size, names.length + everybody.length)
})

test('the partnership has 25 to 45 people in real roles, and each but the top has a supervisor of their own agency', () => {
  assert.ok(everybody.length >= 25 && everybody.length <= 45, `${everybody.length}`)
  assert.equal(new Set(everybody.map(({ email }) => email)).size, everybody.length)
  for (const { members, teams, name: agency } of partnership) {
    const tops = members.filter(({ supervisor, role }) => !supervisor && !rolesWithoutCases.includes(role))
    assert.equal(tops.length, 1, agency)
    for (const { name, role, supervisor, teams: own = [] } of members) {
      assert.ok(isRole(role), role)
      const line = members.find((each) => each.name === supervisor)
      assert.ok(
        !supervisor || (line && (permissionsOf(line.role).has('supervision:read') || agency.includes('Libraries'))),
        name,
      )
      for (const team of own)
        assert.ok(
          teams.some((each) => each.name === team),
          `${name}: ${team}`,
        )
    }
  }
})

test('each address is of a domain that nobody can register', () => {
  for (const { email } of everybody) assert.match(email, /^[a-z.]+@[a-z-]+\.example$/)
})

test('a code is the one that a device with that key shows, and another secret shows another', async () => {
  const [own, other] = [secretFromHex('a1'.repeat(32)), secretFromHex('b2'.repeat(32))]
  const now = new Date('2026-11-23T10:00:07Z')
  const [email] = everybody.map((each) => each.email)
  assert.ok(email)
  const { code, seconds } = await codeOf(own, email, now)
  assert.equal(code, generateSync({ secret: deviceOf(own, email), epoch: now.getTime() / 1000 }))
  assert.equal(seconds, 23)
  assert.notEqual(deviceOf(own, email), deviceOf(other, email))
})

test('a person is found by the start of any part of the name, by the whole name, or by address', () => {
  assert.deepEqual(
    named('iris w').map(({ name }) => name),
    ['Iris Wren'],
  )
  assert.deepEqual(
    named('WREN').map(({ name }) => name),
    ['Iris Wren'],
  )
  assert.deepEqual(
    named('iris.wren@heronbridge.example').map(({ name }) => name),
    ['Iris Wren'],
  )
  assert.ok(named('i').length > 1)
  assert.deepEqual(named(''), [])
  for (const { name } of everybody)
    assert.deepEqual(
      named(name).map((each) => each.name),
      [name],
    )
})

test('nothing in a story lies ahead of the moment of loading, at whatever hour it is loaded', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
      fc.nat(30),
      fc.nat(23),
      (now, days, hour) => {
        const clock = storyClock(now)
        const at = clock.ago(days, `${String(hour).padStart(2, '0')}:00`)
        assert.ok(at < now)
        assert.ok(clock.workday(days) >= days)
        if (days > 1) assert.equal(londonDay(at), clock.day(-days))
      },
    ),
  )
})
