import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../testing/app.ts'
import { membersOf } from '../testing/members.ts'
import { aPage, aPaper } from '../testing/plans.ts'
import { addressWith, namesIn, withRoutes } from '../testing/routes.ts'
import { aWholeCase } from '../testing/whole-case.ts'
import { newFormKey } from './form-keys.ts'
import { createLog } from './log.ts'
import { key } from './secrets.ts'

// As people meet it: by https, behind a proxy with TLS. Cookies are read by their whole names.
const address = 'https://waymark.example'
const { made: plain, routes } = await withRoutes(() => testApp())
const served = await testApp({ address })
const whole = await aWholeCase(plain)
const { aMember, signIn } = membersOf(served)
const { agencyId } = whole.owner
const people = [
  ...[null, whole.owner, whole.boss],
  ...(await Promise.all(
    ['administrator', 'auditor', 'data-protection-lead', 'council-manager'].map((role) =>
      plain.aPractitioner(role, { agencyId }),
    ),
  )),
]

type Answer = { status: number; headers: Record<string, unknown>; body: string; what: string }
const places: Record<string, string> = { type: 'justice.suspect-arrested', field: 'value', value: 'review-days-high' }
const visited: Answer[] = []
const before = await everyTable()
for (const { url } of routes.filter(({ method }) => method === 'GET')) {
  if (url === '/sign-in/organisation/:agencyId/leave') continue
  const unknown = Object.fromEntries(namesIn(url).map((name) => [name, places[name] ?? randomUUID()]))
  const names = { ...unknown, practitionerId: whole.owner.id, agencyId: whole.owner.agencyId, ...whole.idsFor(url) }
  for (const person of people) {
    const headers = person ? { cookie: `waymark=${person.token}` } : {}
    const answer = await plain.web.inject({ method: 'GET', url: addressWith(url, names), headers })
    visited.push({ status: answer.statusCode, headers: answer.headers, body: answer.body, what: `GET ${url}` })
  }
}
const after = await everyTable()
const changedByLooking = Object.keys(after).filter((table) => after[table] !== before[table])
const wrongIn = (isWrong: (answer: Answer) => boolean): string[] => [
  ...new Set(visited.filter(isWrong).map(({ what, status }) => `${what}: ${status}`)),
]

/** A mark of the rows of each table. */
async function everyTable(): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`select replace(relid::regclass::text, '"', '') as name
    from pg_stat_user_tables order by 1`.execute(plain.everything)
  const marks: [string, string][] = []
  for (const { name } of rows) {
    const { rows: found } = await sql<{
      mark: string | null
    }>`select md5(string_agg(t::text, '|' order by t::text)) as mark
      from ${sql.table(name)} t`.execute(plain.everything)
    marks.push([name, String(found[0]?.mark)])
  }
  return Object.fromEntries(marks)
}

test('every address was asked, by somebody of each sort and by a stranger', () => {
  assert.ok(visited.length > 400, String(visited.length))
  assert.ok(visited.filter(({ status }) => status === 200).length > 150)
})

test('every answer says what kind of text it is, in which characters, and that nobody may guess (ASVS 3.4.4, 4.1.1)', () => {
  const known =
    /^(text\/(html|plain|css|javascript|calendar|csv)|application\/(scim\+)?json); charset=utf-8$|^(font\/woff2|image\/[\w.+-]+|application\/(pdf|octet-stream))$/
  assert.deepEqual(
    wrongIn(({ headers, body }) => body !== '' && !known.test(String(headers['content-type']))),
    [],
  )
  assert.deepEqual(
    wrongIn(({ headers, body }) => {
      // A document that is handed over is saved, and no browser opens it here.
      const isFile = /^attachment/.test(String(headers['content-disposition']))
      const isPage = /^text\/html/.test(String(headers['content-type']))
      return isFile ? isPage : /^\s*<!doctype html/i.test(body) !== isPage
    }),
    [],
  )
  assert.deepEqual(
    wrongIn(({ headers }) => headers['x-content-type-options'] !== 'nosniff'),
    [],
  )
})

test('nothing but our own scripts and styles is run, nothing frames a page, and no address is passed on (ASVS 3.4.3, 3.4.5, 3.4.6)', () => {
  const wanted = [
    ...["default-src 'none'", "object-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"],
    ...["frame-ancestors 'none'", "form-action 'self'", "connect-src 'self'"],
  ]
  assert.deepEqual(
    wrongIn(({ headers }) => {
      const policy = String(headers['content-security-policy']).split(';')
      return wanted.some((each) => !policy.includes(each)) || /unsafe|https?:|\*/.test(policy.join(' '))
    }),
    [],
  )
  assert.deepEqual(
    wrongIn(({ headers }) => headers['referrer-policy'] !== 'no-referrer'),
    [],
  )
})

test('no page of another site may read an answer: none carries a word on other origins (ASVS 3.4.2)', async () => {
  const isShared = ({ headers }: Pick<Answer, 'headers'>) =>
    Object.keys(headers).some((name) => name.startsWith('access-control-'))
  assert.deepEqual(wrongIn(isShared), [])
  const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' }
  for (const url of ['/', '/inbox/api', '/scim/v2/Users', '/sign-in'])
    assert.ok(!isShared(await plain.web.inject({ method: 'OPTIONS', url, headers })), url)
})

test('whatever may name somebody is kept by no browser and by nothing between; only assets are (ASVS 14.2.2, 14.2.5, 14.3.2)', () => {
  assert.deepEqual(
    wrongIn(({ what, headers, status }) => {
      if (what.startsWith('GET /assets/')) return !/^public, /.test(String(headers['cache-control']))
      return headers['cache-control'] !== 'no-store' && !(status === 303 && headers.location === '/sign-in')
    }),
    [],
  )
})

test('a file leaves as a file, under a name that names nobody (ASVS 3.2.1, 5.4.1, 5.4.2)', async () => {
  const { caseId } = whole.ids
  const taken: [typeof whole.owner, string, Record<string, string>][] = [
    [whole.owner, `/cases/${caseId}/export`, { reason: 'Court', careful: 'yes' }],
    [whole.boss, '/reports/stops?quarter=2026-Q3', {}],
    [whole.owner, `/cases/${caseId}/safety-plans/${whole.ids.planId}/to-hold`, aPaper],
    [whole.owner, `/cases/${caseId}/safety-plans/collection-lists/${whole.ids.listId}/paper`, aPage],
  ]
  for (const [{ id, token }, url, fields] of taken) {
    const formKey = newFormKey(key(plain.services.secret, 'form-keys'), id)
    const headers = { cookie: `waymark=${token}`, 'content-type': 'application/x-www-form-urlencoded' }
    const payload = new URLSearchParams({ ...fields, formKey }).toString()
    const file = await plain.web.inject({ method: 'POST', url, headers, payload })
    assert.equal(file.statusCode, 200, url)
    assert.match(
      String(file.headers['content-type']),
      /^(application\/pdf|(application\/json|text\/csv); charset=utf-8)$/,
    )
    assert.match(String(file.headers['content-disposition']), /^attachment; filename="[\w.-]+"$/, url)
    assert.doesNotMatch(String(file.headers['content-disposition']), /Invent/i)
    assert.equal(file.headers['x-content-type-options'], 'nosniff')
  }
})

test('on every page of somebody who is signed in stands the way out (ASVS 7.4.4)', () => {
  const isTheirs = ({ what, status }: Answer) =>
    status === 200 && !/ \/(sign-in|assets|feeds|scim|access-requests)\b/.test(what)
  const pages = visited.filter(
    (answer) => isTheirs(answer) && String(answer.headers['content-type']).startsWith('text/html'),
  )
  assert.ok(pages.length > 100)
  assert.deepEqual(
    wrongIn((answer) => pages.includes(answer) && !/<form action="\/sign-in\/out" method="post">/.test(answer.body)),
    [],
  )
})

test('whoever only looks changes nothing but what tells that they looked (ASVS 3.5.3)', () => {
  const tells = ['audit', 'audit_waiting', 'seen', 'sign_in.session', 'sign_in.tries']
  assert.ok(changedByLooking.includes('audit') && changedByLooking.includes('seen'))
  assert.deepEqual(
    changedByLooking.filter((table) => !tells.includes(table)),
    [],
  )
})

test('a password is masked, and may be pasted and kept by a password manager (ASVS 6.2.6, 6.2.7)', async () => {
  const { $ } = await plain.as(null).visit('/sign-in')
  const field = $('input[name="password"]')
  assert.deepEqual([field.attr('type'), field.attr('autocomplete')], ['password', 'current-password'])
  assert.deepEqual([field.attr('onpaste'), field.attr('readonly')], [undefined, undefined])
})

test('by https every answer asks for https for a year, under this name and all below it (ASVS 3.4.1)', async () => {
  for (const url of ['/sign-in', '/', '/nowhere', '/inbox/api', '/assets/nothing.css']) {
    const { headers } = await served.web.inject({ method: 'GET', url })
    assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains', url)
  }
})

test('by https every cookie is for this host, over TLS, out of reach of scripts and of other sites’ forms (ASVS 3.3.1 to 3.3.4)', async () => {
  const { headers, kept } = await signIn(await aMember())
  const cookies = [headers['set-cookie']].flat().map(String)
  assert.deepEqual(Object.keys(kept).sort(), ['__Host-waymark', '__Host-waymark-device'])
  for (const cookie of cookies) {
    assert.match(cookie, /; Path=\/(;|$)/)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax']) assert.ok(cookie.split('; ').includes(part), cookie)
    assert.doesNotMatch(cookie, /Domain=/i)
  }
  const token = kept['__Host-waymark'] ?? ''
  assert.match(token, /^[\w-]{43}$/, '256 random bits (ASVS 7.2.3)')
  const again = await signIn(await aMember())
  assert.notEqual(again.kept['__Host-waymark'], token)
  const visit = (name: string) =>
    served.web.inject({ method: 'GET', url: '/rulebook', headers: { cookie: `${name}=${token}` } })
  assert.equal((await visit('__Host-waymark')).statusCode, 200)
  assert.equal((await visit('waymark')).statusCode, 303, 'what a neighbouring host could set is no session')
})

test('who signs out has no cookie left: it goes under its whole name (ASVS 7.4.1)', async () => {
  const member = await aMember()
  const { kept } = await signIn(member)
  const cookie = `__Host-waymark=${kept['__Host-waymark']}`
  const { formKeyOf } = membersOf(served)
  const out = await served.web.inject({
    ...{ method: 'POST', url: '/sign-in/out', payload: `formKey=${encodeURIComponent(formKeyOf(member.person))}` },
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.match(String(out.headers['set-cookie']), /^__Host-waymark=; .*Path=\/; .*Secure/)
  assert.match(String(out.headers['clear-site-data']), /"storage"/)
})

/** What a server on loopback answers to bytes that no library would send. */
const said = async (bytes: string): Promise<string> => {
  const port = await listening()
  const socket = connect(port, '127.0.0.1')
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  socket.write(bytes)
  await once(socket, 'close')
  return Buffer.concat(parts).toString('latin1')
}
const listening = async (): Promise<number> => {
  if (!plain.web.server.listening) await plain.web.listen({ host: '127.0.0.1', port: 0 })
  return (plain.web.server.address() as AddressInfo).port
}

test('TRACE gives nothing of a request back (ASVS 13.4.4)', async () => {
  const answer = await said(
    'TRACE / HTTP/1.1\r\nhost: localhost\r\nx-mark: canary-of-trace\r\nconnection: close\r\n\r\n',
  )
  assert.match(answer, /^HTTP\/1\.1 (303|404|405) /)
  assert.doesNotMatch(answer, /canary-of-trace/)
})

test('a request whose end could be read in two ways is refused whole (ASVS 4.2.1)', async () => {
  const head = 'POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n'
  const hidden = 'GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n'
  for (const length of [
    'content-length: 4\r\ntransfer-encoding: chunked\r\n',
    'content-length: 4\r\ncontent-length: 6\r\n',
    'transfer-encoding: chunked, identity\r\n',
    'transfer-encoding : chunked\r\n',
  ]) {
    const answer = await said(`${head}${length}\r\n0\r\n\r\n${hidden}`)
    assert.match(answer, /^HTTP\/1\.1 400 /, length)
    assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, length)
  }
})

test('no folder is listed, and no file of the code or of git is an address (ASVS 13.4.1, 13.4.3)', async () => {
  for (const url of [
    '/assets',
    '/assets/',
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/.git/HEAD',
    '/src/main.ts',
    '/var/secret',
  ]) {
    const { statusCode, headers } = await plain.web.inject({ method: 'GET', url })
    assert.deepEqual([statusCode, headers.location], [303, '/sign-in'], url)
    const asked = await plain.as(whole.owner).visit(url)
    assert.equal(asked.status, 404, url)
  }
})

test('a field that is sent twice where one is asked for is no answer, and neither is one in the address (ASVS 15.3.7)', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const twice = 'email=a@example.test&email=b@example.test&password=wrong wrong wrong&code=123456'
  const answer = await plain.web.inject({ method: 'POST', url: '/sign-in', headers, payload: twice })
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /Enter your e-mail address/)
  const { statusCode, body } = await plain.web.inject({
    ...{ method: 'POST', url: '/sign-in?email=a@example.test&password=wrong&code=123456', headers, payload: 'x=1' },
  })
  assert.equal(statusCode, 422)
  assert.match(body, /Enter your e-mail address/)
})

test('a fault of ours is told as a reference, and says nothing of itself (ASVS 16.5.1, 16.5.4)', async () => {
  const written = new PassThrough()
  const broken = await testApp({ log: createLog('error', written) })
  const person = await broken.aPractitioner('idva')
  await broken.everything.schema.alterTable('duty').renameTo('duty_that_went').execute()
  const { status, body, text } = await broken.as(person).visit('/boards/mine')
  assert.equal(status, 500)
  const [reference = ''] = /\b[0-9a-f]{8}\b/.exec(text()) ?? []
  const line = String(written.read() ?? '')
  assert.match(line, new RegExp(`"reference":"${reference}"`), 'the log has the rest')
  assert.match(line, /"code":"42P01"/)
  assert.doesNotMatch(body, /duty_that_went|relation|select |\.ts:|node_modules|kysely/)
  assert.equal((await broken.as(person).visit('/rulebook')).status, 200, 'the next request is answered')
})
