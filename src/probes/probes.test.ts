import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, describe, test } from 'node:test'
import { roles } from '../domains/staff/model/roles.ts'
import { newFormKey } from '../platform/form-keys.ts'
import { createLog } from '../platform/log.ts'
import { key } from '../platform/secrets.ts'
import { testApp } from '../testing/app.ts'
import type { Practitioner } from '../testing/people.ts'
import { addressWith, namesIn, type Route, withRoutes } from '../testing/routes.ts'
import { mayBeShown, type Relation, relations, seeing, withoutCases } from './judge.ts'
import { standing } from './standing.ts'
import { aWorld, type Canary } from './world.ts'

// Who is shown what of a case, judged by a table copied from MODEL 13 and by nothing of the product (S2).
// PROBES=20 asks for twenty addresses of each role in each relation; without it, two.
const perStanding = Number(process.env.PROBES ?? 2)
const logged: string[] = []
const sink = new Writable({
  write: (chunk, _encoding, done) => {
    logged.push(String(chunk))
    done()
  },
})
const { made: app, routes } = await withRoutes(() => testApp({ log: createLog('debug', sink) }))
const { web, services, aPractitioner } = app
const world = await aWorld(app)
const { whole, canaries } = world
const stand = standing(world)
after(() => world.past.end())

let state = 20_261_122
/** Numbers that look drawn by lot and are the same in each run. */
const lot = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

const known = {
  ...whole.ids,
  value: 'review-days-high',
  practitionerId: whole.owner.id,
  agencyId: whole.owner.agencyId,
}
const fillable = (url: string): boolean => namesIn(url).every((name) => name in { ...known, ...whole.idsFor(url) })
const asked = routes.filter(
  ({ method, access, url }) =>
    method !== 'HEAD' && access !== 'anyone' && fillable(url) && !url.startsWith('/sign-in/'),
)
const gets = asked.filter(({ method }) => method === 'GET')
const posts = asked.filter(({ method }) => method !== 'GET')
const channelOf = ({ method, url, audit }: Route): string =>
  method !== 'GET'
    ? audit === 'export'
      ? 'export'
      : 'form'
    : /search/.test(url)
      ? 'search'
      : /boards/.test(url)
        ? 'board'
        : url.includes(':caseId')
          ? 'page of the case'
          : 'page'

type Answer = { route: string; channel: string; text: string; status: number }
const ask = async (person: Practitioner, route: Route, query = '', fields = ''): Promise<Answer> => {
  const url = addressWith(route.url, { ...known, ...whole.idsFor(route.url) }) + query
  const formKey = newFormKey(key(services.secret, 'form-keys'), person.id)
  const isForm = route.method !== 'GET'
  const headers = {
    cookie: `waymark=${person.token}`,
    ...(isForm && { 'content-type': 'application/x-www-form-urlencoded' }),
  }
  // A form that says nothing: it changes nothing, and its answer shows the page again.
  const answer = await web.inject({
    method: route.method as 'GET',
    url,
    headers,
    ...(isForm && { payload: `formKey=${formKey}${fields}` }),
  })
  return {
    route: `${route.method} ${route.url}`,
    channel: channelOf(route),
    text: `${JSON.stringify(answer.headers)}\n${answer.body}`,
    status: answer.statusCode,
  }
}
const routeAt = (method: string, url: string): Route => {
  const found = routes.find((route) => route.method === method && route.url === url)
  assert.ok(found, `${method} ${url} is no address any more`)
  return found
}
const search = routeAt('POST', '/people/search')
/** The addresses that everybody is asked about in every standing: the case, a search for its people, the list of one's work. */
const always = (person: Practitioner): Promise<Answer>[] => [
  ask(person, routeAt('GET', '/cases/:caseId')),
  ask(person, search, '', '&name=Zqpersonnam'),
  ask(person, routeAt('GET', '/boards/mine')),
  ask(person, routeAt('GET', '/boards/team')),
  ask(person, routeAt('POST', '/cases/:caseId/export'), '', '&reason=Court&careful=yes'),
]

const agencyOfWords = whole.owner.agencyId
const seen = new Map<string, Set<string>>()
const leaks: string[] = []
let probes = 0
const counted = new Map<string, number>()

const judge = (person: Practitioner, relation: Relation, answers: readonly Answer[]): void => {
  const standingOf = {
    role: person.role,
    relation,
    isOfTheWritersAgency: person.agencyId === agencyOfWords,
    isOfTheReceiversAgency: person.agencyId === whole.partner.agencyId,
  }
  for (const { canary, kind, place } of canaries) {
    const allowed = mayBeShown(standingOf, kind)
    for (const { route, channel, text } of answers) {
      probes++
      counted.set(channel, (counted.get(channel) ?? 0) + 1)
      if (!text.includes(canary)) continue
      if (allowed) seen.set(canary, (seen.get(canary) ?? new Set()).add(channel))
      else leaks.push(`${place} (${kind}) was shown to ${person.role}, ${relation}, by ${route}`)
    }
  }
}

const staffRoles = Object.keys(roles)
describe('nobody is shown a word of a case that MODEL 13 keeps from them, by any channel (S2)', () => {
  for (const role of staffRoles)
    test(`${role}: in every relation to the case`, async () => {
      for (const relation of relations) {
        // The database refuses these roles a case; what remains is to have no part in it.
        if (withoutCases.has(role) && relation !== 'no part in it') continue
        const person = await aPractitioner(role)
        const undo = await stand(person, relation)
        const answers = await Promise.all(always(person))
        // Every page, of whoever was let in by name: there a letter of MODEL 13 is all that stands before a word.
        if (relation === 'named on it') for (const route of gets) answers.push(await ask(person, route))
        for (let each = 0; each < perStanding; each++) {
          // A form without words could still change something: it is sent only by those to whom nothing is there.
          const from = each % 2 === 1 && !seeing.has(relation) ? posts : gets
          const route = from[lot(from.length)]
          if (route) answers.push(await ask(person, route))
        }
        await undo()
        judge(person, relation, answers)
      }
      const own = leaks.filter((leak) => leak.includes(`shown to ${role},`))
      assert.deepEqual([...new Set(own)], [])
    })

  test('whoever may be shown everything is shown nearly all of it: the silence above is not emptiness', async (t) => {
    for (const role of ['police-supervisor', 'abuse-specialist']) {
      const person = await aPractitioner(role)
      const undo = await stand(person, 'named on it')
      for (const route of gets) judge(person, 'named on it', [await ask(person, route)])
      await undo()
    }
    for (const route of gets) judge(whole.owner, 'leads it', [await ask(whole.owner, route)])
    assert.deepEqual([...new Set(leaks)], [])
    const unseen = canaries.filter(({ canary }) => !seen.has(canary)).map(({ place }) => place)
    t.diagnostic(`never shown to anybody by these addresses: ${unseen.join(', ')}`)
    assert.ok(unseen.length <= canaries.length / 4, unseen.join(', '))
  })

  test('no line of the log says any of it', () => {
    const all = logged.join('')
    probes += canaries.length
    assert.ok(logged.length > 0)
    assert.deepEqual(
      canaries.filter(({ canary }: Canary) => all.includes(canary)),
      [],
    )
  })

  test('that was ten thousand probes or more', (t) => {
    const channels = [...counted].map(([channel, count]) => `${channel} ${count}`).join(', ')
    t.diagnostic(`figure S2: ${probes} probes (${channels}, log ${canaries.length}), ${new Set(leaks).size} leaks`)
    assert.ok(probes >= 10_000, String(probes))
  })
})
