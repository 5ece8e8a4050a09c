import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aNewFile } from '../src/domains/files/fixtures.ts'
import { checkFiles } from '../src/domains/files/index.ts'
import { aMobile, aRule, decidedTogether } from '../src/domains/safe-contact/fixtures.ts'
import { fieldOf } from '../src/domains/safety-plans/model/forms.ts'
import { agreedToShare, aLetIn } from '../src/domains/sharing/fixtures.ts'
import { connect } from '../src/platform/db.ts'
import { createLog } from '../src/platform/log.ts'
import { aCase } from '../src/testing/cases.ts'
import { aPicture } from '../src/testing/files/picture.ts'
import { someSignatures } from '../src/testing/files/signatures.ts'
import { answersTo, supportBy } from '../src/testing/measures.ts'
import type { Practitioner } from '../src/testing/people.ts'
import { agreedNow, allChecked, aThought } from '../src/testing/plans.ts'
import { aBrowsedApp, isSound } from './browser.ts'
import { desk, oldPhone, phone, type Walker, walksIn } from './walk.ts'

// The hard cases of SCENARIOS.md that touch a plan, an address or a measure, walked by the people whom they name. What was
// there before a scenario begins (a case, who was let in) is written straight away; all that it tells is done on pages.
const app = await aBrowsedApp({ at: '2027-03-01T10:00:00Z' })
const { services, everything, clock, as, aPractitioner } = app
const boss = await aPractitioner('idva-manager')
const adviser = await walksIn(
  app,
  await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id }),
  desk,
)
const officer = await walksIn(app, await aPractitioner('investigating-officer'), phone)
const specialist = await walksIn(app, await aPractitioner('abuse-specialist'), oldPhone)
const housing = await walksIn(app, await aPractitioner('housing-officer'), oldPhone)
/** Works with the person reported, in each case, for a service of their own. */
const programmeId = randomUUID()
await everything
  .insertInto('agency')
  .values({ id: programmeId, kind: 'advocacy', name: 'Behaviour programme' })
  .execute()
const programme = await walksIn(app, await aPractitioner('idva', { agencyId: programmeId }), oldPhone)
const stranger = await walksIn(app, await aPractitioner('idva'), oldPhone)

const done = async (by: Practitioner, address: string, form: Record<string, string | string[]>): Promise<string> => {
  const sent = await as(by).submit(address, form)
  assert.equal(sent.status, 303, `${address}: ${sent.text('.govuk-error-summary')}`)
  return sent.location
}
/** A case of the adviser with police, housing and a specialist on it, and somebody who works with the person reported. */
const aTeamCase = async (changes: Parameters<typeof aCase>[2] = {}) => {
  const opened = await aCase(services, adviser.person, changes)
  const at = `/cases/${opened.caseId}`
  for (const { person } of [officer, specialist, housing, programme])
    await done(adviser.person, `${at}/team`, aLetIn(person.id, 'Works on it'))
  await done(adviser.person, `${at}/people/${opened.perpetratorId}/worker`, {
    ...{ where: 'here', practitionerId: programme.person.id },
  })
  return { ...opened, at }
}
const day = (at: string): void => clock.set(`${at}Z`)

/** A measure as somebody begins it and takes its steps, each answered in the ordinary way but for what is said here. */
const measureOf = ({ at, victimId }: { at: string; victimId: string }, kind: string) => {
  const answers = (step: string, by: Walker, more: Record<string, string>) => ({
    ...{
      ...answersTo[`${kind}/${step}`],
      ...decidedTogether,
      happenedOn: 'today',
      ownerId: by.person.id,
      nextOn: 'tomorrow',
      ...more,
    },
  })
  /** Only what the step asks for: its last has nobody who sees to what comes next. */
  const asked = async (by: Walker, address: string, all: Record<string, string>) => {
    await by.page.goto(address)
    const names = await by.page
      .locator('main [name]')
      .evaluateAll((each) => each.map((one) => one.getAttribute('name')))
    return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))
  }
  const stepAt = async (address: string, step: string, by: Walker, more: Record<string, string> = {}) => {
    const to = `${address}/steps/${step}`
    return by.send(to, await asked(by, to, answers(step, by, more)))
  }
  const refused = async (address: string, step: string, why: RegExp, more: Record<string, string>, by = adviser) => {
    const to = `${address}/steps/${step}`
    await by.isTold(to, await asked(by, to, answers(step, by, more)), why)
  }
  const begin = (by: Walker, more: Record<string, string> = {}) =>
    by.send(`${at}/measures/new/${kind}`, { personId: victimId, ...answers('begin', by, more) })
  return { begin, step: stepAt, refused, answers }
}

test('S-06: both are 17 and at one college: she is victim and child, the plan asks for the school part, the college is shown that part alone, and parents are told by decision only (CC-12, SP-45, AD-12, INV-40, RULES 1.7)', async () => {
  day('2027-03-01T10:00:00')
  const born = { victimBornOn: '2009-12-01', perpetratorBornOn: '2009-06-01' }
  const it = await aTeamCase({ ...born, source: 'The safeguarding lead of the college' })
  await officer.sees(it.at, /is 16 or 17: harmed as an adult would be, and a child in their own right/)
  await officer.sees(
    '',
    /young person's adviser and children's social care belong/i,
    /nothing is decided, so nobody tells them/,
  )
  await officer.misses(it.at, /This is child protection/)
  await isSound(officer.page)
  await adviser.sees(`${it.at}/referrals`, /refer/i)

  const decide = `${it.at}/entries/new/safe-contact.parents-decided`
  const made = { day: 'today', time: '09:00' }
  await adviser.isTold(decide, { ...made, outcome: 'not told' }, /Who decided|Write|Enter/)
  const why = 'She asked that they are not told: her father would keep her at home. Decided with children’s services.'
  await adviser.send(decide, { ...made, outcome: 'not told', what: why })
  for (const by of [officer, adviser])
    await by.sees(it.at, /Parents are not told\. She asked that they are not told.*written down by/)

  const start = { personId: it.victimId, circumstance: 'separated', shows: 'no' }
  const plan = await adviser.send(`${it.at}/safety-plans/new`, start)
  const bag = { ...aThought, title: 'A light outside', words: 'At LINNETFORD, at the back' }
  await adviser.send(`${plan}/items/new`, bag)
  await adviser.sees(
    plan,
    /Before it can be checked.*School or college: Timetables.*Ways there.*Breaks.*Who may come near/,
  )
  await adviser.sees('', /A young people’s adviser/, /Children’s services: whether they are told, and why or why not/)
  await adviser.findsNothing(`${plan}/check`)
  await adviser.sees(`${plan}/walk/school`, /Never the whole timetable of the other/)
  const walk = { on: 'today', agreedBy: 'She did' }
  const answered = (codes: string[]) => ({
    ...walk,
    ...Object.fromEntries(codes.map((code) => [fieldOf(code), 'later'])),
  })
  await adviser.send(`${plan}/walk/school`, answered(['SP-45', 'SP-45 ways', 'SP-45 breaks', 'SP-45 who']))
  await adviser.send(`${plan}/walk/now`, answered(['AD-12']))
  await adviser.findsNothing(`${plan}/check`)
  await adviser.send(`${plan}/walk/child`, answered(['CH-12']))
  await adviser.sees(`${plan}/check`, /Twelve questions/)
  const gate = {
    ...aThought,
    heading: 'school',
    title: 'The gate',
    words: 'In by the sports hall; Ms Siskin is asked at once',
  }
  await adviser.send(`${plan}/items/new`, gate)

  const college = {
    ...{ ...agreedToShare, personId: it.victimId, why: 'Both are there each day', expiresOn: '31/7/2027' },
    ...{ to: 'outside', outsideKind: 'school', outsideName: 'The college, its safeguarding lead' },
  }
  await adviser.page.goto(`${it.at}/sharing/new`)
  const thought = async (title: string): Promise<string> =>
    (await adviser.page.getByLabel(new RegExp(`Plan of .*${title}`)).getAttribute('name')) ?? ''
  const [light, theGate] = [await thought('A light outside'), await thought('The gate')]
  await adviser.isTold(
    `${it.at}/sharing/new`,
    { ...college, [light]: 'yes', [theGate]: 'yes' },
    /its own part of a plan alone/,
  )
  const shared = await adviser.send(`${it.at}/sharing/new`, { ...college, [light]: 'no', [theGate]: 'yes' })
  await adviser.sees(shared, /The college, its safeguarding lead/, /One thought of a safety plan/)
  for (const by of [officer, programme]) {
    await by.findsNothing(plan)
    for (const address of ['', '/safety-plans', '/sharing'])
      await by.misses(it.at + address, /LINNETFORD|Siskin|sports hall/)
  }

  // Had he been 15: child protection, the same offers, and no adult definition claimed.
  const young = await aTeamCase({ ...born, perpetratorBornOn: '2011-06-01' })
  await officer.sees(
    young.at,
    /the adult definition is not met\. This is child protection/,
    /a child in their own right/,
    /young person's adviser/,
  )
  await officer.misses(young.at, /harmed as an adult/)
})

test('S-09: she plans to leave while he looks into the satnav: what may be noticed is her own decision, and where she goes stands in no list (TD-08 to TD-14, P2)', async () => {
  day('2027-03-01T10:00:00')
  const it = await aTeamCase()
  const start = { personId: it.victimId, circumstance: 'leaving', shows: 'yes' }
  await adviser.isTold(`${it.at}/safety-plans/new`, start, /what would show/)
  const plan = await adviser.send(`${it.at}/safety-plans/new`, {
    ...start,
    words: 'He looks into the satnav each week',
  })
  await adviser.sees(`${plan}/walk/going`, /without a satnav.*a history that is wiped at one go may be noticed/i)
  await adviser.sees(`${plan}/walk/device`, /programs that watch.*tells whoever watches/i)
  await adviser.sees('', /A device away from home leaves none at home/)
  const walk = { on: 'today', agreedBy: 'She did' }
  await adviser.send(`${plan}/walk/going`, { ...walk, [fieldOf('P2-02')]: 'adopted' })
  await adviser.sees(plan, /Before it can be checked.*would it take away a warning sign/i)
  await adviser.findsNothing(`${plan}/check`)
  const thought = {
    ...aThought,
    title: 'The way',
    heading: 'going',
    words: 'By the coast road to HAVENQUILL',
    warning: 'yes',
  }
  await adviser.isTold(`${plan}/items/new`, { ...thought, decision: '' }, /what they decided, knowing that/)
  await adviser.send(`${plan}/items/new`, { ...thought, decision: 'Leaves the satnav as it is until the day' })
  await adviser.sees(plan, /Leaves the satnav as it is until the day/)

  const check = measureOf(it, 'device-check')
  const devices = { devices: 'Her telephone, the car', safe: 'yes' }
  await adviser.isTold(
    `${it.at}/measures/new/device-check`,
    { personId: it.victimId, ...check.answers('begin', adviser, { ...devices, safe: 'no' }) },
    /Find such a place first: a library/,
  )
  const there = await check.begin(adviser, devices)
  const found = { found: 'A profile that nobody knows', signs: 'Taking it out would be seen' }
  await check.step(there, 'look', adviser, found)
  await check.refused(there, 'decide', /they did not decide/, { decision: 'Take it out' })
  const decision = { decision: 'Leave it until the day', theirs: 'yes', nextOn: '22/3/2027' }
  await check.step(there, 'decide', adviser, decision)
  // After she has arrived: the car and the telephone again, with a day of its own.
  await adviser.sees('/boards/mine', /looked at again|next step|measure/i)
  await adviser.sees(`${it.at}/measures`, /Mon 22 Mar/)
  await check.step(there, 'again', adviser, { ...found, found: 'The satnav was left behind, and wiped' })

  for (const by of [officer, housing, programme, stranger]) await by.findsNothing(plan)
  for (const address of ['', '/entries', '/duties', '/sharing', '/messages', '/notes', '/safety-plans'])
    for (const by of [officer, programme]) await by.misses(it.at + address, /HAVENQUILL|coast road|satnav/i)
  await officer.misses(`${it.at}/measures`, /HAVENQUILL|coast road|satnav/i)
  await programme.findsNothing(`${it.at}/measures`)
  for (const address of [`${it.at}/sharing/new`, `${it.at}/entries`, '/boards/mine', `${it.at}/duties`])
    await adviser.misses(address, /HAVENQUILL|coast road/)
  await adviser.sees(`${it.at}/messages`, /Nobody has tried to reach/)
})

test('S-19: neighbours keep watch by her consent alone, a cousin of his is never told; she withdraws on a Saturday and it ends at once (HS-08 to HS-14, INV-16, INV-17)', async () => {
  day('2027-03-01T10:00:00')
  const it = await aTeamCase()
  const watch = measureOf(it, 'named-watch')
  const there = await watch.begin(adviser)
  await watch.step(there, 'member', adviser)
  await watch.step(there, 'member', adviser, { member: 'Clover Inventada' })
  await watch.refused(there, 'member', /cannot be told/, { member: 'Rowan Inventado', linked: 'yes' })
  await watch.step(there, 'further-blocked', adviser, { member: 'Rowan Inventado', stopped: 'linked' })
  await adviser.findsNothing(`${there}/steps/start`)
  await watch.refused(there, 'consent', /Nobody else can consent/, { themselves: 'no' })
  await watch.step(there, 'consent', adviser)
  await watch.step(there, 'start', adviser)
  await officer.sees(there, /Heather Inventada/, /Clover Inventada/, /2 people were checked/)
  await isSound(officer.page)
  for (const by of [housing, programme, stranger]) await by.findsNothing(there)

  day('2027-03-06T15:00:00')
  const withdraw = `${there}/steps/withdraw`
  await officer.misses(withdraw, /Enter why|reason why/)
  await officer.sees('', /Do not ask for a reason, and write none down/)
  await watch.step(there, 'withdraw', officer, { nextOn: 'today' })
  await officer.sees(there, /Over: those who knew are to be told/)
  await officer.sees('/boards/mine', /Sat|today/)
  await watch.step(there, 'told', officer)
  for (const by of [adviser, officer, specialist]) {
    await by.misses(there, /Heather|Clover|Rowan/)
    await by.sees('', /not shown any more/)
  }
  const leaflet = {
    personId: it.victimId,
    homes: '500 or more',
    ...decidedTogether,
    happenedOn: 'today',
    ownerId: adviser.person.id,
    nextOn: 'tomorrow',
  }
  await adviser.isTold(
    `${it.at}/measures/new/unnamed-watch`,
    { ...leaflet, leaflet: 'It happens in Elm Road' },
    /names a street/,
  )
  await adviser.isTold(`${it.at}/measures/new/unnamed-watch`, { ...leaflet, leaflet: 'Help Alder' }, /name of somebody/)
})

test('S-26: no sanctuary while he may sleep there; later two opinions, works, an inspection, four of five partners, five; and the mark comes off when she moves (SA-02, 03, 09, 11)', async () => {
  day('2027-03-01T10:00:00')
  const it = await aTeamCase()
  const sanctuary = measureOf(it, 'sanctuary')
  const first = await sanctuary.begin(adviser)
  await sanctuary.refused(first, 'test', /cannot be a sanctuary.*offer something else/, { lives: 'yes' })
  const instead = { why: 'He sleeps there', instead: 'Occupation order, refuge, a move by the landlord' }
  await sanctuary.step(first, 'refuse', adviser, instead)
  await officer.sees(first, /Not possible/, /Occupation order, refuge/)

  day('2027-04-06T10:00:00')
  const there = await sanctuary.begin(adviser)
  await sanctuary.step(there, 'test', adviser)
  for (const code of ['fit', 'approve', 'install']) await adviser.findsNothing(`${there}/steps/${code}`)
  await sanctuary.step(there, 'sign', officer)
  await officer.sees(there, /waits: somebody else than you takes this step/)
  await sanctuary.step(there, 'second-sign', specialist)
  await adviser.findsNothing(`${there}/steps/approve`)
  await sanctuary.step(there, 'consult', officer)
  await adviser.sees(`${there}/steps/approve`, /there must be some|Which support goes with it/)
  await sanctuary.step(there, 'approve', adviser, { support: await supportBy(everything, adviser.person) })
  await sanctuary.step(there, 'fit', adviser)
  await sanctuary.step(there, 'inspect', officer)
  await sanctuary.step(there, 'mark', adviser)
  const partners = async (by: Walker): Promise<string[]> => {
    await by.page.goto(there)
    return by.page
      .locator('main a[href*="/marks/"]')
      .evaluateAll((each) => each.map((one) => one.getAttribute('href') ?? ''))
  }
  const confirmAll = async (by: Walker, marks: readonly string[]) => {
    for (const mark of marks) await by.send(mark, { said: 'done', confirmedOn: 'today', how: 'By telephone, desk 4' })
  }
  const [last = '', ...others] = await partners(adviser)
  await confirmAll(adviser, others)
  await adviser.sees(there, /Acknowledged by 4 of 5/, /4 of 5 partners have confirmed/)
  await adviser.findsNothing(`${there}/steps/install`)
  // What a partner is asked for names nobody.
  await adviser.sees(there, /told “immediate response” and nothing else: no name, no reason/)
  await adviser.misses(last, /asked on[^<]*Alder/)
  await confirmAll(adviser, [last])
  await sanctuary.step(there, 'install', adviser, { nextOn: '1/9/2027' })
  await specialist.sees(there, /In place/)

  day('2027-06-01T10:00:00')
  await sanctuary.step(there, 'leave', adviser)
  await adviser.sees(there, /Taken off by 0 of 5/)
  await adviser.findsNothing(`${there}/steps/close`)
  await confirmAll(officer, await partners(officer))
  await sanctuary.step(there, 'close', adviser)
  await adviser.sees(there, /She kept a home for two years/)
  for (const by of [housing, programme, stranger]) await by.findsNothing(there)
})

test('S-37: she chooses about alerts, and again at work; the control room always gets them, false ones are counted, and no place is kept (TD-06, INV-07, INV-18)', async () => {
  day('2027-03-01T10:00:00')
  const it = await aTeamCase()
  const tag = measureOf(it, 'tag')
  const there = await tag.begin(adviser)
  await adviser.findsNothing(`${there}/steps/fit`)
  await tag.step(there, 'choose', adviser)
  await tag.refused(there, 'fit', /control room is alerted whatever they chose/, { control: 'no' })
  await tag.step(there, 'fit', adviser)
  await tag.step(there, 'change', officer)
  await tag.step(there, 'alert', adviser)
  await tag.step(there, 'alert', officer, { was: 'real' })
  for (const where of ['Near 4 Elm Road', 'At SO23 8UJ'])
    await tag.refused(there, 'alert', /take it out/, { done: where })
  await officer.sees(
    there,
    /False alerts 1 of 2 alerts/,
    /At work, Monday to Friday/,
    /Do they want to be alerted\? No/,
  )
  await officer.misses(there, /Elm Road|SO23/)
  for (const by of [housing, programme, stranger]) await by.findsNothing(there, `${there}/steps/alert`)
})

test('S-27: an officer asks for all notes of her counsellor: the law is asked first, nothing leaves by itself, she is told by a safe way, and police on the case see neither request nor notes (AD-01, RULES 9, INV-42)', async () => {
  day('2027-04-12T09:00:00')
  const it = await aTeamCase()
  await adviser.send(`${it.at}/notes/new`, { how: 'visit', day: 'today', time: '09:00', said: 'Counselling: WRENWORD' })
  const requests = `${it.at}/information-requests`
  const asked = {
    ...{
      personId: it.victimId,
      fromBody: 'Hampshire police',
      fromWho: 'DC Sandpiper',
      asks: 'All notes of her counsellor',
    },
    ...{ counselling: 'yes', receivedOn: 'today', answerBy: '16/4/2027' },
  }
  const there = await adviser.send(`${requests}/new`, asked)
  await adviser.sees(there, /All notes of her counsellor.*Nothing has left/)
  await adviser.sees(`${it.at}/duties`, /what was asked for|asked for/i)
  await adviser.findsNothing(`${there}/answer`)
  await adviser.sees(
    `${there}/tests`,
    ...[/It is in writing/, /reasonable line of enquiry/, /It is necessary/, /gave the person notice/],
    /substantial probative value.*The law starts from: counselling notes are not necessary/,
  )
  const but = { written: 'yes', held: 'yes', line: 'yes', needed: 'yes', notice: 'yes' }
  await adviser.send(`${there}/tests`, { ...but, words: 'Names no reason for the notes' })
  const agreed = {
    ...{ ...agreedToShare, personId: it.victimId, also: 'Two sessions of March', why: 'Asked for' },
    ...{ to: 'outside', outsideKind: 'police', outsideName: 'Hampshire police', expiresOn: '30/4/2027' },
  }
  const sharingId = (await done(adviser.person, `${it.at}/sharing/new`, agreed)).split('/').at(-1) ?? ''
  const whole = { outcome: 'answered', sharingId, advice: 'Lawyer of the service: two sessions' }
  await adviser.isTold(`${there}/answer`, whole, /Not all that the law asks is met: give a part, or nothing/)
  await adviser.send(`${there}/answer`, { ...whole, outcome: 'narrowed', why: 'Not the notes of before the charge' })
  await adviser.sees(there, /A part given.*Not the notes of before the charge/)
  await adviser.sees(`${there}/notice`, /Tell them only by a way that is safe/)
  const told = { notice: 'told', noticeOn: 'today', how: 'At the library', view: 'Does not want it given' }
  await adviser.send(`${there}/notice`, told)
  await adviser.sees(there, /We told them.*Does not want it given/)

  const pages = ['', '/information-requests', '/entries', '/notes', '/duties', '/files', '/sharing']
  for (const by of [officer, housing, programme]) {
    await by.findsNothing(there, `${there}/answer`)
    for (const address of pages) await by.misses(it.at + address, /WRENWORD|Sandpiper|counsellor/)
  }
  await stranger.findsNothing(there, `${there}/answer`, ...pages.map((address) => it.at + address))
  await officer.misses('/boards/mine', /Sandpiper|counsellor/)
})

test('S-13: one order gives Sundays, a later one forbids contact but through a third party: both side by side, where they touch is marked, and legal advice is asked for, not guessed (SP-31, SP-47, P3-07, P3-08, TP-07)', async () => {
  day('2027-02-01T10:00:00')
  const it = await aTeamCase()
  const suspect = it.perpetratorId ?? ''
  const orders = `${it.at}/orders`
  const made = { day: 'today', time: '09:00', body: 'court', suspect }
  const order = (more: Record<string, string>) => officer.send(`${it.at}/entries/new/orders.made`, { ...made, ...more })
  const sundays = 'Wren spends each Sunday from 10 to 16 with Bracken.'
  await order({ orderKind: 'Child arrangements order', 'condition-other': 'yes', 'plain-other': sundays })
  await officer.misses(orders, /Here they touch/)
  const start = { personId: it.victimId, circumstance: 'separated', shows: 'no' }
  const mine = await done(adviser.person, `${it.at}/safety-plans/new`, start)
  await done(adviser.person, `${mine}/items/new`, aThought)
  await done(adviser.person, `${mine}/check`, allChecked)
  await done(adviser.person, `${mine}/agree`, agreedNow)
  await adviser.misses(mine, /Orders touch here/)
  day('2027-03-01T10:00:00')
  const away = 'Must not contact Alder, except through a third party for contact.'
  await order({ orderKind: 'Restraining order', 'condition-no-contact': 'yes', 'plain-no-contact': away })

  for (const by of [officer, adviser]) {
    await by.sees(
      orders,
      /Child arrangements order and restraining order/,
      /each Sunday from 10 to 16/,
      /except through a third/,
    )
    await by.sees(
      '',
      /Here they touch.*read them as they stand.*does not say which of them holds.*Ask for legal advice/,
    )
    await isSound(by.page)
  }
  // Either order brings the plan forward, and its review has an owner.
  await adviser.sees(
    `${it.at}/duties`,
    /Review the safety plan: the time for it has come ?By when ?by (end of|23:00) ?today/,
  )

  const child = await done(adviser.person, `${it.at}/people/new`, {
    ...{ name: 'Wren Inventada', role: 'child', ageAbout: '6', why: 'Lives with Alder' },
  })
  assert.ok(child)
  await adviser.sees(mine, /Orders touch here/)
  await adviser.sees(
    `${mine}/walk/contact`,
    /Orders touch here.*Ask for legal advice/,
    /Before a visit.*not near home or school.*somebody neutral/,
  )
  await adviser.sees('', /During a visit.*late or drunk.*After a visit.*not brought back.*a call by the safe way/)
  const walk = { on: 'today', agreedBy: 'She did' }
  const steps = ['P3-08', 'P3-08 during', 'P3-08 after'].map((code) => [fieldOf(code), 'adopted'])
  await adviser.send(`${mine}/walk/contact`, { ...walk, ...Object.fromEntries(steps) })
  const handover = {
    ...aThought,
    heading: 'contact',
    title: 'The handover',
    words: 'At the pool in GREBEMOUTH, by Aunt Plover',
  }
  await adviser.send(`${mine}/items/new`, handover)
  await adviser.sees(mine, /Before a visit/, /During a visit/, /After a visit/)
  const personId = await everything
    .selectFrom('person')
    .select('id')
    .where('name', '=', 'Wren Inventada')
    .executeTakeFirstOrThrow()
  const childs = await adviser.send(`${it.at}/safety-plans/new`, {
    personId: personId.id,
    circumstance: 'child',
    shows: 'no',
  })
  const school = {
    ...aThought,
    heading: 'child',
    title: 'Who may fetch',
    words: 'DUNLINWOOD School lets nobody but Alder',
  }
  await adviser.send(`${childs}/items/new`, school)

  // Whoever works with him, and police, read the orders of the court and nothing of where she is or where the child learns.
  await programme.sees(orders, /each Sunday/)
  for (const by of [programme, officer]) {
    await by.findsNothing(mine, childs)
    for (const address of ['', '/orders', '/safety-plans', '/people', '/sharing'])
      await by.misses(it.at + address, /GREBEMOUTH|Plover|DUNLINWOOD/)
  }
  // A private person who hands the child over is nobody to whom a plan can be shared, and nothing goes to his side.
  await adviser.sees(`${it.at}/sharing/new`, /Who may fetch/)
  const kinds = await adviser.page
    .locator('main [name=outsideKind]')
    .evaluateAll((each) => each.map((one) => one.textContent ?? one.getAttribute('value')))
  assert.doesNotMatch(kinds.join(' '), /friend|family|relative|person who|neutral/i)
  const item = await adviser.page.locator('main [name^="item-plan-item-"]').first().getAttribute('name')
  await adviser.isTold(
    `${it.at}/sharing/new`,
    {
      ...{
        ...agreedToShare,
        personId: personId.id,
        [item ?? '']: 'yes',
        why: 'For the handover',
        expiresOn: '30/4/2027',
      },
      ...{ to: 'outside', outsideKind: 'programme', outsideName: 'Programme' },
    },
    /side of the person reported/,
  )
})

const worker = connect(app.database.worker, { max: 2 })
const folder = mkdtempSync(path.join(tmpdir(), 'waymark-scenarios-'))
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await worker.destroy()
})
const virusSignatures = someSignatures()
const lookThrough = () =>
  checkFiles(
    { ...services, virusSignatures, db: worker },
    services.now(),
    createLog('fatal'),
    new AbortController().signal,
  )
const addFile = async (by: Walker, at: string, name: string, bytes: Buffer, change: Record<string, string> = {}) => {
  const address = `${at}/files/new`
  await by.page.goto(address)
  await by.page.locator('[name=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes })
  return by.send('', aNewFile(change))
}

test('S-14: a scanned letter with the refuge’s postcode is shut before anybody opens it, covered, and opened by a second person; a photograph shows no place; no list that leaves and no name of a file carries it (IS-04, INV-06 to INV-10)', async () => {
  day('2027-03-01T10:00:00')
  const it = await aTeamCase()
  await done(adviser.person, `${it.at}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
  await done(adviser.person, `${it.at}/safe-contact/routes/new`, {
    ...aMobile({ kind: 'post', value: '4 Hollow Row\nInventedham ZZ97 7ZZ' }),
    textIsSafe: '',
  })
  const personId = it.victimId
  const letter = await addFile(officer, it.at, '4 Hollow Row ZZ97 7ZZ.jpg', aPicture('letter with an address'), {
    personId,
  })
  await officer.sees(letter, /waiting to be checked/)
  await officer.findsNothing(`${letter}/copy`)
  await lookThrough()
  await officer.sees(letter, /Nobody can open this file yet.*a postcode, page 1/)
  for (const by of [officer, specialist, adviser]) await by.findsNothing(`${letter}/copy`)
  await isSound(officer.page)
  const boxes = await (async () => {
    await officer.page.goto(`${letter}/cover`)
    return officer.page.locator('main input[type=checkbox]').count()
  })()
  const all = Object.fromEntries(Array.from({ length: boxes }, (_, index) => [`cover-${index}`, 'yes']))
  await officer.send(`${letter}/cover`, all)
  await lookThrough()
  await officer.findsNothing(`${letter}/open`, `${letter}/copy`)
  await specialist.send(`${letter}/open`, { why: 'The address is covered' })
  await officer.sees(letter, /Opened .*: The address is covered/)

  const photograph = await addFile(adviser, it.at, 'ZZ97 7ZZ.jpg', aPicture('photograph that names its place'), {
    personId,
    kind: 'injury',
  })
  await lookThrough()
  await officer.sees(photograph, /Open: nothing was found in it/)
  const copy = await officer.page.request.get(`${photograph}/copy`)
  assert.equal(copy.status(), 200)
  const bytes = await copy.body()
  for (const hidden of ['GPS', 'Exif', 'Hiddencam']) assert.equal(bytes.includes(hidden), false, hidden)

  // It leaves as a list: named columns, marked with who took it, and nothing of the vault.
  await adviser.send('/exports/new?list=cases', { format: 'csv', why: 'The weekly meeting', forWhom: 'The meeting' })
  const [file] = await Promise.all([
    adviser.page.waitForEvent('download'),
    adviser.page.locator(`main form[action$="/take"] button`).click(),
  ])
  const saved = path.join(folder, 'list.csv')
  await file.saveAs(saved)
  assert.doesNotMatch(readFileSync(saved, 'utf8') + file.suggestedFilename(), /ZZ97|Hollow|Inventedham/i)

  for (const by of [officer, programme]) {
    for (const address of [`${it.at}/files`, `${it.at}/entries`])
      await by.misses(address, /ZZ97|Hollow Row|Inventedham/i)
    const found = await as(by.person).submit('/people/search', { name: 'ZZ97' })
    assert.doesNotMatch(found.body, /Hollow Row|Inventedham/i)
  }
  await officer.misses(letter, /ZZ97|Hollow Row|Inventedham/i)
  await programme.findsNothing(letter)
  await stranger.findsNothing(letter, photograph, `${letter}/copy`, `${photograph}/copy`)
})
