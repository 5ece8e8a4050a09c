import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import fc from 'fast-check'
import { isInner, NotAsked, outgoing } from './outgoing.ts'

const whyNot = (address: string): Promise<string> =>
  outgoing([])(address).then(
    () => 'asked',
    (error: unknown) => (error instanceof NotAsked ? error.why : 'a fault'),
  )

test('networks that are not the open internet are known, however an address is written (SAFETY 8)', () => {
  const byte = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(byte, byte, byte, (b, c, d) => {
      for (const inner of [
        `10.${b}.${c}.${d}`,
        `127.${b}.${c}.${d}`,
        `192.168.${c}.${d}`,
        `172.${16 + (b % 16)}.${c}.${d}`,
        `169.254.${c}.${d}`,
      ])
        for (const written of [inner, `::ffff:${inner}`]) assert.ok(isInner(written), written)
    }),
  )
  for (const inner of [
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '0.0.0.0',
    '100.64.0.1',
    'not an address',
  ])
    assert.ok(isInner(inner), inner)
  for (const outer of ['192.0.2.1', '8.8.8.8', '172.32.0.1', '2a00:1450::1']) assert.ok(!isInner(outer), outer)
})

test('an address of this machine is not asked, by number, by name, or without https', async () => {
  for (const [address, why] of [
    ['https://127.0.0.1:1', 'inner network'],
    ['https://2130706433', 'inner network'],
    ['https://0x7f.1', 'inner network'],
    ['https://[::ffff:127.0.0.1]', 'inner network'],
    ['https://localhost', 'inner network'],
    ['http://192.0.2.1', 'not https'],
    ['file:///etc/passwd', 'not https'],
  ] as const)
    assert.equal(await whyNot(address), why, address)
})

test('an answer that leads elsewhere is not followed (ASVS 15.3.2)', async () => {
  const asked: string[] = []
  const server = createServer(({ url = '' }, answer) => {
    asked.push(url)
    answer.writeHead(302, { location: '/secret' }).end('go there')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  assert.ok(typeof at === 'object' && at)
  const answer = await outgoing(['127.0.0.1'])(`http://127.0.0.1:${at.port}/first`)
  assert.deepEqual([answer.status, asked], [302, ['/first']])
  server.close()
})
