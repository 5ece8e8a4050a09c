import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { mended, openDoor } from './door.ts'

const heard: string[] = []
const app = createServer(async (asked, answer) => {
  const body = (await buffer(asked)).toString()
  heard.push(`${asked.method} ${asked.url} ${asked.headers.cookie} ${body}`)
  answer.writeHead(asked.url?.startsWith('/fails') ? 500 : 200, { 'content-type': 'text/html; charset=utf-8' })
  answer.end('Zoë <input name="formKey" value="abc.def">')
})
await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
const isPort = (address: string | AddressInfo | null): address is AddressInfo => typeof address === 'object'
const address = app.address()
const appPort = address && isPort(address) ? address.port : 0
// Its own two ports follow: one that another program holds makes this test fail, and says so.
const door = await openDoor(appPort + 1, appPort, 'waymark=ours')
after(async () => {
  await door.close()
  app.close().closeAllConnections()
})

test('whatever a scanner sends comes as the one who is signed in, and each form with a key of its own', async () => {
  await fetch(`${door.at}/cases/new`, {
    method: 'POST',
    body: 'a=1&formKey=key&b=2',
    headers: { cookie: 'waymark=no' },
  })
  assert.deepEqual(heard.slice(-2), [
    'GET /sign-in/sessions waymark=ours ',
    'POST /cases/new waymark=ours a=1&formKey=abc.def&b=2',
  ])
})

test('nobody signs out through it, changes how they sign in, or leaves the case', async () => {
  const before = heard.length
  for (const page of [
    '/sign-in/out',
    '/sign-in/sessions/end-all',
    '//sign-in/password',
    '/cases/1/conflicts',
    '/cases/1/team/2/end',
  ])
    assert.equal((await fetch(door.at + page, { method: 'POST', body: 'formKey=key' })).status, 404)
  assert.equal(heard.length, before)
})

test('a page shows the same key each time, and its signs as references', async () => {
  assert.equal(await (await fetch(`${door.at}/`)).text(), 'Zo&#235; <input name="formKey" value="key">')
})

test('an answer of 500 and a request that a request brought about are remembered', async () => {
  await fetch(`${door.at}/fails?x=1`)
  await fetch(`${door.trap}/ssrf/x`)
  await fetch(`${door.trap}/get_ssrf.php?id=1`)
  assert.deepEqual([door.seen.faults, door.seen.trapped], [['500 GET /fails?x=1'], ['/ssrf/x']])
})

test('the key is changed however a form is sent, and nothing else of it', () => {
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const parts = (key: string) => Buffer.from(`${part('a', 'é=1')}${part('formKey', key)}${part('b', '&formKey')}--x--`)
  const asFiles = parts('old')
    .toString()
    .replace(/name="(\w+)"/g, 'name="$1"; filename="$1"')
  for (const sent of [parts('old'), Buffer.from(asFiles)]) assert.deepEqual(mended(sent, 'new'), parts('new'))
  for (const form of ['formKey=old&a=1', 'a=formKey&formKey=old'])
    assert.equal(mended(Buffer.from(form), 'new').toString(), form.replace('old', 'new'))
})
