import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aCard } from '../../testing/plans.ts'
import { aLetIn } from '../sharing/fixtures.ts'

// An adviser agrees with somebody what police should know if they are called to them.
const app = await testApp()
const { as, aPractitioner, everything, services } = app
const adviser = await aPractitioner('idva')
const otherAdviser = await aPractitioner('idva')
const chief = await aPractitioner('police-supervisor')
const officer = await aPractitioner('investigating-officer', { agencyId: chief.agencyId, supervisorId: chief.id })
const responder = await aPractitioner('first-responder', { agencyId: chief.agencyId, supervisorId: chief.id })
const witnessCare = await aPractitioner('witness-care-officer')
const prosecutor = await aPractitioner('cps-lawyer')
const housing = await aPractitioner('housing-officer')
const onIt = [otherAdviser, officer, responder, witnessCare, prosecutor, housing]

const done = async (who: Practitioner, at: string, form: Record<string, string> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const onCase = async () => {
  const { caseId, victimId, perpetratorId } = await aCase(services, adviser)
  for (const who of onIt) await done(adviser, `/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))
  const front = `/cases/${caseId}`
  const home = `${front}/police-cards`
  const agree = async (change: Record<string, string> = {}): Promise<string> => {
    await done(adviser, `${home}/new`, { ...aCard(victimId), ...change })
    return (await cardsOf(caseId)).at(-1)?.id ?? ''
  }
  return { caseId, victimId, perpetratorId: perpetratorId ?? '', front, home, agree }
}
const cardsOf = (caseId: string) =>
  everything
    .selectFrom('vault.policeCard')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('writtenAt')
    .orderBy(sql`ended_at is null`)
    .execute()
const read = async (who: Practitioner, at: string): Promise<string> => (await as(who).visit(at)).text('main')
const bittern = /bittern on the pond/

describe('what somebody agreed for a call is short, agreed on a day, and read by police at the door (SP-04, NB-07)', () => {
  test('police read it on the first page of the case and on its own, with what not to do; nothing of who was there', async () => {
    const { caseId, front, home, agree } = await onCase()
    for (const who of [officer, responder]) {
      assert.doesNotMatch(await read(who, front), bittern)
      assert.match(await read(who, home), /No card is shown to you now/)
    }
    await agree()
    for (const who of [officer, responder])
      for (const at of [front, home]) {
        const page = await read(who, at)
        assert.match(page, bittern)
        assert.match(page, /Do not\s+Ring the bell or knock at the front\. Say who called or told you\. Use a siren/)
        assert.match(page, /They may use one that asks for help/)
        assert.match(page, /Kitchen knives.*The adviser by day/s)
        assert.doesNotMatch(page, /Alone, by telephone/)
      }
    assert.match(await read(responder, `${front}/entries`), /Card for police who attend agreed/)
    assert.match(await read(adviser, home), /Alone, by telephone/)
    const lines = (await everything.selectFrom('entry').select('type').where('caseId', '=', caseId).execute()).filter(
      ({ type }) => type === 'police-cards.agreed',
    )
    assert.equal(lines.length, 1)
  })

  test('at least one line, their agreement, a last day ahead, and the warning about the defence are asked for', async () => {
    const { victimId, perpetratorId, home } = await onCase()
    const card = aCard(victimId)
    const empty = { alone: '', signal: '', children: '', weapons: '', noBell: '', notWho: '', notDo: '', call: '' }
    const refused: [Record<string, string>, RegExp][] = [
      [empty, /at least one thing/],
      [{ agreedOn: '' }, /day on which they agreed/],
      [{ agreedOn: '1/6/2029' }, /cannot be after today/],
      [{ endsOn: 'today' }, /a day after today/],
      [{ told: '' }, /the defence may see it/],
      [{ personId: perpetratorId }, /not harmed in this case/],
    ]
    for (const [change, said] of refused) {
      // A browser leaves out what is not ticked.
      const typed = Object.entries({ ...card, ...change }).filter(([, word]) => word !== '')
      const asked = await as(adviser).submit(`${home}/new`, Object.fromEntries(typed))
      assert.equal(asked.status, 422)
      assert.match(asked.text('.govuk-error-summary'), said)
      assert.equal(asked.value('with'), 'Alone, by telephone', 'what was typed is still there')
    }
  })

  test('it holds no place, number or safe accommodation, in whichever line, nor what is protected in this case (INV-06, INV-07)', async () => {
    const { caseId, victimId, perpetratorId, home } = await onCase()
    const school = { personId: victimId, otherId: perpetratorId, kind: 'school', name: 'Hollow School' }
    await done(adviser, `/cases/${caseId}/shared-places`, school)
    const refused: [Record<string, string>, RegExp][] = [
      [{ alone: 'At 12 Mill Lane, round the back' }, /an address/],
      [{ notDo: 'Go to ZZ9 9ZZ' }, /a postcode/],
      [{ call: 'Her sister, 07700 900123' }, /a telephone number/],
      [{ weapons: 'None at the refuge' }, /where somebody has found a safe place/],
      [{ children: 'In a safe house since May' }, /where somebody has found a safe place/],
      [{ children: 'Both at Hollow School until three' }, /that is protected here/],
    ]
    for (const [change, said] of refused) {
      const asked = await as(adviser).submit(`${home}/new`, { ...aCard(victimId), ...change })
      assert.equal(asked.status, 422, JSON.stringify(change))
      assert.match(asked.text('.govuk-error-summary'), said)
    }
    assert.deepEqual(await cardsOf(caseId), [])
  })
})

describe('it is shown only while it is agreed (INV-61)', () => {
  test('withdrawn the moment they say so, by whoever sees it: police read nothing more, and that it ended stands on the timeline', async () => {
    for (const who of [adviser, officer]) {
      const { caseId, front, home, agree } = await onCase()
      const cardId = await agree()
      assert.equal((await as(who).visit(home)).$(`form[action="${home}/${cardId}/withdraw"]`).length, 1)
      await done(who, `${home}/${cardId}/withdraw`)
      for (const at of [front, home]) assert.doesNotMatch(await read(officer, at), bittern)
      assert.match(await read(officer, `${front}/entries`), /Card for police who attend withdrawn/)
      assert.match(await read(adviser, home), new RegExp(`Withdrawn.*${who.name}`, 's'))
      assert.deepEqual(
        (await cardsOf(caseId)).map(({ endedAs, endedBy }) => [endedAs, endedBy]),
        [['withdrawn', who.id]],
      )
      const duties = everything.selectFrom('duty').select('state').where('caseId', '=', caseId)
      assert.deepEqual(await duties.where('code', '=', 'LOOK_AGAIN').execute(), [{ state: 'met' }])
      await done(adviser, `${home}/${cardId}/withdraw`)
      const said = everything.selectFrom('entry').select('id').where('caseId', '=', caseId)
      assert.equal((await said.where('type', '=', 'police-cards.ended').execute()).length, 1, 'it ended once')
    }
  })

  test('over its day it is shown to nobody as a card, and the lead of the plan has a duty for that day that says nothing of it', async () => {
    const { caseId, front, home, agree } = await onCase()
    await agree()
    const [duty] = await everything
      .selectFrom('duty')
      .select(['ownerId', 'task', 'ruleId', 'safetyDueAt'])
      .where('caseId', '=', caseId)
      .where('code', '=', 'LOOK_AGAIN')
      .execute()
    assert.deepEqual([duty?.ownerId, duty?.safetyDueAt?.toISOString()], [adviser.id, '2029-06-01T22:59:59.000Z'])
    assert.doesNotMatch(`${duty?.task} ${duty?.ruleId}`, /polic|card|attend/)
    await everything
      .updateTable('vault.policeCard')
      .set({ agreedOn: '2020-01-01', endsOn: '2020-02-01' })
      .where('caseId', '=', caseId)
      .execute()
    for (const at of [front, home]) assert.doesNotMatch(await read(officer, at), bittern)
    assert.doesNotMatch(await read(adviser, front), bittern)
    assert.match(await read(adviser, home), /Its day is over: shown to nobody/)
  })

  test('a newer one stands for the one before it, and closing the case ends it', async () => {
    const { caseId, front, agree } = await onCase()
    await agree()
    await agree({ alone: 'Ask for the heron book' })
    const page = await read(officer, front)
    assert.match(page, /heron book/)
    assert.doesNotMatch(page, bittern)
    const duties = everything.selectFrom('duty').select('state').where('caseId', '=', caseId)
    const states = (await duties.where('code', '=', 'LOOK_AGAIN').execute()).map(({ state }) => state)
    assert.deepEqual(states.sort(), ['met', 'open'])
    await everything
      .updateTable('cases')
      .set({ state: 'closed', closedAt: services.now(), closedAs: 'ended' })
      .where('id', '=', caseId)
      .execute()
    assert.deepEqual((await cardsOf(caseId)).map(({ endedAs }) => endedAs).sort(), ['case closed', 'replaced'])
  })
})

describe('nobody but whoever makes the plan and police reads it, or that there is one (MODEL 13, INV-01, INV-02)', () => {
  test('housing, witness care and the prosecution see no card, no line of it, and pages that are the same with one and without', async () => {
    const { home, front, agree } = await onCase()
    const pages = async () => [
      await read(housing, home),
      await read(housing, front),
      await read(housing, `${front}/entries`),
      // That there is something to look at again is a sign as well.
      ...(await Promise.all(
        [witnessCare, prosecutor, housing].flatMap((who) => [
          read(who, `${front}/duties`),
          read(who, `${front}/close`),
        ]),
      )),
    ]
    const before = await pages()
    await agree()
    assert.deepEqual(await pages(), before)
    for (const who of [witnessCare, prosecutor]) {
      assert.equal((await as(who).visit(home)).status, (await as(who).visit('/cases/none/nowhere')).status)
      for (const at of [front, `${front}/entries`, `${front}/duties`])
        assert.doesNotMatch(await read(who, at), /bittern|police who attend|If police attend/)
    }
    for (const who of [officer, housing]) assert.equal((await as(who).visit(`${home}/new`)).status, 404)
    assert.match(await read(otherAdviser, front), bittern)
  })

  test('an officer who works with the person reported reads none of it, and withdraws none', async () => {
    const { caseId, perpetratorId, front, home, agree } = await onCase()
    const cardId = await agree()
    const contact = { caseId, personId: perpetratorId, practitionerId: officer.id, recordedBy: adviser.id }
    await everything
      .insertInto('reportedContact')
      .values({ ...contact, recordedAt: services.now() })
      .execute()
    for (const at of [front, home, `${front}/entries`, `${front}/duties`, `${front}/close`])
      assert.doesNotMatch(await read(officer, at), /bittern|police who attend agreed|Look again/)
    assert.equal((await as(officer).submit(`${home}/${cardId}/withdraw`)).status, 404)
    assert.equal((await cardsOf(caseId))[0]?.endedAt, null)
  })

  test('every word is sealed, and erased with the agency that wrote it (S8, INV-52)', async () => {
    const { caseId, agree } = await onCase()
    await agree({ alone: 'quagmirewort', with: 'brindlethrift' })
    for (const name of ['vault.police_card', 'entry', 'duty', 'audit', 'draft']) {
      const found = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.raw(name)} t
        where t::text ~ 'quagmirewort|brindlethrift'`.execute(everything)
      assert.equal(found.rows[0]?.rows, 0, name)
    }
    await sql`select private.erase(${adviser.agencyId}, ${caseId}, 'safety plans')`.execute(everything)
    assert.deepEqual(await cardsOf(caseId), [])
  })
})

describe('who attends and has no part in the case (INV-37, INV-55)', () => {
  const inDanger = async (who: Practitioner, caseId: string) => {
    const { reference } = await everything
      .selectFrom('cases')
      .select('reference')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    return done(who, '/access/emergency', { reference, danger: 'in danger now', said: 'A neighbour rang' })
  }
  test('an officer in an emergency look reads the card, and of the vault nothing else; a housing officer there reads none', async () => {
    const { caseId, front, home, agree } = await onCase()
    const cardId = await agree()
    const patrol = await aPractitioner('first-responder', { agencyId: chief.agencyId, supervisorId: chief.id })
    const warden = await aPractitioner('housing-officer')
    assert.equal((await as(patrol).visit(front)).status, 404)
    await inDanger(patrol, caseId)
    for (const at of [front, home]) assert.match(await read(patrol, at), bittern)
    assert.equal((await as(patrol).visit(home)).$('form[action$="/withdraw"]').length, 0)
    assert.equal((await as(patrol).submit(`${home}/${cardId}/withdraw`)).status, 404)
    assert.equal((await as(patrol).visit(`${front}/safety-plans`)).status, 404)
    await done(adviser, `${home}/${cardId}/withdraw`)
    assert.doesNotMatch(await read(patrol, front), bittern)
    await agree()
    await inDanger(warden, caseId)
    for (const at of [front, home]) assert.doesNotMatch(await read(warden, at), bittern)
  })

  test('who sends a unit reads the same words for every address: where such a card would stand, and of none whether it does', async () => {
    const team = { agencyId: chief.agencyId, name: 'Response', goesToCalls: true }
    await everything.insertInto('team').values(team).execute()
    const answers = []
    for (const place of ['1 Nowhere Lane ZZ9 9ZY', '2 Nowhere Lane ZZ9 9ZZ']) {
      const page = await as(chief).submit('/attendance', { place })
      assert.equal(page.status, 200)
      answers.push(page.text('main p'))
    }
    assert.match(answers[0] ?? '', /agreed beforehand what whoever attends should know/)
    assert.equal(answers[0], answers[1])
  })
})
