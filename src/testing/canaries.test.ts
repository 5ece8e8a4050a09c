import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { aCanary, formsOf, hunterOf } from './canaries.ts'

test('the hunt finds each form of each canary wherever it stands, and nothing where none is', () => {
  const canaries = Array.from({ length: 30 }, aCanary)
  const hunt = hunterOf(canaries)
  for (const canary of canaries) {
    const { address, words, postcode } = canary
    const noise = randomBytes(50)
    for (const { bytes } of formsOf(canary))
      assert.ok(hunt(Buffer.concat([noise, bytes, noise])).some((found) => found.canary === canary))
    for (const text of [
      address.toLowerCase(),
      address.toUpperCase(),
      words.replaceAll(' ', ''),
      postcode.replace(' ', '').toLowerCase(),
      encodeURIComponent(address),
      new URLSearchParams({ q: address }).toString(),
      Buffer.from(`{"value":"${address}"}`).toString('base64'),
      Buffer.from(`xy${address}`).toString('base64url'),
      Buffer.from(address).toString('hex'),
    ])
      assert.ok(
        hunt(`before ${text} after`).some((found) => found.canary === canary),
        text,
      )
    assert.ok(hunt(Buffer.from(address, 'utf16le')).length > 0)
  }
  assert.deepEqual(hunt(randomBytes(2_000_000)), [])
  assert.deepEqual(hunt('17 Elm Row, Nowhere, ZZ97 7ZZ'), [])
})
