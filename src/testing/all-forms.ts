import { randomUUID } from 'node:crypto'
import { aFile } from '../domains/inbox/fixtures.ts'
import { aNewReferral } from '../domains/referrals/fixtures.ts'
import { aLetIn } from '../domains/sharing/fixtures.ts'
import type { testApp } from './app.ts'
import { aCase } from './cases.ts'
import { type Field, type Form, formsOn } from './forms.ts'
import type { Practitioner } from './people.ts'
import { addressWith, namesIn, type Route } from './routes.ts'
import { seldomForms } from './seldom-forms.ts'
import { aWholeCase } from './whole-case.ts'

type App = Awaited<ReturnType<typeof testApp>>
/** A form as it stands on a page of this person, and the route that takes it. */
export type FoundForm = Form & { route: string; person: Practitioner }

/** What a form is sent with that stood on no page that was looked at: the commonest names. */
export const seldomShown: Field[] = [
  'what',
  'why',
  'reason',
  'reasons',
  'name',
  'day',
  'personId',
  'version',
  'page',
].map((name) => ({ name, kind: 'words', values: [] }))

/** Every form on every page that the app has, each seen by somebody who may use it. */
export const allForms = async (app: App, routes: readonly Route[]): Promise<FoundForm[]> => {
  const { as } = app
  const whole = await aWholeCase(app)
  const chief = await app.aPractitioner('administrator', { agencyId: whole.owner.agencyId })
  const { pages, ids } = await aroundIt(app, whole, chief)
  const addresses = routes
    .filter(({ method, url, access }) => method === 'GET' && access !== 'anyone' && !/:(file|rowId)\b/.test(url))
    .flatMap(({ url }) => {
      const known = { ...ids, ...whole.idsFor(url) }
      return namesIn(url).every((name) => name in known) ? [addressWith(url, known)] : []
    })
  const entries = await as(whole.owner).visit(`/cases/${whole.ids.caseId}/entries/new`)
  const types = entries.links().flatMap(({ href }) => (href.includes('/entries/new/') ? [href] : []))
  const found: FoundForm[] = []
  const note = (person: Practitioner, forms: Form[]) =>
    found.push(...forms.map((form) => ({ ...form, person, route: routeOf(routes, form.action) })))
  const people = [whole.owner, whole.boss, whole.partner, ...whole.leads, chief]
  const usual = [...addresses, ...pages, ...types].flatMap((url) => people.map((person) => ({ person, url })))
  const places = [...usual, ...(await seldomForms(app, whole, chief))]
  for (const { person, url } of places) {
    const page = await as(person).visit(url)
    if (page.status === 200) note(person, formsOn(page, url))
  }
  const looked = await as(whole.owner).submit('/cases/new', { victimName: 'Rowan Inventada' })
  note(whole.owner, formsOn(looked, '/cases/new'))
  const called = await as(whole.boss).submit('/attendance', { place: '1 Invented Row ZZ97 7ZZ' })
  note(whole.boss, formsOn(called, '/attendance'))
  const seen = new Set(found.map(({ route }) => route))
  for (const { url } of routes.filter(({ method, access }) => method === 'POST' && access !== 'anyone'))
    if (!seen.has(url) && url !== '/sign-in/out') {
      const nobodys = Object.fromEntries(namesIn(url).map((name) => [name, randomUUID()]))
      const action = addressWith(url, { ...nobodys, ...ids, ...whole.idsFor(url) })
      found.push({ action, fields: seldomShown, route: url, person: whole.boss })
    }
  const one = ({ action, fields }: Form) => `${action} ${fields.map(({ name }) => name).join(' ')}`
  return [...new Map(found.map((form) => [one(form), form])).values()]
}

/** The route that takes what is sent there: of two that fit, the one that says more. */
export const routeOf = (routes: readonly Route[], action: string): string =>
  routes
    .filter(({ method, url }) => method === 'POST' && patternOf(url).test(action.split('?')[0] ?? ''))
    .toSorted((a, b) => namesIn(a.url).length - namesIn(b.url).length)[0]?.url ?? action
const patternOf = (url: string): RegExp => new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`)

const idAfter = (location: string): string => location.split('/').at(-1) ?? ''

/** What pages outside the case need, so that they have their forms; and the pages that a list of routes does not give. */
const aroundIt = async (app: App, whole: Awaited<ReturnType<typeof aWholeCase>>, chief: Practitioner) => {
  const { as, services, everything, aPractitioner } = app
  const { owner, boss, partner } = whole
  const spare = await aPractitioner('first-responder', { agencyId: owner.agencyId, supervisorId: boss.id })
  const gone = await aPractitioner('first-responder', { agencyId: owner.agencyId, supervisorId: boss.id })
  await as(chief).submit(`/staff/${gone.id}/disable`)
  await as(spare).submit(`/staff/${spare.id}/leave`, { fromOn: '1/6/2027', untilOn: '8/6/2027' })
  const team = (await as(chief).submit('/staff/teams/new', { name: 'Night desk', kinds: 'desk' })).location
  await as(chief).submit(`${team}/join`, { practitionerId: spare.id })
  const shift = { fromDay: '24/11/2026', fromTime: '08:00', untilDay: '24/11/2026', untilTime: '16:00' }
  await as(chief).submit(`${team}/shifts`, { practitionerId: spare.id, ...shift })

  const refer = async (moves: string[]): Promise<string> => {
    const form = aNewReferral({ personId: whole.ids.personId, toAgencyId: partner.agencyId })
    const { location } = await as(owner).submit(`/cases/${whole.ids.caseId}/referrals/new`, form)
    for (const place of moves) {
      const version = String((await as(partner).visit(`${location}/accept`)).value('version'))
      const on = { version, workerId: partner.id, place, waitingUntil: '1/12/2026' }
      await as(partner).submit(`${location}/accept`, on)
    }
    return location
  }
  const referral = await refer([])
  const [waiting, started] = [await refer(['waiting']), await refer(['now'])]

  const row = aFile({ suspect: 'Nobody Inventado', happened: '2026-11-20 16:35' })
  const bring = (source: string) => as(owner).submit('/inbox/new', { format: 'custody', source, text: row })
  await as(owner).submit((await bring('A system')).location, { from: '0' })
  const batch = (await bring('Another')).location
  await as(chief).submit('/inbox/keys', { source: 'A system', practitionerId: owner.id })

  const closing = async (agree: boolean): Promise<string> => {
    const { caseId } = await aCase(services, owner)
    await as(owner).submit(`/cases/${caseId}/team`, aLetIn(boss.id, 'Supervises'))
    const form = { closedAs: 'recorded in error', reason: 'Wrong person', separate: 'yes' }
    await as(owner).submit(`/cases/${caseId}/close`, form)
    if (agree) await as(boss).submit(`/cases/${caseId}/close/agree`)
    else await as(owner).submit(`/cases/${caseId}/close/say`, { outcome: 'may close', words: 'Nothing is left' })
    return `/cases/${caseId}/${agree ? 'reopen' : 'close'}`
  }
  await as(owner).submit('/boards/save', { board: 'mine', query: 'late=yes', name: 'Late' })
  await as(owner).submit('/feeds/address')
  const pages = [
    '/exports/new?list=cases',
    ...['/boards/save?board=mine&query=late%3Dyes', `/staff/${gone.id}`, await closing(true), await closing(false)],
    ...[waiting, started].flatMap((place) => [place, `${place}/complete`]),
  ]
  const item = await everything.selectFrom('inboxItem').select('id').executeTakeFirstOrThrow()
  const line = await as(chief).visit('/helplines')
  const ids: Record<string, string> = {
    ...{ referralId: idAfter(referral), practitionerId: spare.id, teamId: idAfter(team), batchId: idAfter(batch) },
    ...{ itemId: item.id, value: 'review-days-high', domain: 'justice', duty: 'tell-of-arrest', version: '2021' },
    line: line.links().flatMap(({ href }) => /^\/helplines\/([0-9a-f-]{36})/.exec(href)?.[1] ?? [])[0] ?? '',
  }
  return { pages, ids }
}
