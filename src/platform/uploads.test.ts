import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as cheerio from 'cheerio'
import { aNewFile } from '../domains/files/fixtures.ts'
import { testApp } from '../testing/app.ts'
import { aCase } from '../testing/cases.ts'
import { withRoutes } from '../testing/routes.ts'
import { newFormKey } from './form-keys.ts'
import { key } from './secrets.ts'
import { mostBytes } from './uploads.ts'

const { made: app, routes } = await withRoutes(() => testApp())
const { web, as, aPractitioner, services, everything } = app
const officer = await aPractitioner('investigating-officer')
const formKey = () => newFormKey(key(services.secret, 'form-keys'), officer.id)
const cookie = `waymark=${officer.token}`
const tooLarge = Buffer.alloc(mostBytes + 1, 65)

/** A form as a browser sends one with a file in it, wherever the file stands among the fields. */
const send = async (url: string, fields: Record<string, string>, file?: { bytes: Buffer; before?: boolean }) => {
  const part = (head: string, content: Buffer) =>
    Buffer.concat([
      Buffer.from(`--edge\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    ])
  const typed = Object.entries({ ...fields, formKey: formKey() }).map(([name, value]) =>
    part(`name="${name}"`, Buffer.from(value)),
  )
  const files = file ? [part('name="file"; filename="a.csv"\r\ncontent-type: text/csv', file.bytes)] : []
  const parts = file?.before ? [...files, ...typed] : [...typed, ...files]
  const answer = await web.inject({
    ...{ method: 'POST', url, payload: Buffer.concat([...parts, Buffer.from('--edge--\r\n')]) },
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=edge' },
  })
  return {
    status: answer.statusCode,
    body: answer.body,
    location: answer.headers.location,
    $: cheerio.load(answer.body),
  }
}

test('a form with a file says that it is too large, how large it may be, and keeps what was typed', async () => {
  const { caseId, victimId } = await aCase(services, officer)
  const pages = [
    { url: '/inbox/new', typed: { format: 'custody', source: 'Custody of Hollow', text: '' }, kept: 'source' },
    { url: '/replay', typed: { day0: '4/6/2016', text: '' }, kept: 'day0' },
    { url: `/cases/${caseId}/files/new`, typed: aNewFile({ personId: victimId }), kept: 'shows' },
  ]
  for (const { url, typed, kept } of pages)
    for (const before of [true, false]) {
      const { status, $ } = await send(url, typed, { bytes: tooLarge, before })
      assert.equal(status, 422, url)
      assert.match($('title').text(), /^Error: /)
      assert.match($('.govuk-error-summary').text(), /larger than 8 MB. Nothing was taken. Choose a smaller one/)
      assert.equal($('.govuk-error-summary a').attr('href'), '#file')
      assert.equal($('#file').length, 1)
      assert.equal($(`[name="${kept}"]`).val(), Object.entries(typed).find(([name]) => name === kept)?.[1])
    }
})

test('each form with a file is one of those above: a new one has to say it as well', async () => {
  const forms: string[] = []
  const { caseId } = await aCase(services, officer)
  for (const { method, url } of routes)
    if (method === 'GET' && !url.replace(':caseId', '').includes(':'))
      if ((await as(officer).visit(url.replace(':caseId', caseId))).$('[type="file"]').length > 0) forms.push(url)
  assert.deepEqual(forms.sort(), ['/cases/:caseId/files/new', '/inbox/new', '/replay'])
})

test('a file just as large as it may be is taken', async () => {
  const { body } = await send('/replay', { text: '' }, { bytes: Buffer.alloc(mostBytes, 32) })
  assert.doesNotMatch(body, /larger than/)
})

test('a long text that is pasted is read to its end, and none is cut off without a word', async () => {
  const { caseId } = await aCase(services, officer)
  const { reference } = await everything
    .selectFrom('cases')
    .select('reference')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const row = (number: number) => `R-${number},arrested,2026-11-20 10:00,${reference},${'x'.repeat(60)}`
  const rows = Array.from({ length: 15_000 }, (_, number) => row(number))
  const text = ['source reference,event,happened,case reference,said', ...rows].join('\n')
  assert.ok(text.length > 1_300_000)
  const taken = await send('/inbox/new', { format: 'custody', source: 'Paste', text })
  assert.equal(taken.status, 303)
  const { content } = await everything.selectFrom('inboxBatch').select('content').executeTakeFirstOrThrow()
  assert.match(JSON.stringify(content), /R-14999/)
  const cut = await send('/inbox/new', { format: 'custody', source: 'Paste', text: `${text.repeat(7)}é` })
  assert.equal(cut.status, 413)
  assert.match(cut.$('h1').text(), /What you sent is too large/)
})

test('a form whose words are too many says so wherever it is, and how many it takes', async () => {
  const { caseId } = await aCase(services, officer)
  for (const url of [`/cases/${caseId}/notes/new`, '/cases/new/open', `/cases/${caseId}/duties`]) {
    const { statusCode, body } = await web.inject({
      ...{ method: 'POST', url, payload: `said=${'x'.repeat(1_000_001)}&formKey=${formKey()}` },
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    })
    if (url.endsWith('/duties')) assert.equal(statusCode, 404)
    else assert.equal(statusCode, 413)
    if (statusCode === 413) assert.match(body, /Nothing was saved.*1 MB of text, and a file of at most 8 MB/)
  }
})
