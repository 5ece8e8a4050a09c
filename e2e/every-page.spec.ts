import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { anApproval, aRelease } from '../src/domains/releases/fixtures.ts'
import { aMobile, aRule, decidedTogether } from '../src/domains/safe-contact/fixtures.ts'
import { aLetIn } from '../src/domains/sharing/fixtures.ts'
import { someBundles } from '../src/testing/bundles.ts'
import { aCase } from '../src/testing/cases.ts'
import { someFiles } from '../src/testing/files/some.ts'
import { someMeasures, supportBy } from '../src/testing/measures.ts'
import type { Practitioner } from '../src/testing/people.ts'
import {
  aCard,
  aCollectionList,
  aCopyGiven,
  anOffer,
  aPage,
  aPaper,
  aParty,
  aQuestion,
  aTelling,
  somePlans,
  someVisits,
} from '../src/testing/plans.ts'
import { aBrowsedApp, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })

/** Which screen an address is: ids, tokens, types and versions are one and the same. */
const screenOf = (address: string): string =>
  address
    .split('?')[0]
    ?.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/entries\/new\/.+/, '/entries/new/:type')
    .replace(/\/rulebook\/[^/]+\/[^/]+(\/[^/]+)?/, '/rulebook/:domain/:duty')
    .replace(/\/local-policy\/[a-zA-Z]+/, '/local-policy/:name')
    .replace(/\/walk\/.+/, '/walk/:heading')
    .replace(/\/measures\/new\/.+/, '/measures/new/:kind')
    .replace(/\/languages\/[a-z]+/, '/languages/:language')
    .replace(/\/reveal\/.+/, '/reveal/:field') ?? ''

// A reveal is an act of its own, an export and a copy are files, and signing out ends the walk.
const isWalked = (address: string): boolean =>
  /^\/(?!\/)/.test(address) && !/\/reveal\/|\.ics$|\/copy$|\/sign-in\/out|\/assets\//.test(address)

const aLivingCase = async (adviser: Practitioner, supervisor: Practitioner) => {
  const { caseId, perpetratorId, victimId } = await aCase(app.services, adviser)
  const sendBy = (who: Practitioner) => async (part: string, fields: Record<string, string | string[]>) => {
    const answer = await app.as(who).submit(`/cases/${caseId}/${part}`, fields)
    assert.equal(answer.status, 303, `${part}: ${JSON.stringify(answer.errors())}`)
    return answer.location
  }
  const send = sendBy(adviser)
  await send('safe-contact/rule', aRule())
  await send('safe-contact/routes/new', aMobile())
  const happened = {
    day: 'today',
    time: '09:50',
    body: 'police',
    toldBy: 'Custody',
    exact: 'minute',
    suspect: String(perpetratorId),
  }
  await send('entries/new/justice.suspect-arrested', happened)
  await send('entries/new/justice.suspect-released-under-investigation', happened)
  await send('notes/new', { how: 'telephone', day: 'today', time: '09:00', said: 'Afraid of another visit.' })
  const harms = ['victim', 'children', 'family', 'partner', 'workers', 'self'].map((who) => [`risk-${who}`, 'some'])
  await send('risk/assess/waymark-guide', {
    ...{ ...Object.fromEntries(harms), personId: victimId, asked: 'the person', alone: 'yes', level: 'high' },
    ...{ 'a-afraid': 'yes', 'c-afraid': 'Of Saturday', 'a-weapon': 'yes', 'a-weapon-near': 'yes' },
    ...{ reasons: 'Threats', victimView: 'Is afraid' },
  })
  const talk = { personId: victimId, asked: 'the person', alone: 'yes' }
  await send('risk/needs/waymark-needs', { ...talk, 'a-home': 'yes', 'a-animals': 'yes', 'c-animals': 'An old dog' })
  const request = await send('information-requests/new', {
    ...{ personId: victimId, fromBody: 'Another force', fromWho: 'An officer', asks: 'All notes' },
    ...{ counselling: 'yes', receivedOn: 'today', answerBy: '27/11/2026' },
  })
  await send(`information-requests/${request.split('/').at(-1)}/tests`, { words: 'Says why.', written: 'yes' })
  const { agreed } = await somePlans(app.everything, send, { caseId, victimId })
  const printed = await app.as(adviser).submit(`/cases/${caseId}/safety-plans/${agreed}/to-hold`, aPaper)
  assert.equal(printed.status, 200, JSON.stringify(printed.errors()))
  const days = { dueOn: '27/11/2026', reviewOn: '27/11/2026' }
  const chosen = await send('interventions/new?item=safety-plan', {
    ...{ ...decidedTogether, what: 'With them, on Monday', lead: 'here', ownerId: adviser.id, ...days },
  })
  const interventionId = chosen.split('/').at(-1) ?? ''
  const looked = { ...decidedTogether, happenedOn: 'today', said: 'It fits.', reviewOn: '4/12/2026' }
  await send(`interventions/${interventionId}/review`, looked)
  await send('interventions/not-chosen', { item: 'missing-report', reason: 'They live far away.' })
  const headings = Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`heading-${number}`, 'In a few words.']))
  await send('interventions/decisions/new', { about: `intervention:${interventionId}`, ...headings })
  await send('interventions/complex', { reason: 'Three agencies, one home.', ownerId: adviser.id })
  const officer = await app.aPractitioner('investigating-officer')
  await send('team', aLetIn(officer.id, 'Works on it'))
  await sendBy(officer)('safety-plans/offers/new', anOffer(victimId))
  await send('police-cards/new', { ...aCard(victimId), endsOn: '27/11/2026' })
  const managed = { personId: perpetratorId ?? '', lead: 'outside', outside: 'The prison', covers: 'Weekly visits' }
  await sendBy(officer)('management-plans/new', { ...managed, lookedOn: 'today', nextReviewOn: '27/11/2026' })
  const fitted = { victimId, ownerId: adviser.id, support: await supportBy(app.everything, adviser) }
  await someMeasures({ first: send, second: sendBy(officer) }, { ...fitted, nextOn: '27/11/2026' })
  const hurt = {
    personId: victimId,
    seenOn: 'today',
    from: 'Her adviser',
    words: 'Was held by the neck.',
    agreed: 'yes',
  }
  const map = (await send('injuries/new/body-map', hurt)).split('/').at(-1) ?? ''
  await send(`injuries/${map}/marks/new`, { region: 'throat', sort: 'Bruise', looks: 'Two, round, 2 cm' })
  await send('people/new', { name: 'Linnet Inventada', role: 'child', ageAbout: '7' })
  const kin = app.everything
    .selectFrom('party')
    .select('personId')
    .where('caseId', '=', caseId)
    .where('role', '=', 'child')
  const { personId: childId } = await kin.executeTakeFirstOrThrow()
  const toldOf = { toldWho: 'Duty desk', day: 'today', time: '07:30', what: 'What was seen.' }
  await send('incidents/children/told/services', { ...toldOf, [`about-${childId}`]: 'yes' })
  await send(`incidents/children/${childId}/asked`, { answer: 'no' })
  const fetching = await send('safety-plans/collection-lists/new', aCollectionList(childId))
  const made = await app.as(adviser).submit(`${fetching}/paper`, aPage)
  assert.equal(made.status, 200, JSON.stringify(made.errors()))
  await send(`${fetching.slice(fetching.indexOf('safety-plans'))}/given`, aCopyGiven)
  await send('safety-plans/visits/new', someVisits(childId))
  const party = await send('safety-plans/parties/new', aParty(victimId))
  await send(`${party.slice(party.indexOf('safety-plans'))}/asked/new`, { ...aQuestion, answerBy: '27/11/2026' })
  await send('safety-plans/tellings/new', aTelling(victimId))
  const effect = { kind: 'inward', seenOn: 'today', seenBy: 'A teacher', what: 'Is silent in class.' }
  await send(`incidents/children/${childId}/effect`, effect)
  const { held, two } = await someFiles(app, { caseId, victimId, owner: adviser })
  const routes = app.everything.selectFrom('vault.contactRoute').select('id').where('caseId', '=', caseId)
  const { id: routeId } = await routes.executeTakeFirstOrThrow()
  const release = (change: Record<string, string> = {}) =>
    send('releases/new', aRelease({ routeId, approverId: supervisor.id, ...change }))
  const asked = await release()
  const approved = await release()
  assert.equal((await app.as(supervisor).submit(`${approved}/answer`, anApproval)).status, 303)
  const atOnce = await release({ when: 'at once', atOnceWhy: 'The ambulance asks where.' })
  const list = { format: 'csv', why: 'The weekly meeting', forWhom: 'The manager', approverId: supervisor.id }
  const listed = await app.as(adviser).submit('/exports/new?list=cases', list)
  assert.equal(listed.status, 303, JSON.stringify(listed.errors()))
  const bundles = await someBundles(app, { caseId, owner: adviser, boss: supervisor })
  const second = [
    `${asked}/answer`,
    `${atOnce}/review`,
    `/cases/${caseId}/releases/${bundles.asked}/answer`,
    `${listed.location}/answer`,
  ]
  const put = [
    ...[`/cases/${caseId}/releases/bundle/${bundles.clear}`, `/cases/${caseId}/bundles/${bundles.held}`],
    ...[`/cases/${caseId}/files/${two}`, `/cases/${caseId}/files/${two}/split`, `/cases/${caseId}/files/${two}/people`],
  ]
  return { put, caseId, held: `/cases/${caseId}/files/${held}`, approved, second }
}

/** How many parts a screen has: whoever is shown as many as the one before is shown the same screen. */
const partsOf = (page: Page): Promise<number> => page.locator('main').locator('h2, h3, legend, label, button').count()

const looks = {
  'on a desk': { size: { width: 1366, height: 768 }, colorScheme: 'light' },
  'on a phone in the dark': { size: { width: 320, height: 640 }, colorScheme: 'dark' },
} as const

test('every page that links lead to is there, fits, and has no barrier, on a desk and on a phone in the dark', {
  timeout: 1_800_000,
}, async () => {
  const supervisor = await app.aPractitioner('idva-manager')
  const adviser = await app.aPractitioner('idva', { agencyId: supervisor.agencyId, supervisorId: supervisor.id })
  const administrator = await app.aPractitioner('administrator', { agencyId: supervisor.agencyId })
  const auditor = await app.aPractitioner('auditor', { agencyId: supervisor.agencyId })
  const lead = await app.aPractitioner('data-protection-lead', { agencyId: supervisor.agencyId })
  const { caseId, held, approved, second, put } = await aLivingCase(adviser, supervisor)
  await app.as(supervisor).submit('/protected-addresses/new', {
    ...{ kind: 'name', place: 'The Invented Kittiwake', shown: 'The Invented Kittiwake' },
  })
  const problems: string[] = []
  const looked = new Set<string>()
  const walk = async (person: Practitioner, from: string[]) => {
    const page = await app.aWindow()
    await app.signIn(page, person)
    const [ahead, seen] = [[...from], new Set<string>()]
    for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
      if (seen.has(screenOf(address))) continue
      seen.add(screenOf(address))
      const answer = await page.goto(address)
      if (answer?.status() !== 200) problems.push(`${address} is a dead link`)
      const shown = `${screenOf(address)} ${await partsOf(page)}`
      for (const [name, { size, colorScheme }] of looked.has(shown) ? [] : Object.entries(looks)) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        await isSound(page).catch((error: Error) => problems.push(`${screenOf(address)}, ${name}: ${error.message}`))
      }
      looked.add(shown)
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      ahead.push(...links.filter(isWalked).map((link) => link.split('#')[0] ?? ''))
    }
    return seen
  }
  const walked = [
    ...(await walk(adviser, ['/boards/mine', `/cases/${caseId}`, `${held}/cover`, `${approved}/send`, ...put])),
    ...(await walk(supervisor, [
      '/safe-contact/other-ways',
      '/interventions',
      '/measures/device-kinds',
      '/protected-addresses',
      ...second,
    ])),
    ...(await walk(lead, ['/access-requests', '/retention'])),
    ...(await walk(administrator, ['/staff', '/inbox/keys'])),
    ...(await walk(auditor, ['/audit'])),
  ]
  const screens = new Set(walked)
  console.log(`${screens.size} screens, ${looked.size} as different people are shown them`)
  assert.deepEqual(problems, [])
  assert.ok(screens.size > 60, [...screens].sort().join('\n'))
})
