import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import pg from 'pg'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { agreedToShare, aLetIn } from '../sharing/fixtures.ts'

// An officer asks an advice service for the notes of a counsellor, in April 2027 (S-27).
const app = await testApp({ at: '2027-04-12T10:00:00+01:00' })
const { as, aPractitioner, everything, services, clock, database } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const mate = await aPractitioner('idva', { agencyId: boss.agencyId })
const officer = await aPractitioner('investigating-officer')

const asked = {
  ...{ fromBody: 'Hampshire police', fromWho: 'DC Sandpiper', fromReference: '44270000001' },
  ...{ asks: 'All notes of her counsellor', counselling: 'yes', receivedOn: 'today', answerBy: '16/4/2027' },
}
const ticked = (...codes: string[]) => Object.fromEntries(codes.map((code) => [code, 'yes']))
const all = ['written', 'held', 'line', 'needed', 'notice', 'probative']

/** A case of the service to which police were let in, with one request. */
const aRequest = async (change: Record<string, string> = {}) => {
  const { caseId, victimId } = await aCase(services, adviser)
  for (const who of [mate, officer])
    assert.equal((await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))).status, 303)
  const done = await as(adviser).submit(`/cases/${caseId}/information-requests/new`, {
    ...{ ...asked, personId: victimId },
    ...change,
  })
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  return { caseId, victimId, at: done.location }
}
const step = async (at: string, form: Record<string, string>, who: Practitioner = adviser) => {
  const done = await as(who).submit(at, form)
  assert.equal(done.status, 303, `${at}: ${done.title()} ${done.text('.govuk-error-summary')}`)
}
/** What is given to them, agreed with the person and written down. */
const share = async (
  { caseId, victimId }: { caseId: string; victimId: string },
  change: Record<string, string> = {},
) => {
  const done = await as(adviser).submit(`/cases/${caseId}/sharing/new`, {
    ...{ ...agreedToShare, personId: victimId, also: 'Two sessions of March', why: 'Asked for' },
    ...{ to: 'outside', outsideKind: 'police', outsideName: 'Hampshire police', expiresOn: '30/4/2027', ...change },
  })
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  return done.location.split('/').at(-1) ?? ''
}
const duties = (caseId: string) =>
  everything
    .selectFrom('duty as d')
    .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
    .select(['d.code', 'd.state', 'd.safetyDueAt', 'd.id', 'p.name as owner'])
    .where('d.caseId', '=', caseId)
    .where('d.code', 'like', 'INFORMATION%')
    .orderBy('d.code')
    .orderBy('d.raisedAt')
    .execute()
const stateOf = async (caseId: string) => (await duties(caseId)).map(({ code, state }) => `${code} ${state}`)

describe('the log of who asked for what (S-27, RULES 9)', () => {
  test('has a duty to answer by the named day, and one to tell the person by the end of the next shift', async () => {
    const { caseId, at } = await aRequest()
    const [notice, answer] = (await duties(caseId)).map(({ code, state, owner, safetyDueAt }) => ({
      ...{ code, state, owner, due: safetyDueAt?.toISOString() },
    }))
    const open = { state: 'open', owner: adviser.name }
    assert.deepEqual(notice, { ...open, code: 'INFORMATION_NOTICE', due: '2027-04-12T22:00:00.000Z' })
    assert.deepEqual(answer, { ...open, code: 'INFORMATION_REQUEST', due: '2027-04-16T22:59:59.000Z' })
    const page = await as(adviser).visit(at)
    assert.match(page.text(), /DC Sandpiper, Hampshire police.*All notes of her counsellor.*Nothing has left/)
  })

  test('its duty leads to it', async () => {
    const { caseId } = await aRequest()
    const [duty] = await duties(caseId)
    const page = await as(adviser).visit(`/cases/${caseId}/duties/${duty?.id}`)
    assert.match(page.text(), /Police, Crime, Sentencing and Courts Act 2022/)
    const link = page.links().find(({ text }) => text === 'Open the request for information')
    const one = await as(adviser).visit(link?.href ?? '')
    const theirs = await as(officer).visit(`/cases/${caseId}/duties/${duty?.id}`)
    assert.equal(theirs.status, 200)
    assert.doesNotMatch(theirs.text(), /Open the requests? for information/, 'nothing of it is for police')
    assert.match(one.text(), /DC Sandpiper.*All notes/)
  })

  test('an empty form says what to enter, and keeps what was typed', async () => {
    const { caseId } = await aRequest()
    const page = await as(adviser).submit(`/cases/${caseId}/information-requests/new`, {
      ...{ fromBody: 'Kent police', personId: '', counselling: '', answerBy: '' },
    })
    assert.equal(page.status, 422)
    assert.equal(page.value('fromBody'), 'Kent police')
    assert.deepEqual(
      page.errors().map(({ href }) => href),
      ['#personId', '#fromWho', '#asks', '#counselling', '#receivedOn', '#answerBy'],
    )
  })

  test('one that is found when its day is over is written down as it is, and is late at once', async () => {
    const { at, caseId } = await aRequest({ receivedOn: '5/4/2027', answerBy: '9/4/2027' })
    assert.match((await as(adviser).visit(at)).text(), /Fri 9 Apr, late/)
    const [, answer] = await duties(caseId)
    assert.equal(answer?.safetyDueAt?.toISOString(), '2027-04-09T22:59:59.000Z')
    const before = await as(adviser).submit(`/cases/${caseId}/information-requests/new`, {
      ...{ ...asked, receivedOn: 'today', answerBy: '9/4/2027', personId: randomUUID() },
    })
    assert.deepEqual(before.errors(), [{ text: 'It cannot be before the day on which it came', href: '#answerBy' }])
  })

  test('who answers what a colleague has answered meanwhile loses nothing that they typed', async () => {
    const { at } = await aRequest()
    await step(`${at}/tests`, { words: 'Nothing is shown' })
    await step(`${at}/answer`, { outcome: 'refused', why: 'No line of enquiry' }, mate)
    const late = await as(adviser).submit(`${at}/answer`, { outcome: 'refused', why: 'A long reason' })
    assert.match(late.errors()[0]?.text ?? '', /has answered this request meanwhile/)
    assert.equal(late.value('why'), 'A long reason')
  })

  test('a request about a closed case opens it: it is owed an answer; others are told that it opened, and not of what', async () => {
    const { caseId, victimId } = await aRequest()
    const closed = { state: 'closed', closedAt: services.now(), closedAs: 'ended' }
    await everything
      .updateTable('duty')
      .set({ state: 'superseded', closedAt: services.now() })
      .where('caseId', '=', caseId)
      .execute()
    await everything.updateTable('cases').set(closed).where('id', '=', caseId).execute()
    assert.match((await as(adviser).visit(`/cases/${caseId}/information-requests/new`)).text(), /opens it again|closed/)
    const done = await as(adviser).submit(`/cases/${caseId}/information-requests/new`, { ...asked, personId: victimId })
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    const { state } = await everything
      .selectFrom('cases')
      .select('state')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    assert.notEqual(state, 'closed')
    assert.ok((await stateOf(caseId)).includes('INFORMATION_REQUEST open'))
    const page = await as(officer).visit(`/cases/${caseId}/entries`)
    assert.match(page.text(), /an agency was asked about it/)
    assert.doesNotMatch(page.text(), /Information was asked for/)
  })

  test('the information of the person reported is not asked for here', async () => {
    const { caseId } = await aRequest()
    const him = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', caseId)
      .where('role', '=', 'perpetrator')
      .executeTakeFirstOrThrow()
    const page = await as(adviser).submit(`/cases/${caseId}/information-requests/new`, {
      ...{ ...asked, personId: him.personId },
    })
    assert.equal(page.status, 404)
  })
})

describe('what the law asks comes before any answer (RULES 9)', () => {
  test('no answer before it was checked', async () => {
    const { at } = await aRequest()
    assert.equal((await as(adviser).visit(`${at}/answer`)).status, 404)
  })

  test('counselling: with every test met but its own, the whole is not given; a part is', async () => {
    const it = await aRequest()
    await step(`${it.at}/tests`, { ...ticked(...all.slice(0, 5)), words: 'Names no reason for the notes' })
    const sharingId = await share(it)
    const whole = { outcome: 'answered', sharingId, advice: 'Lawyer of the service: give two sessions' }
    const refused = await as(adviser).submit(`${it.at}/answer`, whole)
    assert.deepEqual(refused.errors(), [
      { text: 'Not all that the law asks is met: give a part, or nothing', href: '#outcome' },
    ])
    assert.match(refused.text(), /substantial probative value/)
    await step(`${it.at}/answer`, { ...whole, outcome: 'narrowed', why: 'Not the notes of before the charge' })
    assert.match((await as(adviser).visit(it.at)).text(), /A part given.*Not the notes of before the charge/)
    assert.deepEqual(await stateOf(it.caseId), ['INFORMATION_NOTICE open', 'INFORMATION_REQUEST met'])
  })

  test('where no counselling is asked for, its test is not asked for either', async () => {
    const it = await aRequest({ counselling: 'no', asks: 'Dates of her calls' })
    assert.equal((await as(adviser).visit(`${it.at}/tests`)).$('[name=probative]').length, 0)
    await step(`${it.at}/tests`, { ...ticked(...all.slice(0, 5)), words: 'All said' })
    const sharingId = await share(it)
    await step(`${it.at}/answer`, { outcome: 'answered', sharingId, advice: 'Data protection lead: agrees' })
    assert.match((await as(adviser).visit(it.at)).text(), /Given as asked for/)
  })

  test('“not clear” counts as counselling', async () => {
    const it = await aRequest({ counselling: 'not clear' })
    await step(`${it.at}/tests`, { ...ticked(...all.slice(0, 5)), words: 'Says “the file”' })
    const whole = { outcome: 'answered', sharingId: await share(it), advice: 'None' }
    assert.equal((await as(adviser).submit(`${it.at}/answer`, whole)).status, 422)
  })

  test('who did not write gets nothing, not even a part, until they write', async () => {
    const it = await aRequest()
    await step(`${it.at}/tests`, { ...ticked('held', 'line'), words: 'Rang twice' })
    const part = { outcome: 'narrowed', sharingId: await share(it), why: 'The rest', advice: 'Lawyer' }
    assert.deepEqual((await as(adviser).submit(`${it.at}/answer`, part)).errors()[0]?.href, '#outcome')
    await step(`${it.at}/tests`, { ...ticked('held', 'line', 'written'), words: 'Wrote on Tuesday' })
    await step(`${it.at}/answer`, part)
  })

  test('a refusal says why, gives nothing, and needs no decision to share', async () => {
    const it = await aRequest()
    await step(`${it.at}/tests`, { words: 'Nothing is shown' })
    assert.deepEqual((await as(adviser).submit(`${it.at}/answer`, { outcome: 'refused' })).errors()[0]?.href, '#why')
    await step(`${it.at}/answer`, { outcome: 'refused', why: 'No line of enquiry' })
    assert.match((await as(adviser).visit(it.at)).text(), /Refused.*No line of enquiry/)
    for (const view of ['tests', 'answer']) assert.equal((await as(adviser).visit(`${it.at}/${view}`)).status, 404)
  })
})

describe('nothing leaves by itself (S-27, INV-19)', () => {
  test('what is given is a decision to share about this person, in this case, that is shared now', async () => {
    const [it, other] = [await aRequest(), await aRequest()]
    await step(`${it.at}/tests`, { ...ticked(...all), words: 'All said' })
    const ofOther = await share(other)
    const waits = await share(it, { agreement: 'did not agree', approverId: boss.id, told: 'will be told' })
    const page = await as(adviser).visit(`${it.at}/answer`)
    assert.match(page.text(), /There is none about this person that is shared now/)
    const whole = { outcome: 'answered', advice: 'Lawyer' }
    for (const sharingId of [ofOther, waits]) {
      const refused = await as(adviser).submit(`${it.at}/answer`, { ...whole, sharingId })
      assert.deepEqual([refused.status, refused.errors()[0]?.href], [422, '#sharingId'])
      assert.equal(refused.value('advice'), 'Lawyer')
    }
    assert.equal((await as(adviser).submit(`${it.at}/answer`, { ...whole, sharingId: '' })).status, 422)
    // Without her agreement a second person decides; from then on it can be given.
    await step(`/cases/${it.caseId}/sharing/${waits}/answer`, { answer: 'agree' }, boss)
    await step(`${it.at}/answer`, { ...whole, sharingId: waits })
  })

  test('the database holds it too: no whole with a test unmet, nothing without a decision, no step twice', async () => {
    const it = await aRequest()
    await step(`${it.at}/tests`, { ...ticked(...all.slice(0, 5)), words: 'Most said' })
    const sharingId = await share(it)
    const id = it.at.split('/').at(-1) ?? ''
    const set = async (change: string) => {
      const client = new pg.Client(database.app)
      await client.connect()
      try {
        await client.query('begin')
        await client.query('select bind($1)', [adviser.token])
        await client.query(`update information_request set ${change} where id = $1`, [id])
        return 'done'
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      } finally {
        await client.query('rollback')
        await client.end()
      }
    }
    const by = `answered_by = '${adviser.id}', answered_at = now(), advice = 'x', why = 'x'`
    assert.match(await set(`state = 'answered', sharing_id = '${sharingId}', ${by}`), /not all that the law asks/)
    assert.match(await set(`state = 'narrowed', ${by}`), /decision to share|check/)
    assert.equal(await set(`state = 'narrowed', sharing_id = '${sharingId}', ${by}`), 'done')
    assert.match(await set(`state = 'received', tests_met = null`), /one step after the other/)
    assert.match(
      await set(`state = 'narrowed', sharing_id = '${sharingId}', ${by.replace(adviser.id, mate.id)}`),
      /by the person who takes it/,
    )
  })

  test('police on the case read neither the request, nor its entries, nor the notes that they ask for', async () => {
    const it = await aRequest()
    const said = 'Counselling: WREN'
    await step(`/cases/${it.caseId}/notes/new`, { how: 'visit', day: 'today', time: '09:00', said })
    assert.equal((await as(officer).visit(it.at)).status, 404)
    const list = await as(officer).visit(`/cases/${it.caseId}/information-requests`)
    assert.doesNotMatch(list.text(), /Sandpiper/)
    for (const view of ['', '/entries', '/notes']) {
      const page = await as(officer).visit(`/cases/${it.caseId}${view}`)
      assert.equal(page.status, 200, view)
      assert.doesNotMatch(page.text(), /Information was asked for|WREN|Sandpiper/, view)
    }
    assert.match((await as(mate).visit(`/cases/${it.caseId}/entries`)).text(), /Information was asked for/)
    assert.match((await as(mate).visit(it.at)).text(), /All notes of her counsellor/)
  })
})

describe('the person hears of it by a safe way, or it waits until a day (S-27)', () => {
  const told = { notice: 'told', noticeOn: 'today', how: 'At the library', view: 'Does not want it given' }

  test('told: with what she wants, in her words; the duty ends, and it stands', async () => {
    const it = await aRequest()
    const half = await as(adviser).submit(`${it.at}/notice`, { ...told, view: '' })
    assert.deepEqual(half.errors(), [{ text: 'Enter what they think of it, and what they want', href: '#view' }])
    assert.equal(half.value('how'), 'At the library')
    await step(`${it.at}/notice`, told)
    assert.deepEqual(await stateOf(it.caseId), ['INFORMATION_NOTICE met', 'INFORMATION_REQUEST open'])
    assert.match((await as(adviser).visit(it.at)).text(), /We told them.*Does not want it given/)
    assert.equal((await as(adviser).visit(`${it.at}/notice`)).status, 404)
  })

  test('not safe yet: it is asked again on the day, and again until she knows', async () => {
    const it = await aRequest()
    const wait = { notice: 'put off', noticeOn: 'today', how: 'He reads her post' }
    for (const againOn of ['', 'today'])
      assert.equal((await as(adviser).submit(`${it.at}/notice`, { ...wait, againOn })).errors()[0]?.href, '#againOn')
    await step(`${it.at}/notice`, { ...wait, againOn: '19/4/2027' })
    const open = (await duties(it.caseId)).filter(
      ({ code, state }) => code === 'INFORMATION_NOTICE' && state === 'open',
    )
    assert.deepEqual(
      open.map(({ safetyDueAt }) => safetyDueAt?.toISOString()),
      ['2027-04-19T22:59:59.000Z'],
    )
    await step(`${it.at}/notice`, { ...wait, againOn: '26/4/2027' })
    await step(`${it.at}/notice`, { ...told, notice: 'told by them' })
    assert.deepEqual(await stateOf(it.caseId), [
      ...['INFORMATION_NOTICE met', 'INFORMATION_NOTICE met', 'INFORMATION_NOTICE met', 'INFORMATION_REQUEST open'],
    ])
  })

  test('of two requests in one case each has its own duties', async () => {
    const it = await aRequest()
    const second = await as(adviser).submit(`/cases/${it.caseId}/information-requests/new`, {
      ...{ ...asked, personId: it.victimId, fromWho: 'DS Dunlin', answerBy: '20/4/2027' },
    })
    await step(`${second.location}/notice`, told)
    await step(`${second.location}/tests`, { words: 'Nothing' })
    await step(`${second.location}/answer`, { outcome: 'refused', why: 'Nothing is shown' })
    const left = (await duties(it.caseId)).filter(({ state }) => state === 'open')
    assert.deepEqual(
      left.map(({ code, safetyDueAt }) => [code, safetyDueAt?.toISOString()]),
      [
        ['INFORMATION_NOTICE', '2027-04-12T22:00:00.000Z'],
        ['INFORMATION_REQUEST', '2027-04-16T22:59:59.000Z'],
      ],
    )
  })

  test('late is shown as late', async () => {
    const it = await aRequest()
    const before = services.now()
    clock.set('2027-04-17T09:00:00+01:00')
    assert.match((await as(adviser).visit(`/cases/${it.caseId}/information-requests`)).text(), /Fri 16 Apr, late/)
    clock.set(before.toISOString())
  })
})
