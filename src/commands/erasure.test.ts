import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { proposeErasures } from '../domains/retention/index.ts'
import { aMobile, aRule } from '../domains/safe-contact/fixtures.ts'
import { connect } from '../platform/db.ts'
import { unwrapOld } from '../platform/keys/data-key.ts'
import { createLog } from '../platform/log.ts'
import { startPostgres } from '../platform/postgres.ts'
import { unpack } from '../platform/restore.ts'
import { testApp } from '../testing/app.ts'
import { aCanary, type Canary, hunterOf } from '../testing/canaries.ts'
import { aCase } from '../testing/cases.ts'
import { commandAt, placeForInstallations } from '../testing/place.ts'
import { chores } from '../worker.ts'

const place = placeForInstallations('erasure')
const { server, database } = await place.open('from')
const first = await testApp({ at: new Date().toISOString(), own: database, keeper: server.keeper })
const { services, everything, aPractitioner, now } = first
const command = commandAt(now)

const adviser = await aPractitioner('idva')
const leads = [
  await aPractitioner('data-protection-lead', { agencyId: adviser.agencyId }),
  await aPractitioner('data-protection-lead', { agencyId: adviser.agencyId }),
]
type Written = { caseId: string; victimId: string; canary: Canary; routeId: string; name: string }
const reviewOn = new Date(now().getTime() + 60 * 86_400_000).toISOString().slice(0, 10)

/** A case with a protected address, a code word and a warning, each a canary. */
const aWritten = async (closedYearsAgo: number | null): Promise<Written> => {
  const { caseId, victimId } = await aCase(services, adviser)
  const canary = aCanary()
  const send = async (page: string, form: Record<string, string | string[]>) => {
    const done = await first.as(adviser).submit(`/cases/${caseId}/safe-contact/${page}`, form)
    assert.equal(done.status, 303, done.text())
  }
  await send('rule', aRule({ reviewOn, codeWord: canary.words, warnings: canary.address }))
  const { textIsSafe: _, ...visit } = aMobile({ kind: 'visit', value: canary.address })
  await send('routes/new', visit)
  const { id: routeId } = await everything
    .selectFrom('vault.contactRoute')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const { keptAs } = await everything
    .selectFrom('vault.personKey')
    .select('keptAs')
    .where('personId', '=', victimId)
    .executeTakeFirstOrThrow()
  if (closedYearsAgo !== null) {
    const closedAt = new Date(now().getTime() - closedYearsAgo * 365.25 * 86_400_000)
    const closed = everything.updateTable('cases').set({ state: 'closed', closedAt, closedAs: 'ended' })
    await closed.where('id', '=', caseId).execute()
  }
  return { caseId, victimId, canary, routeId, name: String(keptAs) }
}

const count = Number(process.env.ERASED_PEOPLE ?? 6)
const past = await Promise.all(Array.from({ length: count }, () => aWritten(9)))
const recent = await Promise.all(Array.from({ length: count }, () => aWritten(2)))
const file = place.at('copy.tar.gz')

const worker = connect(database.worker, { max: 1 })
const forget = chores.find(({ name }) => name === 'erased keys')
const work = () =>
  forget?.run({ ...services, db: worker }, now(), createLog('fatal'), new AbortController().signal) ?? assert.fail()

test('a backup is made, then two leads erase who is past their time: the keeper forgets after it is saved', async () => {
  const made = await command(['backup', file], { WAYMARK_DATA: place.at('from') })
  assert.equal(made.code, 0, made.err)
  assert.match(made.err, /Neither the secret nor the keys of the vault are in it/)
  const [lead, second] = leads
  assert.ok(lead && second)
  const period = { kind: 'contact details', years: '7', source: 'Our own choice' }
  assert.equal((await first.as(lead).submit('/retention/period', period)).status, 303)
  await proposeErasures({ ...services, db: worker }, now())
  const proposed = await everything.selectFrom('erasure').select(['id', 'caseId']).execute()
  assert.deepEqual(proposed.map(({ caseId }) => caseId).sort(), past.map(({ caseId }) => caseId).sort())
  for (const { id } of proposed)
    for (const who of leads)
      assert.equal(
        (await first.as(who).submit(`/retention/${id}/decide`, { answer: 'erase', why: 'Past its time' })).status,
        303,
      )
  // Saved, and not forgotten yet: a process that dies here leaves it to the next.
  for (const { name } of past) assert.ok(Buffer.isBuffer(await services.keeper.find(name)))
  await work()
  for (const { name } of past) assert.equal(await services.keeper.find(name), 'forgotten')
  for (const { name } of recent) assert.ok(Buffer.isBuffer(await services.keeper.find(name)))
})

const within = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))

test('the older backup, put back elsewhere with today’s keys, opens nothing of who was erased and all of the others (S9)', async (t) => {
  place.secretOf('from', 'to')
  cpSync(place.at('from/keys'), place.at('to/keys'), { recursive: true })
  const restored = await command(['restore', file], { WAYMARK_DATA: place.at('to') })
  assert.equal(restored.code, 0, restored.err)
  assert.match(restored.err, new RegExp(`still erased: ${count} people`))
  assert.doesNotMatch(restored.err, /MISSING/)
  const again = await place.open('to')
  const second = await testApp({ at: now().toISOString(), own: again.database, keeper: again.server.keeper })
  const hunt = hunterOf([...past, ...recent].map(({ canary }) => canary))
  let pages = 0
  for (const { caseId, routeId } of past) {
    const visited = new Set<string>()
    const queue = [
      `/cases/${caseId}`,
      `/cases/${caseId}/safe-contact`,
      `/cases/${caseId}/safe-contact/routes/${routeId}`,
    ]
    for (let url = queue.pop(); url; url = queue.pop()) {
      if (visited.has(url)) continue
      visited.add(url)
      const page = await second.as(adviser).visit(url)
      assert.ok(page.status < 500, `${url}: ${page.status}`)
      assert.deepEqual(hunt(page.body), [], url)
      pages += 1
      for (const { href } of page.status === 200 ? page.links() : [])
        if (href.startsWith(`/cases/${caseId}/`)) queue.push(href)
    }
    assert.ok(visited.has(`/cases/${caseId}/safe-contact/reveal/value/${routeId}`), 'the address was asked for')
  }
  for (const { caseId, routeId, canary } of recent) {
    const page = await second.as(adviser).visit(`/cases/${caseId}/safe-contact/reveal/value/${routeId}`)
    assert.ok(page.text().includes(canary.address), 'the others’ values open')
  }
  // Something new can be written for whoever was erased, under a key of their own.
  const [one] = past
  assert.ok(one)
  await second.everything
    .updateTable('cases')
    .set({ state: 'open', closedAt: null, closedAs: null })
    .where('id', '=', one.caseId)
    .execute()
  const written = await second
    .as(adviser)
    .submit(`/cases/${one.caseId}/safe-contact/rule`, aRule({ reviewOn, codeWord: 'magpie' }))
  assert.equal(written.status, 303, written.text())
  const files = within(again.server.embedded?.folder ?? '')
  const client = new pg.Client(again.database.superuser)
  await client.connect()
  await client.query('checkpoint')
  await client.end()
  for (const each of files.filter((each) => existsSync(each))) assert.deepEqual(hunt(readFileSync(each)), [], each)
  t.diagnostic(
    `figure S9: ${count} people erased, an older backup put back with today’s keys: 0 of ${past.length * 3} values open on ${pages} pages, 0 in ${files.length} files of the database; ${recent.length} of ${recent.length} others open`,
  )
})

test('whoever has that backup, the secret and today’s keys finds nothing that opens a key of who was erased (S9)', async () => {
  const { secret } = server
  await unpack(file, place.at('raw'), secret)
  const raw = await startPostgres(place.at('raw'), { secret, keep: 'throwaway' })
  try {
    const client = new pg.Client(raw.superuserUrl('waymark'))
    await client.connect()
    const { rows } = await client.query<{ person_id: string; wrapped: Buffer; kept_as: string }>(
      'select person_id, wrapped, kept_as from vault.person_key',
    )
    await client.end()
    const gone = rows.filter(({ person_id }) => past.some(({ victimId }) => victimId === person_id))
    assert.equal(gone.length, count)
    for (const { person_id, wrapped, kept_as } of gone) {
      assert.throws(() => unwrapOld(secret, { of: 'vault', label: `person_key/${person_id}` }, wrapped))
      assert.equal(await server.keeper.find(kept_as), 'forgotten')
      for (const each of within(place.at('from/keys'))) assert.equal(each.includes(`held/${kept_as}`), false)
    }
  } finally {
    await raw.stop()
  }
})

test('with no keys, or another installation’s, a backup opens for nobody, and it is said', async () => {
  place.secretOf('from', 'bare')
  const bare = await command(['restore', file], { WAYMARK_DATA: place.at('bare') })
  assert.match(bare.err, /keys of the vault are not there.*can be read/)
  execFileSync('cp', ['-a', place.at('from/keys'), place.at('foreign')])
  const { server: other } = await place.open('other')
  await other.stop()
  const environment = { WAYMARK_DATA: place.at('bare'), WAYMARK_KEYS: place.at('other/keys') }
  const checked = await command(['keys', 'check'], environment)
  assert.deepEqual([checked.code, /belong to another database/.test(checked.err)], [1, true], checked.err)
})

test('keys that were lost are counted, and an older copy of the keys brings nobody back who was erased', async () => {
  const environment = { WAYMARK_DATA: place.at('from') }
  const whole = await command(['keys', 'check'], environment)
  assert.deepEqual([whole.code, /each key that the database names is kept/.test(whole.out)], [0, true], whole.err)
  // A copy of before the erasure: as it would be had nobody rewritten it.
  const [lost, back] = [recent[0]?.name ?? '', past[0]?.name ?? '']
  const kept = readFileSync(place.at(`from/keys/held/${lost}`))
  execFileSync('rm', [place.at(`from/keys/held/${lost}`), place.at(`from/keys/forgotten/${back}`)])
  await services.keeper.keep(back, Buffer.alloc(32, 1))
  const checked = await command(['keys', 'check'], environment)
  assert.equal(checked.code, 1)
  assert.match(checked.out, /MISSING: the keys of 1 person, and of the files of 0 cases/)
  assert.match(checked.out, /1 erased keys had come back/)
  assert.equal(await services.keeper.find(back), 'forgotten')
  const page = await first
    .as(adviser)
    .visit(`/cases/${recent[0]?.caseId}/safe-contact/reveal/value/${recent[0]?.routeId}`)
  assert.equal(page.status, 503)
  assert.match(page.text(), /cannot be opened now/)
  execFileSync('tee', [place.at(`from/keys/held/${lost}`)], { input: kept, stdio: ['pipe', 'ignore', 'inherit'] })
  assert.equal((await command(['keys', 'check'], environment)).code, 0)
  await worker.destroy()
})
