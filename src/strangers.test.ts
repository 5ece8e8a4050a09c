import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { aFile } from './domains/inbox/fixtures.ts'
import { aNewReferral } from './domains/referrals/fixtures.ts'
import { aLetIn } from './domains/sharing/fixtures.ts'
import { newFormKey } from './platform/form-keys.ts'
import { key } from './platform/secrets.ts'
import { testApp } from './testing/app.ts'
import { aCase } from './testing/cases.ts'
import type { Practitioner } from './testing/people.ts'
import { addressWith, namesIn, type Route, withRoutes } from './testing/routes.ts'
import { aWholeCase, type WholeCase } from './testing/whole-case.ts'

// What is hidden must be as good as absent: the same answer to the byte, and the same questions to the database (S3).
// The routes are the app's own, so a new one is asked about without anybody thinking of it.
const heard: string[] = []
const { made: app, routes } = await withRoutes(() =>
  testApp({ max: 1, hears: (statement) => heard.push(statement.replace(/\s+/g, ' ').trim()) }),
)
const { as, aPractitioner, web, everything } = app
const [hidden, mine, other] = [await aWholeCase(app), await aWholeCase(app), await aWholeCase(app)]

type Answer = { status: number; headers: string; body: string; statements: string[] }
const ask = async (person: Practitioner, { method }: Route, url: string, form = {}): Promise<Answer> => {
  const formKey = newFormKey(key(app.services.secret, 'form-keys'), person.id)
  heard.length = 0
  const cookie = `waymark=${person.token}`
  const answer = await web.inject(
    method === 'POST'
      ? {
          ...{ method, url, payload: new URLSearchParams({ ...form, formKey }).toString() },
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        }
      : { method: method as 'GET', url, headers: { cookie } },
  )
  const { date: _, ...headers } = answer.headers
  return { status: answer.statusCode, headers: JSON.stringify(headers), body: answer.body, statements: [...heard] }
}

/** What a person could well send to any of our forms: an address whose form asks for more has it in `bodies`. */
const plausible = ({ ids, suspect, boss }: WholeCase): Record<string, string> => ({
  ...{ why: 'No longer so', reason: 'Because', reasons: 'Because', sure: 'yes', what: 'It was done', label: 'Home' },
  ...{ day: 'today', time: '08:30', body: 'police', toldBy: 'A colleague', how: 'lives', name: 'Ash', suspect },
  ...{ untilOn: 'today', diedOn: 'today', adjustment: 'A letter', version: '1', answer: 'agreed', outcome: 'renew' },
  ...{ choice: 'wait for the window', personId: ids.personId, toId: boss.id, agencyId: boss.agencyId },
  ...{ kind: 'mobile', value: '07700 900124', days1: '1', from1: '09:00', until1: '10:00', confirmed: 'yes' },
})

const caseRoutes = routes.filter(({ url }) => url.includes(':caseId'))
const refused = (await ask(await aPractitioner('idva'), { ...first(caseRoutes) }, `/cases/${randomUUID()}`)).statements

function first<Item>(items: readonly Item[]): Item {
  const [item] = items
  assert.ok(item)
  return item
}

describe('a case that one was not granted is as good as no case, at each of its addresses (S3)', () => {
  test('the refusal asks who is there and whether the case may be seen, writes its audit row, and nothing else', () => {
    const [begin, bind = '', sees, undone, again, bindAgain, audit = '', done, ...more] = refused
    assert.deepEqual([begin, undone, again, done, more], ['begin', 'rollback', 'begin', 'commit', []])
    assert.match(bind, /from bind\(\$2\)/)
    assert.equal(bindAgain, bind)
    assert.equal(sees, 'select "id" from "cases" where "id" = $1')
    assert.match(audit, /^insert into "audit"/)
    assert.ok(caseRoutes.length > 150, `${caseRoutes.length} addresses of a case`)
  })

  const strangers: [string, () => Promise<Practitioner>][] = [
    ['a manager of another agency, whose role has every page', () => aPractitioner('idva-manager')],
    ['a supervisor of the agency that opened it', () => aPractitioner('police-supervisor')],
    ['somebody whose grant was ended', whoseGrantEnded],
  ]
  for (const [who, aStranger] of strangers)
    test(`${who} is told the same of it as of a case that never was`, async (t) => {
      const stranger = await aStranger()
      const wrong: string[] = []
      for (const route of caseRoutes) {
        const form = plausible(hidden)
        const at = await ask(stranger, route, addressWith(route.url, hidden.ids), form)
        const nowhere = await ask(
          stranger,
          route,
          addressWith(route.url, { ...hidden.ids, caseId: randomUUID() }),
          form,
        )
        if (!isDeepStrictEqual([at.status, at.statements, at], [404, refused, nowhere]))
          wrong.push(
            `${route.method} ${route.url}: ${at.status}, ${nowhere.status}, ${at.statements.length} statements`,
          )
      }
      assert.deepEqual(wrong, [])
      t.diagnostic(
        `figure S3: ${caseRoutes.length} addresses asked by ${who}: hidden and absent the same to the byte, and to the statement`,
      )
    })

  async function whoseGrantEnded(): Promise<Practitioner> {
    const person = await aPractitioner('idva-manager')
    const team = `/cases/${hidden.ids.caseId}/team`
    await as(hidden.owner).submit(team, aLetIn(person.id, 'Looked in'))
    assert.equal((await as(person).visit(`/cases/${hidden.ids.caseId}`)).status, 200)
    assert.equal((await as(hidden.owner).submit(`${team}/${person.id}/end`)).status, 303)
    return person
  }
})

/** The names in an address that stand for a record of the case. */
const recordsIn = (url: string): string[] =>
  namesIn(url).filter(
    (name) =>
      ![
        'caseId',
        'type',
        'field',
        'instrument',
        'heading',
        'planVersion',
        'measureKind',
        'measureStep',
        'injuryKind',
      ].includes(name),
  )
const recordRoutes = caseRoutes.filter(({ url }) => recordsIn(url).length > 0)

describe('a record of another case is as good as no record, under a case that one does see (S3, INV-36)', () => {
  test('one’s own records are there, so that the rest proves something', async () => {
    const absent: string[] = []
    for (const route of recordRoutes.filter(({ method }) => method === 'GET')) {
      const answers = [mine.owner, mine.boss].map((person) =>
        ask(person, route, addressWith(route.url, mine.idsFor(route.url))),
      )
      const statuses = (await Promise.all(answers)).map(({ status }) => status)
      if (!statuses.includes(200)) absent.push(`${route.url}: ${statuses}`)
    }
    assert.deepEqual(absent, [])
  })

  const withOther = (url: string, name: string, id = '') => addressWith(url, { ...mine.idsFor(url), [name]: id })

  for (const [which, theirs] of [
    ['that one does not see', hidden],
    ['that one sees as well', other],
  ] as const)
    test(`a record of a case ${which} is not there`, async () => {
      const wrong: string[] = []
      for (const person of [mine.owner, mine.boss]) {
        if (theirs === other)
          await as(other.owner).submit(`/cases/${other.ids.caseId}/team`, aLetIn(person.id, 'Helps'))
        for (const route of recordRoutes)
          for (const name of recordsIn(route.url)) {
            const form = plausible(mine)
            const at = await ask(person, route, withOther(route.url, name, theirs.idsFor(route.url)[name]), form)
            const nowhere = await ask(person, route, withOther(route.url, name, randomUUID()), form)
            if (!isDeepStrictEqual([at.status, at], [404, nowhere]))
              wrong.push(
                `${route.method} ${route.url} with another :${name}: ${at.status}, and ${nowhere.status} nowhere`,
              )
          }
      }
      assert.deepEqual(wrong, [])
    })

  test('one’s own can be acted on where those of others could not', async () => {
    const absent: string[] = []
    const isShown = (url: string) => recordRoutes.some((route) => route.method === 'GET' && route.url === url)
    // An empty form is enough to be told what is missing; the longer address first, since the shorter one ends the whole.
    const pressed = recordRoutes.filter(({ method, url }) => method === 'POST' && !isShown(url))
    for (const route of pressed.toSorted((a, b) => b.url.length - a.url.length)) {
      const url = addressWith(route.url, mine.idsFor(route.url))
      const statuses: number[] = []
      for (const person of [mine.owner, mine.boss]) statuses.push((await ask(person, route, url)).status)
      if (statuses.every((status) => status === 404)) absent.push(route.url)
    }
    assert.deepEqual(absent, [])
  })
})

describe('what another agency has outside any case is as good as absent too (S3)', () => {
  test('its referrals, its inbox, its keys, its staff and its teams', async () => {
    const ids = await theirRecords()
    const stranger = await aPractitioner('housing-manager')
    const head = await aPractitioner('administrator', { agencyId: stranger.agencyId })
    const wrong: string[] = []
    const of = routes.filter(
      ({ url }) => !url.includes(':caseId') && Object.keys(ids).some((id) => url.includes(`:${id}`)),
    )
    for (const route of of)
      for (const person of [stranger, head]) {
        const form = { ...plausible(hidden), practitionerId: ids.practitionerId, fromOn: 'today', role: 'idva' }
        const at = await ask(person, route, addressWith(route.url, ids), form)
        const absent = Object.fromEntries(Object.keys(ids).map((name) => [name, randomUUID()]))
        const nowhere = await ask(person, route, addressWith(route.url, absent), form)
        if (!isDeepStrictEqual([at.status, at], [404, nowhere]))
          wrong.push(`${route.method} ${route.url} as ${person.role}: ${at.status}, and ${nowhere.status} nowhere`)
      }
    assert.deepEqual(wrong, [])
    assert.ok(of.length > 40, `${of.length} addresses`)
  })

  const idAfter = (location: string): string => location.split('/').at(-1) ?? ''

  async function theirRecords() {
    const { owner, partner, ids, boss } = hidden
    const chief = await aPractitioner('administrator', { agencyId: owner.agencyId })
    const form = aNewReferral({ personId: ids.personId, toAgencyId: partner.agencyId })
    const referral = await as(owner).submit(`/cases/${ids.caseId}/referrals/new`, form)
    assert.equal(referral.status, 303, referral.text('.govuk-error-summary'))
    const file = {
      format: 'custody',
      source: 'A system',
      text: aFile({ suspect: 'Nobody Inventado', happened: '2026-11-20 16:35' }),
    }
    const batch = await as(owner).submit('/inbox/new', file)
    assert.equal(batch.status, 303, batch.text())
    await as(owner).submit(batch.location, { from: '0' })
    const second = await as(owner).submit('/inbox/new', { ...file, source: 'Another' })
    await as(chief).submit('/inbox/keys', { source: 'A system', practitionerId: owner.id })
    const team = await as(chief).submit('/staff/teams/new', { name: 'Night desk', kinds: 'desk' })
    const days = { fromOn: '1/6/2027', untilOn: '8/6/2027' }
    const away = await aPractitioner('first-responder', { agencyId: owner.agencyId })
    assert.equal((await as(away).submit(`/staff/${away.id}/leave`, days)).status, 303)
    const first = async (table: 'inboxItem' | 'inboxKey' | 'leave') =>
      (await everything.selectFrom(table).select('id').executeTakeFirstOrThrow()).id
    await as(chief).submit(`${team.location}/join`, { practitionerId: owner.id })
    const shift = { fromDay: '1/6/2027', fromTime: '08:00', untilDay: '1/6/2027', untilTime: '16:00' }
    await as(chief).submit(`${team.location}/shifts`, { practitionerId: owner.id, ...shift })
    return {
      referralId: idAfter(referral.location),
      itemId: await first('inboxItem'),
      batchId: idAfter(second.location),
      keyId: await first('inboxKey'),
      practitionerId: boss.id,
      teamId: idAfter(team.location),
      leaveId: await first('leave'),
      shiftId: (await everything.selectFrom('deskShift').select('id').executeTakeFirstOrThrow()).id,
    }
  }
})

describe('the clock does not tell either (S3)', () => {
  test('no “not there” leaves before its time, whatever is not there; what is there does not wait', async () => {
    const slow = await testApp({ door: { trustedProxies: [], signInFailures: 5, absentAfter: 300 } })
    const [lead, stranger] = [await slow.aPractitioner('idva'), await slow.aPractitioner('housing-officer')]
    const { caseId } = await aCase(slow.services, lead)
    const took = async (who: Practitioner, address: string) => {
      const began = performance.now()
      const { status } = await slow.as(who).visit(address)
      return { status, isHeld: performance.now() - began >= 299 }
    }
    for (const address of [`/cases/${caseId}`, `/cases/${randomUUID()}`, '/cases/none', '/nowhere'])
      assert.deepEqual(await took(stranger, address), { status: 404, isHeld: true }, address)
    await took(lead, `/cases/${caseId}`)
    assert.equal((await took(lead, '/cases/new')).status, 200)
  })
})
