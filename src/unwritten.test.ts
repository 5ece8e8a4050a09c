import assert from 'node:assert/strict'
import { createServer, connect as dial, type Socket } from 'node:net'
import { after, describe, test } from 'node:test'
import pg from 'pg'
import { createApp } from './app.ts'
import { aFile } from './domains/inbox/fixtures.ts'
import { connect } from './platform/db.ts'
import { newFormKey } from './platform/form-keys.ts'
import { createLog } from './platform/log.ts'
import { key } from './platform/secrets.ts'
import { testApp } from './testing/app.ts'
import { aCase } from './testing/cases.ts'
import { membersOf } from './testing/members.ts'

// Where the log cannot be written nothing of a record is served (S5): not by a page, a search, a copy, a feed, a system's
// call, a sign-in or a refusal.
const app = await testApp()
const { as, aPractitioner, services, database } = app
const superuser = new pg.Client(database.superuser)
await superuser.connect()
const owner = await aPractitioner('investigating-officer')
const stranger = await aPractitioner('housing-officer')
const { caseId } = await aCase(services, owner, {
  victimName: 'Sentinella Inventada',
  perpetratorName: 'Sentinello Inventado',
})
const note = { how: 'visit', day: 'today', time: '08:00', said: 'Sentinel words of a note.' }
assert.equal((await as(owner).submit(`/cases/${caseId}/notes/new`, note)).status, 303)
const feed = new URL(String((await as(owner).submit('/feeds/address')).$('main input').last().val())).pathname
const chief = await aPractitioner('administrator', { agencyId: owner.agencyId })
const apiKey = (await as(chief).submit('/inbox/keys', { source: 'A system', practitionerId: owner.id })).text('code')
const { aMember, codeOf } = membersOf(app)
const member = await aMember()

/** A way to the database that counts what the app asks, and cuts the line at the one it is told. */
const theLine = async () => {
  let [asked, cutAt, afterwards] = [0, Number.POSITIVE_INFINITY, false]
  const at = new URL(database.app)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = dial(Number(at.port), at.hostname)
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => undefined))
    const cut = () => {
      client.destroy()
      upstream.destroy()
    }
    client.on('close', cut)
    upstream.on('close', cut).pipe(client)
    // Each statement of the app begins with a message of its own: Q for a plain one, B for one that was prepared.
    client.on('data', (chunk) => {
      if (chunk[0] === 0x51 || chunk[0] === 0x50 || chunk[0] === 0x42) asked++
      if (asked < cutAt) return void upstream.write(chunk)
      cutAt = Number.POSITIVE_INFINITY
      if (afterwards) upstream.write(chunk, () => setTimeout(cut, 0))
      else cut()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(typeof address === 'object' && address)
  const url = new URL(database.app)
  url.host = `127.0.0.1:${address.port}`
  return {
    url: url.href,
    asked: () => asked,
    cutAfter: (statements: number, isSent: boolean) => {
      ;[cutAt, afterwards] = [asked + statements, isSent]
    },
    whole: () => {
      cutAt = Number.POSITIVE_INFINITY
    },
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
const line = await theLine()
const db = connect(line.url, { max: 1 })
const web = await createApp({ ...services, db }, createLog('silent'))
after(async () => {
  await web.close()
  await db.destroy().catch(() => undefined)
  line.stop()
  await superuser.end()
})

const form = 'application/x-www-form-urlencoded'
const cookie = (person: typeof owner) => ({ cookie: `waymark=${person.token}`, 'content-type': form })
const keyed = (person: typeof owner, body: Record<string, string>) =>
  new URLSearchParams({ ...body, formKey: newFormKey(key(services.secret, 'form-keys'), person.id) }).toString()
type Ask = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string }
const get = (url: string): Ask => ({ method: 'GET', url, headers: cookie(owner) })
const post = (url: string, body: Record<string, string>): Ask => ({
  method: 'POST',
  url,
  headers: cookie(owner),
  payload: keyed(owner, body),
})
let sent = 0
/** Everything by which something of a record can leave. `isBare`: what it answers holds nothing of one. */
const ways: Record<string, { ask: () => Ask; isBare?: true }> = {
  'the case': { ask: () => get(`/cases/${caseId}`) },
  'its people': { ask: () => get(`/cases/${caseId}/people`) },
  'its notes': { ask: () => get(`/cases/${caseId}/notes`) },
  'its safe contact': { ask: () => get(`/cases/${caseId}/safe-contact`) },
  'what happened': { ask: () => get(`/cases/${caseId}/entries`) },
  'the board': { ask: () => get('/boards/mine') },
  'a search': { ask: () => post('/people/search', { name: 'Sentinella' }) },
  'a mistake in a form': { ask: () => post(`/cases/${caseId}/notes/new`, { said: '' }) },
  'a copy of the case': { ask: () => post(`/cases/${caseId}/export`, { reason: 'Court bundle', careful: 'yes' }) },
  'a new note': { ask: () => post(`/cases/${caseId}/notes/new`, note), isBare: true },
  'a calendar': { ask: () => ({ method: 'GET', url: feed, headers: {} }) },
  'a system’s call': {
    ask: () => ({
      ...{ method: 'POST', url: '/inbox/api' },
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      payload: JSON.stringify({
        format: 'custody',
        rows: [{ sourceReference: `C-${sent++}`, event: 'arrested', happened: '2026-11-20T16:35:00+00:00' }],
      }),
    }),
  },
  'a file for the inbox': {
    ask: () =>
      post('/inbox/new', {
        format: 'custody',
        source: `System ${sent++}`,
        text: aFile({ suspect: 'Sentinello Inventado', happened: '2026-11-20 16:35' }),
      }),
    isBare: true,
  },
  'a refusal': { ask: () => ({ ...get(`/cases/${caseId}`), headers: cookie(stranger) }), isBare: true },
}
const isRecord = /Sentinel|BEGIN:VEVENT|BEGIN:VCALENDAR|"result"/
const ask = async (what: string) => {
  const way = ways[what]
  assert.ok(way)
  const answer = await web.inject(way.ask())
  return {
    status: answer.statusCode,
    isServed: isRecord.test(answer.body) || isRecord.test(JSON.stringify(answer.headers)),
  }
}
const count = async () => Number((await superuser.query('select count(*) from audit')).rows[0].count)

/** The same choices every time (mulberry32). */
let state = 20261122
const below = (most: number): number => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) % most
}
const names = Object.keys(ways)
const anyWay = () => names[below(names.length)] ?? ''

const faults: Record<string, [make: string, unmake: string]> = {
  'the right to add rows is gone': [
    'revoke insert on audit from waymark_app, waymark_sign_in',
    `grant insert (id, at, actor_id, agency_id, kind, route, case_id, object_id, detail, reference, purpose, reason_id, form, hmac) on audit to waymark_app, waymark_sign_in`,
  ],
  'adding a row fails': [
    `create function broken() returns trigger language plpgsql as 'begin raise exception ''disk full''; end'; create trigger broken before insert on audit for each row execute function broken()`,
    'drop trigger broken on audit; drop function broken()',
  ],
  'a row is passed over without a word at the commit': [
    `create function broken() returns trigger language plpgsql as 'begin raise exception ''lost''; end';
     create constraint trigger broken after insert on audit deferrable initially deferred for each row execute function broken()`,
    'drop trigger broken on audit; drop function broken()',
  ],
  'the queue for the seal is gone': [
    'alter table audit_waiting rename to audit_gone',
    'alter table audit_gone rename to audit_waiting',
  ],
  'the table is gone': ['alter table audit rename to audit_gone', 'alter table audit_gone rename to audit'],
}

describe('where the log cannot be written, nothing of a record is served (S5)', () => {
  test('each of these ways does serve something of a record, so that the rest proves something', async () => {
    for (const [what, { isBare }] of Object.entries(ways)) {
      const { status, isServed } = await ask(what)
      assert.deepEqual([status < 500, isServed], [true, !isBare], `${what}: ${status}`)
    }
  })

  test('250 points at which the log is broken: 0 bytes of a record', { timeout: 300_000 }, async (t) => {
    const served: string[] = []
    let points = 0
    const statuses: Record<number, number> = {}
    for (const [fault, [make, unmake]] of Object.entries(faults)) {
      await superuser.query(make)
      try {
        for (let number = 0; number < 50; number++, points++) {
          const what = names[number] ?? anyWay()
          const { status, isServed } = await ask(what)
          statuses[status] = (statuses[status] ?? 0) + 1
          if (isServed || status < 500) served.push(`${what} although ${fault}: ${status}`)
        }
      } finally {
        await superuser.query(unmake)
      }
    }
    assert.deepEqual(served, [])
    assert.equal(points, 250)
    t.diagnostic(`figure S5: ${points} points at which the log was broken, 0 bytes of a record`)
    t.diagnostic(JSON.stringify(statuses))
  })

  test('250 points at which the line to the database is cut: 0 bytes of a record that no row tells of', {
    timeout: 300_000,
  }, async (t) => {
    const served: string[] = []
    let [cuts, whole] = [0, 0]
    const lengths = new Map<string, number>()
    for (const what of names) {
      const before = line.asked()
      await ask(what)
      lengths.set(what, line.asked() - before)
    }
    for (let number = 0; number < 250; number++) {
      const what = anyWay()
      const before = await count()
      line.cutAfter(1 + below(lengths.get(what) ?? 1), number % 2 === 0)
      const { status, isServed } = await ask(what)
      line.whole()
      if (status >= 500) cuts++
      else whole++
      if (isServed && (await count()) - before < 1) served.push(`${what}: ${status}`)
      // The pool makes a new connection.
      await ask('a refusal').catch(() => undefined)
    }
    assert.deepEqual(served, [])
    t.diagnostic(`figure S5: 250 points at which the line was cut, ${cuts} answers lost, 0 bytes without a row`)
    t.diagnostic(`${whole} answers were whole`)
    assert.ok(cuts > 150, `${cuts}`)
  })

  test('nobody is let in where the sign-in cannot be put on the record', async () => {
    const enter = async () => {
      const payload = new URLSearchParams({
        email: member.email,
        password: 'correct horse battery staple',
        code: codeOf(member),
      })
      const answer = await web.inject({
        method: 'POST',
        url: '/sign-in',
        headers: { 'content-type': form },
        payload: payload.toString(),
      })
      return { status: answer.statusCode, isLetIn: /waymark=/.test(String(answer.headers['set-cookie'])) }
    }
    for (const [make, unmake] of Object.values(faults)) {
      await superuser.query(make)
      const { status, isLetIn } = await enter().finally(() => superuser.query(unmake))
      assert.deepEqual([status, isLetIn], [500, false])
    }
    assert.deepEqual(await enter(), { status: 303, isLetIn: true })
  })
})
