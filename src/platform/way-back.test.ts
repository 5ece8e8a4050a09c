import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOurPage, openWayBack, sealWayBack } from './way-back.ts'

const key = randomBytes(32)
const now = new Date('2026-11-23T10:00:00Z')
const who = 'somebody'

test('a way back opens for twelve hours as it was sealed, and says nothing of where it leads', () => {
  const to = '/cases/3f2a8f0e-6c1b-4d0e-9a55-0123456789ab/notes'
  const sealed = sealWayBack(key, { to, who, why: 'idle' }, now)
  assert.match(sealed, /^[\w-]+$/)
  assert.ok(!Buffer.from(sealed, 'base64url').toString('latin1').includes('cases'))
  assert.deepEqual(openWayBack(key, sealed, new Date(now.getTime() + 12 * 3_600_000 - 1)), { to, who, why: 'idle' })
  assert.equal(openWayBack(key, sealed, new Date(now.getTime() + 12 * 3_600_000)), undefined)
})

test('what we did not seal, or somebody changed by one character, opens nothing', () => {
  const sealed = sealWayBack(key, { to: '/boards/mine', who, why: 'idle' }, now)
  assert.equal(openWayBack(randomBytes(32), sealed, now), undefined)
  assert.equal(openWayBack(key, undefined, now), undefined)
  fc.assert(
    fc.property(fc.nat(Buffer.from(sealed, 'base64url').length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bytes = Buffer.from(sealed, 'base64url')
      bytes[at] = (bytes[at] ?? 0) ^ by
      assert.equal(openWayBack(key, bytes.toString('base64url'), now), undefined)
    }),
  )
  fc.assert(fc.property(fc.string(), (text) => assert.equal(openWayBack(key, text, now), undefined)))
})

// The browser is the judge: what its own URL parser makes of an address in a Location header.
const leadsTo = (to: string): string | undefined => URL.parse(to, 'https://waymark.example')?.origin

test('whatever address is asked for, the way back never leaves this site: there is no open redirect', () => {
  const tricky = fc
    .array(
      fc.constantFrom(
        '/',
        '\\',
        '//',
        '.',
        '..',
        '@',
        ':',
        'https:',
        'evil.example',
        '%2f',
        '\t',
        '\n',
        ' ',
        '?',
        '#',
        'a',
      ),
    )
    .map((parts) => parts.join(''))
  const address = fc.oneof(
    tricky,
    fc.string(),
    fc.webUrl(),
    fc.webUrl().map((url) => `/${url}`),
    tricky.map((rest) => `/${rest}`),
  )
  fc.assert(
    fc.property(address, (to) => {
      const back = openWayBack(key, sealWayBack(key, { to, who, why: 'idle' }, now), now)
      assert.ok(back)
      assert.equal(leadsTo(back.to), 'https://waymark.example')
      assert.match(back.to, /^\/(?![/\\])[^\r\n\t\\]*$/)
    }),
    { numRuns: 5000 },
  )
})

test('pages of ours lead back, and the pages that sign in, sign out and ask again do not', () => {
  for (const page of ['/', '/boards/mine', '/people/search?name=x', '/sign-in/sessions', '/sign-in/passkeys'])
    assert.ok(isOurPage(page), page)
  for (const page of [
    '/sign-in',
    '/sign-in?back=x',
    '/sign-in/out',
    '/sign-in/confirm',
    '/sign-in/stay',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/.//evil.example',
    '/ x',
    '',
  ])
    assert.ok(!isOurPage(page), page)
})
