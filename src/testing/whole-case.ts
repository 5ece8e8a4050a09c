import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { aNewReferral } from '../domains/referrals/fixtures.ts'
import { anApproval, aRelease } from '../domains/releases/fixtures.ts'
import { aMobile, aRule, decidedTogether } from '../domains/safe-contact/fixtures.ts'
import { aLetIn } from '../domains/sharing/fixtures.ts'
import { aPasskey } from '../domains/sign-in/fixtures.ts'
import { timeText } from '../platform/times.ts'
import type { testApp } from './app.ts'
import { someBundles } from './bundles.ts'
import { someCalls } from './calls.ts'
import { aCase } from './cases.ts'
import { aLateFind, someFiles } from './files/some.ts'
import { someMeasures } from './measures.ts'
import type { Practitioner } from './people.ts'
import { aPlaceOf } from './places.ts'
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
  aTold,
  somePlans,
  someVisits,
} from './plans.ts'
import { someRights } from './rights.ts'
import { someRisk } from './risk.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Form = Record<string, string | string[]>

/**
 * A case with one record of every kind that an address can name, each made through the front door. `idsFor` says what
 * stands for each name in an address.
 */
export const aWholeCase = async (app: App) => {
  const { as, aPractitioner, services, everything } = app
  const boss = await aPractitioner('police-supervisor')
  const owner = await aPractitioner('investigating-officer', { supervisorId: boss.id })
  const partner = await aPractitioner('idva')
  const { caseId, victimId, perpetratorId } = await aCase(services, owner)
  const suspect = perpetratorId ?? ''

  const sendBy =
    (who: Practitioner) =>
    async (path: string, form: Form = {}): Promise<string> => {
      const done = await as(who).submit(`/cases/${caseId}/${path}`, form)
      assert.equal(done.status, 303, `${path}: ${done.title()} ${done.text('.govuk-error-summary')}`)
      return done.location
    }
  const send = sendBy(owner)
  const enter = async (type: string, form: Form): Promise<string> => {
    const about = { suspect, day: 'today', time: '08:00', body: 'police', exact: 'as written' }
    return (await send(`entries/new/${type}`, { ...about, ...form })).split('/').at(-1) ?? ''
  }
  const idOf = async (table: string, where: Record<string, string> = {}, column = 'id'): Promise<string> => {
    const conditions = Object.entries({ case_id: caseId, ...where }).map(
      ([name, value]) => sql`coalesce(${sql.ref(name)}::text, '') = ${value}`,
    )
    const { rows } = await sql<{ id: string }>`select ${sql.ref(column)}::text as id from ${sql.table(table)}
      where ${sql.join(conditions, sql` and `)} order by 1 limit 1`.execute(everything)
    assert.ok(rows[0], `the whole case has no ${table}`)
    return rows[0].id
  }

  const latest = async (table: 'desk_message' | 'connection'): Promise<string> => {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} order by ctid desc limit 1`.execute(
      everything,
    )
    assert.ok(rows[0], `there is no ${table}`)
    return rows[0].id
  }

  const aPasskeyOf = async (): Promise<string> => {
    const { challenge } = JSON.parse((await as(owner).submit('/sign-in/passkeys/options')).body)
    const added = { name: 'A key', response: aPasskey().make({ challenge }) }
    assert.equal((await as(owner).submit('/sign-in/passkeys', added)).status, 303)
    const own = everything.selectFrom('signIn.passkey').select('id').where('practitionerId', '=', owner.id)
    return (await own.executeTakeFirstOrThrow()).id
  }

  await send('team', aLetIn(boss.id, 'Supervises'))
  await send('team', aLetIn(partner.id, 'Supports them'))
  const bail = { 'condition-no-contact': 'yes', 'plain-no-contact': 'Must not be in touch in any way' }
  const entryId = await enter('justice.bail-granted', bail)
  const ordered = { orderKind: 'Restraining order', startsOn: 'today', endsOn: '1/6/2029' }
  await enter('justice.suspect-arrested', {})
  const child = { childPresent: 'yes', mark: 'fact', reportedBy: 'victim', sourceAgency: 'Police', what: 'Shouted' }
  await send('incidents/new', { day: 'today', time: '07:00', ...child })
  await send('people/new', { name: 'Linnet Inventada', role: 'child', ageAbout: '7' })
  const childId = await idOf('party', { role: 'child' }, 'person_id')
  const toldOf = {
    [`about-${childId}`]: 'yes',
    toldWho: 'Duty desk',
    day: 'today',
    time: '07:30',
    what: 'What was seen',
  }
  await send('incidents/children/told/services', toldOf)
  await send('incidents/new', { day: 'today', time: '07:10', ...child, [`child-${childId}`]: 'saw it' })
  await send(`incidents/children/${childId}/asked`, { answer: 'no' })
  const effect = { kind: 'inward', seenOn: 'today', seenBy: 'A teacher', what: 'Is silent' }
  await send(`incidents/children/${childId}/effect`, effect)
  const orderEntry = await enter('orders.made', { body: 'court', ...ordered })
  const asked = await idOf('other_way')
  const chosen = { choice: 'police watch', reason: 'Nothing else is safe' }
  const decided = await as(boss).submit(`/cases/${caseId}/safe-contact/other-ways/${asked}`, chosen)
  assert.equal(decided.status, 303, decided.text('.govuk-error-summary'))
  const reviewOn = new Date(services.now().getTime() + 60 * 86_400_000).toISOString().slice(0, 10)
  await send('safe-contact/rule', aRule({ reviewOn }))
  await send('safe-contact/routes/new', aMobile())
  const routeId = await idOf('vault.contact_route')
  await send(`safe-contact/routes/${routeId}/share`, { agencyId: partner.agencyId, why: 'They ring on Mondays' })
  await send('messages/new', { way: `text ${routeId}` })
  await send('notes/new', { how: 'visit', day: 'today', time: '08:00', said: 'Wants to be told by telephone.' })
  await send('barriers', { personId: victimId, kind: 'language', what: 'Speaks Tigrinya', adjustment: '' })
  await send('shared-places', { personId: victimId, otherId: suspect, kind: 'school', name: 'Hollow School' })
  await send('involved', { why: 'came when you rang', fromOn: 'yesterday' })
  const connection = { kind: 'former partner', harm: 'harmed', livesTogether: 'no' }
  await send('people/connect', { personId: victimId, otherId: suspect, ...connection })
  await send('people/household', { label: 'Home', district: 'North' })
  const householdId = await idOf('household')
  await send(`people/households/${householdId}/member`, { personId: victimId, how: 'lives' })
  const level = { ...someRisk, personId: victimId, reasons: 'Threats.', victimView: 'Is afraid.' }
  await send('risk/new', { ...level, level: 'high' })
  await send('risk/new', { ...level, level: 'medium', secondId: boss.id })
  const blocks = { risk: 'High', plan: 'None yet', contact: 'By telephone', duties: 'Tell' }
  const askedWith = { ...level, asked: 'the person', alone: 'yes', interpreter: 'By telephone' }
  await send('risk/assess/waymark-guide', { ...askedWith, level: 'high', 'a-afraid': 'yes' })
  const talk = { personId: victimId, asked: 'the person', alone: 'yes', interpreter: 'By telephone' }
  await send('risk/needs/waymark-needs', { ...talk, 'a-home': 'yes', 'c-home': 'Too small' })
  await send('handovers/new', { ...blocks, toId: boss.id, lead_plan: 'yes' })
  await send('handovers/new', { ...blocks, toId: boss.id, lead_risk: 'yes' })

  await enter('justice.release-date-known', { body: 'prison', releaseOn: '1/6/2029', confirmed: 'no' })
  const managed = { personId: suspect, lead: 'outside', outside: 'The prison', covers: 'Weekly visits' }
  await send('management-plans/new', { ...managed, lookedOn: 'today', nextReviewOn: '1/6/2029' })
  const breach = await enter('justice.breach-reported', {})
  const acted = { outcome: 'put before the court', what: 'Arrested at home.', confidence: 'chose not to say' }
  const purposes = {
    protects: 'Held',
    showsBoth: 'At once',
    answersClaim: 'The level is high',
    buildsTrust: 'Rung back',
  }
  const sheet = await send('justice/breach', {
    ...{ suspect, day: 'today', time: '09:00', body: 'police', exact: 'as written', ...acted, ...purposes },
    breach: await idOf('entry', { id: breach }, 'fact_id'),
  })

  // The owner sits at the safeguarding desk: a message came there, and somebody was kept out by their own word.
  const desk = { agencyId: owner.agencyId, name: 'Safeguarding', isSafeguarding: true }
  const made = await everything.insertInto('team').values(desk).returning('id').executeTakeFirstOrThrow()
  await everything.insertInto('teamMember').values({ teamId: made.id, practitionerId: owner.id }).execute()
  await as(boss).submit('/conflicts/new', { about: 'Somebody', said: 'Was seen there.' })
  const aside = await aPractitioner('first-responder')
  await send('team', aLetIn(aside.id, 'Helps'))
  await as(aside).submit(`/cases/${caseId}/conflicts`, { practitionerId: aside.id, ground: 'friend' })
  await as(owner).submit('/staff/connections/own', { phone: '07700 900009' })

  // Somebody used emergency access, and it waits to be looked at.
  const patrol = await aPractitioner('first-responder')
  const named = everything.selectFrom('cases').select('reference').where('id', '=', caseId)
  const cry = { danger: 'in danger now', said: 'A neighbour rang', ...(await named.executeTakeFirstOrThrow()) }
  assert.equal((await as(patrol).submit('/access/emergency', cry)).status, 303)

  // The person reported says the same of them, and has a case of their own.
  const names = { victimName: 'Bracken Inventado', perpetratorName: 'Alder Inventado' }
  const other = await aCase(services, owner, { ...names, victimKnown: suspect, perpetratorKnown: victimId })
  await as(owner).submit(`/cases/${other.caseId}/team`, aLetIn(boss.id, 'Supervises'))
  const weighed = {
    fear: 'Not known',
    injuries: 'Not known',
    control: 'Not known',
    history: 'None',
    defence: 'Not known',
  }
  const opinion = {
    otherCaseId: other.caseId,
    personId: 'nobody',
    reasons: 'Too early',
    reviewerId: boss.id,
    ...weighed,
  }
  await send('counter-allegations/new', opinion)

  const shared = {
    also: 'By telephone',
    why: 'They support them',
    to: partner.agencyId,
    basis: 'public task',
    special: 'none',
  }
  const said = {
    agreement: 'did not agree',
    agreementOn: 'today',
    told: 'will be told',
    toldOn: 'today',
    toldHow: 'Soon',
  }
  await send('sharing/new', { ...shared, ...said, personId: victimId, approverId: boss.id, expiresOn: '1/6/2029' })
  const request = await send('information-requests/new', {
    ...{ personId: victimId, fromBody: 'Another force', fromWho: 'An officer', asks: 'All notes' },
    ...{ counselling: 'yes', receivedOn: 'today', answerBy: '1/6/2029' },
  })
  await send(`information-requests/${request.split('/').at(-1)}/tests`, { words: 'Says why', written: 'yes' })
  const plans = await somePlans(everything, send, { caseId, victimId })
  const printed = await as(owner).submit(`/cases/${caseId}/safety-plans/${plans.agreed}/to-hold`, aPaper)
  assert.equal(printed.status, 200, printed.text('.govuk-error-summary'))
  await sendBy(boss)('safety-plans/offers/new', anOffer(victimId))
  await send('police-cards/new', aCard(victimId))
  const listId = (await send('safety-plans/collection-lists/new', aCollectionList(childId))).split('/').at(-1) ?? ''
  const page = await as(owner).submit(`/cases/${caseId}/safety-plans/collection-lists/${listId}/paper`, aPage)
  assert.equal(page.status, 200, page.text('.govuk-error-summary'))
  await send(`safety-plans/collection-lists/${listId}/given`, aCopyGiven)
  await send(`safety-plans/collection-lists/${listId}/edit`, { ...aCollectionList(childId), relation1: 'Aunt' })
  const visitsId = (await send('safety-plans/visits/new', someVisits(childId))).split('/').at(-1) ?? ''
  const partyId = (await send('safety-plans/parties/new', aParty(victimId))).split('/').at(-1) ?? ''
  await send(`safety-plans/parties/${partyId}/asked/new`, aQuestion)
  const tellingId = (await send('safety-plans/tellings/new', aTelling(victimId))).split('/').at(-1) ?? ''
  await send(`safety-plans/tellings/${tellingId}/told`, aTold(await idOf('entry', { id: orderEntry }, 'fact_id')))
  const days = { dueOn: '1/6/2029', reviewOn: '1/6/2029' }
  const plan = {
    ...decidedTogether,
    what: 'With them, on Monday',
    lead: 'outside',
    outside: 'A refuge',
    ownerId: owner.id,
    ...days,
  }
  const intervention = await send('interventions/new?item=safety-plan', {
    ...{ ...plan, insteadOf: 'refer', insteadWhy: 'They come to us' },
  })
  const interventionId = intervention.split('/').at(-1) ?? ''
  await send(`interventions/${interventionId}/review`, {
    ...decidedTogether,
    happenedOn: 'today',
    said: 'It fits',
    reviewOn: '1/6/2029',
  })
  await send('interventions/new?item=arrest', {
    ...{ ...plan, insteadOf: 'act-on-breaches', insteadWhy: 'There is no bail yet' },
  })
  await send('interventions/not-chosen', { item: 'missing-report', reason: 'They live far away' })
  const headings = Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`heading-${number}`, `Words ${number}`]))
  const decision = await send('interventions/decisions/new', { about: `intervention:${interventionId}`, ...headings })
  await send('interventions/complex', { reason: 'Three agencies, one home', ownerId: owner.id })
  const support = await aReferralUnderWay(app, { send, to: partner, personId: victimId })
  const measures = await someMeasures(
    { first: send, second: sendBy(boss) },
    { victimId, ownerId: owner.id, support, nextOn: 'tomorrow' },
  )
  const hurt = { personId: victimId, seenOn: 'today', from: 'An officer', words: 'Was held', agreed: 'yes' }
  const injuryId = (await send('injuries/new/body-map', hurt)).split('/').at(-1) ?? ''
  await send(`injuries/${injuryId}/marks/new`, { region: 'throat', sort: 'Bruise', looks: 'Two, round' })
  const fileIds = await someFiles(app, { caseId, victimId, owner })
  const lateId = await aLateFind(app, fileIds.held)
  const placeId = await aPlaceOf(app, owner)
  const release = async (change: Record<string, string> = {}): Promise<string> =>
    (await send('releases/new', aRelease({ routeId, approverId: boss.id, ...change }))).split('/').at(-1) ?? ''
  const approved = async (): Promise<string> => {
    const id = await release()
    const done = await as(boss).submit(`/cases/${caseId}/releases/${id}/answer`, anApproval)
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    return id
  }
  const releaseIds = {
    asked: await release(),
    approved: await approved(),
    atOnce: await release({ when: 'at once', atOnceWhy: 'The ambulance asks where' }),
  }
  const list = async (change: Record<string, string> = {}): Promise<string> => {
    const form = { format: 'csv', why: 'The weekly meeting', forWhom: 'The inspector', ...change }
    const done = await as(owner).submit('/exports/new?list=cases', form)
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    return done.location.split('/').at(-1) ?? ''
  }
  const listIds = { ready: await list(), asked: await list({ approverId: boss.id }) }
  const rights = await someRights(app, { caseId, owner })
  const calls = await someCalls(app, boss)
  const missing = await as(boss).submit('/missing-reports/new', {
    ...{ name: 'Oddny Quillfeather', missing: 'yes', caller: 'did not say', callerIs: 'did not say' },
    ...{ day: 'today', time: timeText(services.now()) },
  })
  assert.equal(missing.status, 303, missing.text('.govuk-error-summary'))
  const bundleIds = await someBundles(app, { caseId, owner, boss })

  const ids = {
    caseId,
    type: 'justice.suspect-arrested',
    conditionId: await idOf('condition'),
    opinionId: await idOf('aggressor_opinion'),
    dutyId: await idOf('duty', { code: 'RELEASED_ON_BAIL' }),
    entryId,
    factId: await idOf('entry', { id: orderEntry }, 'fact_id'),
    noteId: await idOf('note'),
    handoverId: await idOf('handover', { leads: '{plan}' }),
    messageId: await idOf('message', { channel: 'text' }),
    personId: victimId,
    relationshipId: await idOf('relationship'),
    householdId,
    ...{ childId, childNoticeId: await idOf('child_notice') },
    instrument: 'waymark-guide',
    language: 'cy',
    instrumentId: await anInstrument(everything, owner),
    assessmentId: await idOf('assessment'),
    levelId: await idOf('risk_level', { level: 'medium' }),
    barrierId: await idOf('barrier'),
    settingId: await idOf('shared_setting'),
    involvementId: await idOf('involvement', { why: 'came when you rang' }),
    granteeId: partner.id,
    otherWayId: await idOf('other_way', { decided_at: '' }),
    field: 'value',
    rowId: routeId,
    routeId,
    shareId: await idOf('contact_share'),
    sharingId: await idOf('sharing_decision', { also: 'By telephone' }),
    informationRequestId: request.split('/').at(-1) ?? '',
    ...{ planId: plans.agreed, heading: 'crisis', planVersion: '1' },
    thoughtId: await idOf('vault.plan_item', { plan_id: plans.agreed }, 'item_id'),
    offerId: await idOf('vault.plan_offer'),
    ...{
      listId,
      visitsId,
      partyId,
      tellingId,
      askedId: await idOf('vault.plan_record', { kind: 'consultation' }, 'record_id'),
    },
    cardId: await idOf('vault.police_card', { ended_at: '' }),
    interventionId,
    decisionId: decision.split('/').at(-1) ?? '',
    complexId: await idOf('complex_case'),
    managementPlanId: await idOf('management_plan'),
    menuVersion: '1',
    menuItem: 'arrest',
    ...{ measureId: measures.lock, measureKind: 'tag', measureStep: 'approve' },
    markId: await idOf('measure_mark'),
    ...{ injuryId, injuryKind: 'effect', bodyMarkId: await idOf('vault.injury_mark') },
    deviceKindId: await aDeviceKind(everything),
    fileId: fileIds.open,
    bundleId: bundleIds.clear,
    releaseId: releaseIds.asked,
    placeId,
    exportId: listIds.ready,
    requestId: rights.requestId,
    holdId: rights.holdId,
    erasureId: rights.erasureId,
    lookId: await idOf('emergency_look'),
    matchId: await idOf('case_exclusion'),
    deskMessageId: await latest('desk_message'),
    connectionId: await latest('connection'),
    alertId: await anAlert(everything, owner, caseId, services.now()),
    passkeyId: await aPasskeyOf(),
    attendanceId: calls.sentId,
    missingReportId: missing.location.split('/').at(-1) ?? '',
  }
  /** Where an address wants a record of a certain sort, that one; else the usual one. */
  const dutyOf = async (code: string) => ({ ...ids, dutyId: await idOf('duty', { code }) })
  const requests = Object.entries(rights.requests).map(([url, requestId]) => [url, { ...ids, requestId }])
  const special: Record<string, Record<string, string>> = {
    ...Object.fromEntries(requests),
    '/attendance/:attendanceId/review': { ...ids, attendanceId: calls.reviewId },
    '/cases/:caseId/duties/:dutyId/done': await dutyOf('CHILD_SUPPORT'),
    '/cases/:caseId/risk/needs/:instrument': { ...ids, instrument: 'waymark-needs' },
    '/cases/:caseId/duties/:dutyId/plan-reviewed': {
      ...ids,
      dutyId: await idOf('duty', { code: 'PLAN_REVIEW', state: 'open' }),
    },
    // A case in which no child is named.
    '/cases/:caseId/incidents/children/none': { ...ids, caseId: other.caseId },
    '/cases/:caseId/files/:fileId/cover': { ...ids, fileId: fileIds.held },
    '/cases/:caseId/files/:fileId/open': { ...ids, fileId: fileIds.held },
    '/cases/:caseId/files/:fileId/split': { ...ids, fileId: fileIds.two },
    '/exports/:exportId/answer': { ...ids, exportId: listIds.asked },
    '/cases/:caseId/releases/late/:entryId': { ...ids, entryId: lateId },
    '/cases/:caseId/releases/late/:entryId/answer': { ...ids, entryId: lateId },
    '/cases/:caseId/releases/:releaseId/copy': { ...ids, releaseId: releaseIds.atOnce },
    '/cases/:caseId/releases/:releaseId/review': { ...ids, releaseId: releaseIds.atOnce },
    '/cases/:caseId/releases/:releaseId/send': { ...ids, releaseId: releaseIds.approved },
    '/cases/:caseId/handovers/:handoverId/accept': { ...ids, handoverId: await idOf('handover', { leads: '{risk}' }) },
    '/cases/:caseId/justice/breaches/:entryId': { ...ids, entryId: sheet.split('/').at(-1) ?? '' },
    '/cases/:caseId/measures/:measureId/marks/:markId': { ...ids, measureId: measures.sanctuary },
    '/cases/:caseId/people/:personId/worker': { ...ids, personId: suspect },
    '/cases/:caseId/safety-plans/:planId/check': { ...ids, planId: plans.made },
    '/cases/:caseId/safety-plans/:planId/agree': { ...ids, planId: plans.checked },
    '/cases/:caseId/safety-plans/:planId/take-up': { ...ids, planId: plans.paused },
    '/cases/:caseId/safe-contact/watch/:dutyId': await dutyOf('POLICE_WATCH'),
  }
  const idsFor = (url: string): Record<string, string> => special[url] ?? ids
  return { ids, idsFor, suspect, owner, boss, partner, leads: [rights.lead, rights.second] }
}
/** Support that goes with a sanctuary. Gives it as the form offers it. */
const aReferralUnderWay = async (
  { as, everything }: App,
  { send, to, personId }: { send: (path: string, form: Form) => Promise<string>; to: Practitioner; personId: string },
): Promise<string> => {
  const at = `/referrals/${(await send('referrals/new', aNewReferral({ personId, toAgencyId: to.agencyId }))).split('/').at(-1)}`
  const version = String((await as(to).visit(`${at}/accept`)).value('version'))
  const done = await as(to).submit(`${at}/accept`, { version, workerId: to.id, place: 'now' })
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  const agency = everything.selectFrom('agency').select('name').where('id', '=', to.agencyId)
  return `Referral under way: ${(await agency.executeTakeFirstOrThrow()).name}`
}
const aDeviceKind = async (everything: App['everything']): Promise<string> =>
  (
    await everything
      .selectFrom('deviceKind')
      .select('id')
      .where('retiredAt', 'is', null)
      .orderBy('name')
      .executeTakeFirstOrThrow()
  ).id
/** A set of questions that an administrator of the agency loaded. */
const anInstrument = async (
  everything: App['everything'],
  { id: loadedBy, agencyId }: Practitioner,
): Promise<string> => {
  const row = { agencyId, code: 'a-list', edition: '1', title: 'A list', body: '{}', loadedBy, loadedAt: new Date() }
  const live = everything.selectFrom('instrument').select('id').where('agencyId', '=', agencyId)
  const known = await live.where('endedAt', 'is', null).executeTakeFirst()
  if (known) return known.id
  const { id } = await everything.insertInto('instrument').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}
/** The worker makes these from the log: nobody can by hand. */
const anAlert = async (everything: App['everything'], about: Practitioner, caseId: string, now: Date) => {
  const when = { raisedAt: now, noticedAt: now, dueAt: now }
  const { id } = await everything
    .insertInto('misuseAlert')
    .values({ practitionerId: about.id, agencyId: about.agencyId, kind: 'repeated looks', caseId, ...when })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
export type WholeCase = Awaited<ReturnType<typeof aWholeCase>>
