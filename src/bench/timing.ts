import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { newFormKey } from '../platform/form-keys.ts'
import { key } from '../platform/secrets.ts'
import { testApp } from '../testing/app.ts'
import { aCase } from '../testing/cases.ts'
import { rankTest } from './rank-test.ts'

// Whether the clock tells a hidden case from one that is not there (S3): a measurement, by npm run timing. A small p says that
// it does, for whoever may ask thousands of times; only a gross difference is a failure.
const pairs = Number(process.env.TIMING_PAIRS ?? 5000)
const { web, services, aPractitioner } = await testApp({
  max: 1,
  door: { trustedProxies: [], signInFailures: 5, absentAfter: 100 },
})
const owner = await aPractitioner('investigating-officer')
const stranger = await aPractitioner('housing-officer')
const names = { victimName: 'Zqhidden Inventada', perpetratorName: 'Zqhidden Inventado' }
const { caseId } = await aCase(services, owner, names)
const cookie = `waymark=${stranger.token}`

const took = async (ask: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await ask()
  return performance.now() - began
}
const openCase = (id: string) => took(() => web.inject({ method: 'GET', url: `/cases/${id}`, headers: { cookie } }))
const searchFor = (name: string) => {
  const formKey = newFormKey(key(services.secret, 'form-keys'), stranger.id)
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams({ name, formKey }).toString()
  return took(() => web.inject({ method: 'POST', url: '/people/search', headers, payload }))
}
const half = Math.floor(pairs / 2)
const middle = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

/** Hidden and absent by turns, and in turns of either order, so that a machine that grows slower slows both. */
const compare = async (hidden: () => Promise<number>, absent: () => Promise<number>) => {
  const [one, other]: [number[], number[]] = [[], []]
  for (let number = -50; number < half; number++) {
    const isFirst = number % 2 === 0
    const before = isFirst ? await hidden() : await absent()
    const after = isFirst ? await absent() : await hidden()
    if (number < 0) continue
    one.push(isFirst ? before : after)
    other.push(isFirst ? after : before)
  }
  return { p: rankTest(one, other), hidden: middle(one), absent: middle(other) }
}

test('over thousands of pairs an answer about a hidden case takes as long as one about none, to a tenth (S3)', {
  timeout: 3_000_000,
}, async (t) => {
  const asked = {
    'the page of a case': await compare(
      () => openCase(caseId),
      () => openCase(randomUUID()),
    ),
    // The same count of letters, and the same sound to the search.
    'a search by name': await compare(
      () => searchFor('Zqhidden'),
      () => searchFor('Zqabsent'),
    ),
  }
  for (const [what, { p, hidden, absent }] of Object.entries(asked)) {
    const medians = `medians ${hidden.toFixed(2)} and ${absent.toFixed(2)} ms`
    t.diagnostic(
      `figure S3: ${what}, ${half} pairs: ${medians}, Mann–Whitney p ${p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`}`,
    )
    assert.ok(Math.abs(hidden - absent) < absent / 10, `${what}: ${medians}`)
  }
})
