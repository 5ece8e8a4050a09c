import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { testApp } from './testing/app.ts'
import { aCase } from './testing/cases.ts'

const { web, as, aPractitioner, services, everything } = await testApp()

test('a page that does not say who may use it stops the start', async () => {
  assert.throws(() => web.get('/open', async () => ''), /GET \/open does not say who may use it|already listening/)
})

test('who is not signed in is asked to sign in, wherever they go', async () => {
  for (const url of ['/', '/nowhere', '/cases/00000000-0000-4000-8000-000000000001'])
    assert.equal((await as(null).visit(url)).location, '/sign-in', url)
})

test('styles are sent compressed to who can read that, fonts and pages never', async () => {
  const ask = (url: string, accepts: string) => web.inject({ url, headers: { 'accept-encoding': accepts } })
  const zipped = await ask('/assets/waymark.css', 'gzip, br')
  const plain = await ask('/assets/waymark.css', 'identity')
  assert.equal(zipped.headers['content-encoding'], 'gzip')
  assert.equal(gunzipSync(zipped.rawPayload).toString(), plain.body)
  assert.equal(plain.headers['content-encoding'], undefined)
  for (const url of ['/assets/atkinson-hyperlegible-next-latin.woff2', '/sign-in'])
    assert.equal((await ask(url, 'gzip')).headers['content-encoding'], undefined, url)
})

test('a case is opened with all three leads, and only its opener sees it (INV-24)', async () => {
  const idva = await aPractitioner('idva')
  const { caseId } = await aCase(services, idva)
  const row = await everything.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
  assert.deepEqual([row.riskLeadId, row.planLeadId, row.contactLeadId], [idva.id, idva.id, idva.id])
})
