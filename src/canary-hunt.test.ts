import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { aNewFile } from './domains/files/fixtures.ts'
import { checkFiles } from './domains/files/index.ts'
import { standInTemplates } from './domains/messages/index.ts'
import { aNewReferral } from './domains/referrals/fixtures.ts'
import { aRule } from './domains/safe-contact/fixtures.ts'
import { aLetIn } from './domains/sharing/fixtures.ts'
import { connect } from './platform/db.ts'
import { newFormKey } from './platform/form-keys.ts'
import { createLog } from './platform/log.ts'
import { createNotifyFake } from './platform/notify-fake.ts'
import { key } from './platform/secrets.ts'
import { root } from './platform/settings.ts'
import { testApp } from './testing/app.ts'
import { aCanary, type Canary, hunterOf } from './testing/canaries.ts'
import { aCase } from './testing/cases.ts'
import type { Practitioner } from './testing/people.ts'
import { commandAt, placeForInstallations } from './testing/place.ts'
import { aThought } from './testing/plans.ts'
import { addressWith, namesIn, withRoutes } from './testing/routes.ts'
import { sendFile } from './testing/uploads.ts'
import { aWholeCase } from './testing/whole-case.ts'

// The hunt of SAFETY S8: what is protected is put in through the front door, and then looked for wherever anything could stand.
const wanted = Number(process.env.CANARIES ?? 30)
const isWhole = wanted >= 500
const place = placeForInstallations('canaries')
// Whatever this process and its children put aside for a moment stands where it can be looked through.
mkdirSync(place.at('tmp'), { mode: 0o1777 })
process.env.TMPDIR = place.at('tmp')
const { server, database } = await place.open('data')
const logged: string[] = []
const log = createLog('debug', { write: (line) => void logged.push(line) })
const { made: app, routes } = await withRoutes(() => testApp({ own: database, keeper: server.keeper, log }))
const { as, web, everything, services, aPractitioner, now } = app

const planted: { canary: Canary; as: string; caseId: string }[] = []
const reviewOn = new Date(now().getTime() + 60 * 86_400_000).toISOString().slice(0, 10)
const sentBy = (who: Practitioner) => async (url: string, form: Record<string, string | string[]>) => {
  const done = await as(who).submit(url, form)
  assert.equal(done.status, 303, `${url}: ${done.title()} ${done.text('.govuk-error-summary')}`)
  return done.location
}
type Where = { caseId: string; victimId: string; owner: Practitioner; to: Practitioner }
/** Everything of a case that the vault takes, each with a canary of its own. */
const plantIn = async ({ caseId, victimId, owner, to }: Where) => {
  const send = sentBy(owner)
  const canary = (what: string): Canary => {
    const made = aCanary()
    planted.push({ canary: made, as: what, caseId })
    return made
  }
  const at = `/cases/${caseId}`
  await send(
    `${at}/safe-contact/rule`,
    aRule({
      ...{ reviewOn, codeWord: canary('code word').words, warnings: canary('warning').address },
    }),
  )
  const way = { days1: ['1', '2'], from1: '09:00', until1: '17:00', callerId: 'withheld', confirmed: 'yes' }
  for (const kind of ['visit', 'post'])
    await send(`${at}/safe-contact/routes/new`, { ...way, kind, value: canary(`address to ${kind}`).address })
  await send(`${at}/safe-contact/routes/new`, {
    ...{ ...way, kind: 'third party', thirdPartyScope: 'ask to call', endsOn: reviewOn },
    ...{ value: canary('way through somebody').address, thirdPartyName: canary('whom they trust').words },
  })
  await send(
    `${at}/referrals/new`,
    aNewReferral({
      ...{ personId: victimId, toAgencyId: to.agencyId, personCalled: canary('name in a referral').words },
      ...{ contactRoute: canary('way in a referral').address, contactNever: canary('never in a referral').address },
    }),
  )
  const plan = await everything
    .selectFrom('vault.safetyPlan')
    .select('id')
    .where('caseId', '=', caseId)
    .where('personId', '=', victimId)
    .executeTakeFirst()
  const planId =
    plan?.id ??
    (await send(`${at}/safety-plans/new`, { personId: victimId, circumstance: 'staying', shows: 'no' }))
      .split('/')
      .at(-1)
  await send(`${at}/safety-plans/${planId}/items/new`, {
    ...{ ...aThought, title: canary('title of a thought').words, words: canary('words of a thought').address },
    whoKnows: canary('who knows of it').words,
  })
  const letter = Buffer.from(`Dear tenant,\nyour new home is ${canary('words of a file').address}.\n`)
  const name = `${canary('name of a file').words}.txt`
  const sent = await sendFile(
    app,
    owner,
    `${at}/files/new`,
    aNewFile({ personId: victimId, class: 'C4' }),
    letter,
    name,
  )
  assert.equal(sent.status, 303, sent.problems())
}

const whole = await aWholeCase(app)
const { ids, owner, boss, partner } = whole
const suspect = whole.suspect
await plantIn({ caseId: ids.caseId, victimId: ids.personId, owner, to: partner })
const cases: Where[] = []
while (planted.length < wanted) {
  const worker = await aPractitioner('idva')
  const opened = await aCase(services, worker)
  const it = { ...opened, owner: worker, to: await aPractitioner('housing-officer') }
  cases.push(it)
  await plantIn(it)
}
const worker = connect(database.worker, { max: 2 })
await checkFiles({ ...services, db: worker }, now(), log, new AbortController().signal)
await worker.destroy()
const hunt = hunterOf(planted.map(({ canary }) => canary))
const found = (content: string | Uint8Array): string[] => [
  ...new Set(hunt(content).map(({ canary, how }) => `${planted.find((each) => each.canary === canary)?.as}, ${how}`)),
]

/**
 * Where what is protected may be read, and by whom it is found there: each is a page of its own for somebody who must have it, needs
 * proof of who it is or is the record that was given to their own agency, and is on the record with its why.
 */
const mayShow: Record<string, RegExp> = {
  '/cases/:caseId/safe-contact/reveal/:field/:rowId': /^(code word|warning|address|way through|whom they trust)/,
  '/cases/:caseId/referrals/new/number': /^(address to visit|way through)/,
  '/referrals/:referralId': /in a referral/,
  '/cases/:caseId/safety-plans/:planId': /of a thought|who knows/,
  '/cases/:caseId/safety-plans/:planId/items/:thoughtId': /of a thought|who knows/,
  '/cases/:caseId/sharing/new': /title of a thought/,
}
const patternOf = (url: string): RegExp => new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`)
const routeOf = (url: string): string =>
  routes
    .filter(({ method, url: known }) => method === 'GET' && patternOf(known).test(url.split('?')[0] ?? ''))
    .toSorted((a, b) => namesIn(a.url).length - namesIn(b.url).length)[0]?.url ?? url
const shownAt = new Map<string, Set<string>>()
const leaks: string[] = []
let pages = 0
const look = async (who: Practitioner, url: string) => {
  const page = await web.inject({ method: 'GET', url, headers: { cookie: `waymark=${who.token}` } })
  pages += 1
  const route = routeOf(url)
  for (const each of found(`${page.body}\n${JSON.stringify(page.headers)}`)) {
    const [what = ''] = each.split(',')
    if (page.statusCode === 200 && mayShow[route]?.test(what)) {
      const seen = shownAt.get(route) ?? new Set()
      shownAt.set(route, seen.add(who.role))
    } else leaks.push(`${who.role} at ${route} (${page.statusCode}): ${each}`)
  }
  if (route.includes('/reveal/')) {
    const shown = new Set(hunt(page.body).map(({ canary }) => canary))
    if (shown.size > 1) leaks.push(`more than one value at ${url}`)
  }
  return page
}

describe('what is protected stands nowhere but where it is meant to be read (S8)', { concurrency: false }, () => {
  test('on no page that any role may open', { timeout: 1_800_000 }, async (t) => {
    const usual = ['idva', 'housing-officer', 'administrator']
    const all = [
      ...[...usual, 'investigating-officer', 'idva-manager', 'first-responder', 'police-supervisor'],
      ...['witness-care-officer', 'cps-lawyer', 'auditor', 'data-protection-lead'],
    ]
    const more = [
      'victim-liaison-officer',
      'social-worker',
      'council-manager',
      'library-worker',
      'professional-standards',
    ]
    const people: Practitioner[] = [owner, boss, partner]
    let letInCount = 0
    for (const role of isWhole ? [...all, ...more] : usual) {
      const one = await aPractitioner(role)
      people.push(one)
      if (/administrator|auditor|lead|standards/.test(role)) continue
      const letIn = await as(owner).submit(`/cases/${ids.caseId}/team`, aLetIn(one.id, 'Works on it'))
      // Where a role cannot be let in by name, it looks from outside.
      if (letIn.status !== 303) continue
      letInCount += 1
      // A stranger of each role as well.
      people.push(await aPractitioner(role))
    }
    const { rows } = await everything
      .selectFrom('vault.contactRoute')
      .select('id')
      .where('caseId', '=', ids.caseId)
      .execute()
      .then((each) => ({ rows: each }))
    const reveals = rows.flatMap(({ id }) =>
      ['value', 'ask-for', 'their-name'].map((field) => `/cases/${ids.caseId}/safe-contact/reveal/${field}/${id}`),
    )
    const addresses = routes
      .filter(({ method, access }) => method === 'GET' && access !== undefined)
      .flatMap(({ url }) => {
        const known = whole.idsFor(url)
        return namesIn(url).every((name) => name in known) ? [addressWith(url, known)] : []
      })
      .filter((url) => !/\/sign-in\/|\/assets\//.test(url))
    for (const who of people) for (const url of [...addresses, ...reveals]) await look(who, url)
    assert.ok(letInCount >= (isWhole ? 8 : 2), `${letInCount} roles were let in`)
    t.diagnostic(
      `${people.length} people, ${letInCount} of them let in, at ${addresses.length + reveals.length} addresses`,
    )
  })

  test('on no page that leads on from a case, for its own worker and for whoever was asked to help', {
    timeout: 1_800_000,
  }, async () => {
    for (const { caseId, owner: worker, to } of cases)
      for (const who of [worker, to]) {
        const seen = new Set<string>()
        const queue = [
          `/cases/${caseId}`,
          `/cases/${caseId}/safe-contact`,
          `/cases/${caseId}/safety-plans`,
          '/boards/mine',
          '/referrals',
        ]
        for (let url = queue.pop(); url; url = queue.pop()) {
          if (seen.has(url)) continue
          seen.add(url)
          const { body, statusCode } = await look(who, url)
          if (statusCode !== 200) continue
          for (const [, href = ''] of body.matchAll(/href="(\/[^"#]*)"/g))
            if (href.startsWith(`/cases/${caseId}/`) || href.startsWith('/referrals/'))
              queue.push(href.replaceAll('&amp;', '&'))
        }
      }
  })

  test('in no answer to a form that went wrong, and in no line of the log, though the app fails in the middle of it', async () => {
    const [one] = planted
    assert.ok(one)
    const words = one.canary.address
    for (const url of routes
      .filter(({ method, access }) => method === 'GET' && access !== 'anyone')
      .map(({ url }) => url)
      .slice(0, isWhole ? 1000 : 60)) {
      const ask = `${addressWith(url, { ...Object.fromEntries(namesIn(url).map((name) => [name, encodeURIComponent(words)])) })}?q=${encodeURIComponent(words)}`
      await web.inject({ method: 'GET', url: ask, headers: { cookie: `waymark=${owner.token}` } })
    }
    const { find } = services.keeper
    Object.assign(services.keeper, { find: () => Promise.reject(new Error(`could not open ${words}`)) })
    const route = await everything
      .selectFrom('vault.contactRoute')
      .select('id')
      .where('caseId', '=', ids.caseId)
      .executeTakeFirstOrThrow()
    const broken = await as(owner).visit(`/cases/${ids.caseId}/safe-contact/reveal/value/${route.id}`)
    const form = await as(owner).submit(`/cases/${ids.caseId}/safe-contact/rule`, aRule({ reviewOn, warnings: words }))
    Object.assign(services.keeper, { find })
    assert.deepEqual([broken.status, form.status], [500, 500])
    assert.deepEqual([found(broken.body), found(form.body)], [[], []])
    assert.ok(logged.length > 100, `${logged.length} lines`)
    assert.deepEqual(found(logged.join('')), [])
  })

  test('in nothing that the programs themselves print, measure, send or leave behind when they are ended', {
    timeout: 120_000,
  }, async () => {
    const fake = createNotifyFake({ now: () => new Date(), templates: standInTemplates })
    await fake.web.listen({ host: '127.0.0.1', port: 0 })
    const listening = fake.web.server.address()
    assert.ok(typeof listening === 'object' && listening)
    const { apiKey, address, templates } = fake.account(listening.port)
    const notify = {
      NOTIFY_API_KEY: apiKey,
      NOTIFY_ADDRESS: address,
      NOTIFY_TEXT_TEMPLATE: templates.text,
      NOTIFY_EMAIL_TEMPLATE: templates['e-mail'],
      NOTIFY_LETTER_TEMPLATE: templates.letter,
    }
    const port = 20_000 + (process.pid % 20_000)
    const printed: string[] = []
    const begin = async (command: string): Promise<ChildProcess> => {
      const child = spawn(process.execPath, ['--trace-uncaught', path.join(root, 'src/main.ts'), command], {
        env: {
          PATH: process.env.PATH,
          TMPDIR: place.at('tmp'),
          WAYMARK_DATA: place.at('data'),
          PORT: String(port),
          LOG_LEVEL: 'debug',
          ...notify,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => printed.push(String(piece)))
      assert.ok(child.stdout)
      await once(createInterface({ input: child.stdout }), 'line')
      return child
    }
    const staff = await begin('staff')
    const running = await begin('worker')
    const cookie = `waymark=${owner.token}`
    const routesOf = await everything
      .selectFrom('vault.contactRoute')
      .select('id')
      .where('caseId', '=', ids.caseId)
      .execute()
    let shown = 0
    for (const { id } of routesOf) {
      const answer = await fetch(`http://127.0.0.1:${port}/cases/${ids.caseId}/safe-contact/reveal/value/${id}`, {
        headers: { cookie },
      })
      shown += found(await answer.text()).length > 0 ? 1 : 0
    }
    assert.ok(shown >= 3, `${shown} values were shown by the program itself`)
    const formKey = newFormKey(key(services.secret, 'form-keys'), owner.id)
    const words = planted[0]?.canary.address ?? ''
    const post = (url: string, form: Record<string, string>) =>
      fetch(`http://127.0.0.1:${port}${url}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ formKey, ...form }),
      })
    await post(`/cases/${ids.caseId}/safe-contact/rule`, { warnings: words, frequency: 'never' })
    // Its keys are taken away, and given back.
    renameSync(place.at('data/keys'), place.at('data/keys-away'))
    const without = await fetch(
      `http://127.0.0.1:${port}/cases/${ids.caseId}/safe-contact/reveal/value/${routesOf[0]?.id}`,
      { headers: { cookie } },
    )
    assert.equal(without.status, 503)
    await pause(6000)
    renameSync(place.at('data/keys-away'), place.at('data/keys'))
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    assert.match(metrics, /waymark_request_seconds/)
    assert.deepEqual(found(metrics), [])
    const hanging = fetch(`http://127.0.0.1:${port}/cases/${ids.caseId}/safe-contact/reveal/value/${routesOf[0]?.id}`, {
      headers: { cookie },
    }).catch(() => undefined)
    for (const child of [staff, running]) {
      child.kill('SIGABRT')
      await once(child, 'exit')
    }
    await hanging
    await fake.web.close()
    assert.ok(printed.join('').length > 500, printed.join(''))
    assert.deepEqual(found(printed.join('')), [])
    assert.deepEqual(found(JSON.stringify(fake.messages)), [])
  })

  test('in no table, no file of the database or its log of writing, no backup, no folder for passing things', {
    timeout: 600_000,
  }, async (t) => {
    const client = new pg.Client(database.superuser)
    await client.connect()
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname !~ '^pg_toast' order by 1`,
    )
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      assert.deepEqual(found(rows.map(({ row }) => row).join('\n')), [], name)
    }
    await client.query('checkpoint')
    await client.end()
    const copy = place.at('copy.tar.gz')
    const made = await commandAt(now)(['backup', copy], { WAYMARK_DATA: place.at('data') })
    assert.equal(made.code, 0, made.err)
    assert.deepEqual(found(gunzipSync(readFileSync(copy))), [])
    const places = [server.embedded?.folder ?? '', place.folder]
    let files = 0
    let bytes = 0
    for (const each of places.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true })))
      if (each.isFile() && existsSync(path.join(each.parentPath, each.name))) {
        const content = readFileSync(path.join(each.parentPath, each.name))
        files += 1
        bytes += content.length
        assert.deepEqual(found(content), [], path.join(each.parentPath, each.name))
      }
    t.diagnostic(`${tables.length} tables, ${files} files of ${Math.round(bytes / 1e6)} MB`)
    assert.ok(bytes > 20e6)
  })

  test('and is read where it may be: this says where, and that the hunt would have seen it', (t) => {
    assert.deepEqual([...new Set(leaks)], [])
    assert.ok(shownAt.has('/cases/:caseId/safe-contact/reveal/:field/:rowId'))
    for (const [route, roles] of shownAt) t.diagnostic(`read at ${route} by ${[...roles].sort().join(', ')}`)
    for (const route of Object.keys(mayShow).filter((each) => !shownAt.has(each)))
      t.diagnostic(`never read at ${route}`)
    const how = `${planted.length} canaries, ${pages} pages, the programs’ logs and metrics, tables, files, a backup`
    t.diagnostic(`figure S8: ${isWhole ? '' : 'short form, '}${how}: ${leaks.length} found but where each may be read`)
    assert.ok(suspect)
  })
})
