import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { sql } from 'kysely'
import { connect } from '../../platform/db.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { roles } from '../staff/index.ts'
import { tellOfEmergencies } from './actions/letters.ts'
import { mayUseEmergency } from './model/emergency.ts'

const app = await testApp()
const { as, aPractitioner, services, everything, database, clock, now } = app
const worker = connect(database.worker, { max: 2 })
after(() => worker.destroy())

const chief = await aPractitioner('police-supervisor', { name: 'Ash Chief' })
const other = await aPractitioner('police-supervisor', { name: 'Beech Chief' })
const lead = await aPractitioner('idva')
const auditor = await aPractitioner('auditor', { agencyId: chief.agencyId, name: 'Cedar Auditor' })
const anOfficer = () => aPractitioner('first-responder', { supervisorId: chief.id })

let born = 0
/** A case that an IDVA opened; everybody else must be let in. */
const aHiddenCase = async (name = 'Quillback Inventado', by = lead) => {
  const bornOn = `19${String(60 + (born % 40)).padStart(2, '0')}-0${1 + (born++ % 9)}-11`
  const opened = await aCase(services, by, { victimName: name, victimBornOn: bornOn })
  const { reference } = await everything
    .selectFrom('cases')
    .select('reference')
    .where('id', '=', opened.caseId)
    .executeTakeFirstOrThrow()
  return { ...opened, name, bornOn, reference, url: `/cases/${opened.caseId}` }
}
const danger = { danger: 'in danger now', said: 'Her sister rang: he is at the door' }
const bodyOf = ({ name, bornOn }: { name: string; bornOn: string }) => ({ ...danger, name, born: bornOn })
const looksOf = (caseId: string) =>
  everything.selectFrom('emergencyLook').selectAll().where('caseId', '=', caseId).execute()
const noKey = (body: string): string => body.replace(/name="formKey" value="[^"]*"/g, '')

describe('emergency access opens one case, for one person, for an hour (S11, INV-55)', () => {
  test('the full name and date of birth and a reason open it; who was told and why are on it', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    assert.equal((await as(officer).visit(hidden.url)).status, 404)
    const search = await as(officer).submit('/people/search', { name: 'Quillback' })
    assert.ok(search.links().some(({ href }) => href === '/access/emergency'))
    const opened = await as(officer).submit('/access/emergency', bodyOf(hidden))
    assert.deepEqual([opened.status, opened.location], [303, hidden.url])
    assert.equal((await as(officer).visit(hidden.url)).status, 200)
    assert.equal((await as(await anOfficer()).visit(hidden.url)).status, 404)
    const [look] = await looksOf(hidden.caseId)
    assert.ok(look?.untilAt)
    assert.ok(look.untilAt.getTime() - look.openedAt.getTime() <= 3_600_000)
    assert.ok(look.told.includes(lead.id) && look.told.includes(auditor.id))
    const rows = await everything
      .selectFrom('audit')
      .select(['purpose', 'reasonId'])
      .where('caseId', '=', hidden.caseId)
      .where('actorId', '=', officer.id)
      .where('kind', '=', 'consult')
      .execute()
    assert.deepEqual(rows, [{ purpose: 'emergency', reasonId: look.id }])
  })

  test('the reference opens it too, however it is typed; a name without a birthday does not', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    const half = await as(officer).submit('/access/emergency', { ...danger, name: hidden.name })
    assert.deepEqual(
      [half.status, half.$('main [name="name"]').val(), half.value('said')],
      [422, hidden.name, danger.said],
    )
    const done = await as(officer).submit('/access/emergency', {
      ...danger,
      reference: ` ${hidden.reference.toLowerCase()} `,
    })
    assert.equal(done.location, hidden.url)
  })

  test('it ends by the database’s clock after the hour, with everything in it', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    await as(officer).submit('/access/emergency', bodyOf(hidden))
    await everything
      .updateTable('caseGrant')
      .set({ untilAt: sql<Date>`now() - interval '1 second'` })
      .where('caseId', '=', hidden.caseId)
      .where('kind', '=', 'emergency')
      .execute()
    for (const part of ['', '/entries', '/people', '/access'])
      assert.equal((await as(officer).visit(`${hidden.url}${part}`)).status, 404, part)
  })

  test('a case that is sealed meanwhile is closed to it at that moment', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    await as(officer).submit('/access/emergency', bodyOf(hidden))
    await everything
      .updateTable('cases')
      .set({ sealedAt: now(), sealedBecause: 'One of ours' })
      .where('id', '=', hidden.caseId)
      .execute()
    assert.equal((await as(officer).visit(hidden.url)).status, 404)
  })

  test('no statement of the app makes it longer than the hour', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    await as(officer).submit('/access/emergency', bodyOf(hidden))
    const longer = everything
      .updateTable('caseGrant')
      .set({ untilAt: sql<Date>`now() + interval '2 hours'` })
      .where('caseId', '=', hidden.caseId)
      .where('kind', '=', 'emergency')
      .execute()
    await assert.rejects(longer, /ends within the hour/)
  })

  test('the risk lead ends it sooner, and so may the person themself; a stranger to it may not', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    await as(officer).submit('/access/emergency', bodyOf(hidden))
    const [look] = await looksOf(hidden.caseId)
    const end = `${hidden.url}/access/emergency/${look?.id}/end`
    const named = await aPractitioner('idva')
    await as(lead).submit(`${hidden.url}/team`, aLetIn(named.id, 'Helps'))
    assert.equal((await as(named).submit(end)).status, 404)
    assert.equal((await as(lead).submit(end)).status, 303)
    assert.equal((await as(officer).visit(hidden.url)).status, 404)
    assert.equal((await as(lead).submit(end)).status, 404)
  })
})

describe('what emergency access never opens (INV-55, INV-01, INV-02, INV-06)', () => {
  test('the vault: no way to reach the person on any page, and whom to ring in its place', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    await everything.updateTable('practitioner').set({ phone: '01632 960555' }).where('id', '=', lead.id).execute()
    const reviewOn = new Date(now().getTime() + 60 * 86_400_000).toISOString().slice(0, 10)
    await as(lead).submit(`${hidden.url}/safe-contact/rule`, aRule({ reviewOn }))
    const route = await as(lead).submit(`${hidden.url}/safe-contact/routes/new`, aMobile({ value: '07700 900981' }))
    assert.equal(route.status, 303, route.text('.govuk-error-summary'))
    await as(officer).submit('/access/emergency', bodyOf(hidden))
    for (const part of [
      '',
      '/entries',
      '/duties',
      '/people',
      '/risk',
      '/access',
      '/looks',
      '/orders',
      '/incidents',
      '/justice',
      '/pictures/timeline',
    ]) {
      const page = await as(officer).visit(`${hidden.url}${part}`)
      assert.equal(page.status, 200, part)
      assert.match(page.text('body'), /Not shown through emergency access/)
      assert.match(page.text('body'), /01632 960555/)
      assert.doesNotMatch(page.body, /07700 ?900 ?981/)
    }
    const counts = await workAs(services, officer, async ({ tx }) => ({
      rules: (await tx.selectFrom('vault.contactRule').select('id').execute()).length,
      routes: (await tx.selectFrom('vault.contactRoute').select('id').execute()).length,
      keys: (await tx.selectFrom('vault.personKey').select('personId').execute()).length,
    }))
    assert.deepEqual(counts, { rules: 0, routes: 0, keys: 0 })
    const seen = await workAs(services, lead, async ({ tx }) =>
      tx.selectFrom('vault.contactRoute').select('id').where('caseId', '=', hidden.caseId).execute(),
    )
    assert.equal(seen.length, 1)
  })

  test('nothing that goes out, changes the case or lets anybody in: those addresses are not there', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    await as(officer).submit('/access/emergency', bodyOf(hidden))
    for (const part of [
      'safe-contact',
      'safe-contact/call-sheet',
      'messages',
      'messages/new',
      'export',
      'team',
      'notes',
      'referrals',
      'referrals/new',
      'looks/given',
      'risk/new',
      'people/new',
      'close',
      'handovers/new',
    ])
      assert.equal((await as(officer).visit(`${hidden.url}/${part}`)).status, 404, part)
    for (const part of ['team', 'export', 'notes/new', 'risk/new', 'handovers/new', 'account', 'close'])
      assert.equal(
        (await as(officer).submit(`${hidden.url}/${part}`, { granteeId: officer.id, reason: 'x' })).status,
        404,
        part,
      )
    const granting = workAs(services, officer, ({ tx }) =>
      sql`select grant_case(${hidden.caseId}, ${officer.id}, 'Stays', now())`.execute(tx),
    )
    await assert.rejects(granting, /lets nobody in/)
  })

  test('what was seen and done can be written down while it is open', async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    await as(officer).submit('/access/emergency', bodyOf(hidden))
    const entry = {
      suspect: hidden.perpetratorId ?? '',
      day: 'today',
      time: '09:30',
      body: 'police',
      exact: 'as written',
    }
    const done = await as(officer).submit(`${hidden.url}/entries/new/justice.suspect-arrested`, entry)
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  })

  test('only the roles that the product names may ask, and the database keeps the same list', async () => {
    for (const role of [...Object.keys(roles), 'analyst', 'programme-worker', 'somebody new']) {
      const { rows } = await sql<{ may: boolean }>`select private.may_use_emergency(${role}) as may`.execute(everything)
      assert.equal(rows[0]?.may, mayUseEmergency(role), role)
    }
    for (const role of [
      'library-worker',
      'administrator',
      'probation-manager',
      'victim-liaison-officer',
      'cps-lawyer',
      'auditor',
    ]) {
      const [person, hidden] = [await aPractitioner(role), await aHiddenCase()]
      assert.equal((await as(person).visit('/access/emergency')).status, 404, role)
      assert.equal((await as(person).submit('/access/emergency', bodyOf(hidden))).status, 404, role)
      const asked = await workAs(services, person, ({ tx }) =>
        sql<{
          answer: string
        }>`select answer from open_in_emergency(gen_random_uuid(), ${hidden.reference}, null, null, 'x', 'x', now())`.execute(
          tx,
        ),
      )
      assert.equal(asked.rows[0]?.answer, 'nothing', role)
    }
  })
})

describe('what is not opened is one answer, byte for byte (INV-36, S3)', () => {
  test('no such person, a sealed case, a conflict, a closed case: the same page', async () => {
    const answers: string[] = []
    const ask = async (change: (id: string, officer: string) => Promise<unknown>, body?: Record<string, string>) => {
      const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
      await change(hidden.caseId, officer.id)
      const page = await as(officer).submit('/access/emergency', body ?? bodyOf(hidden))
      assert.equal(page.status, 200)
      assert.equal((await as(officer).visit(hidden.url)).status, 404)
      answers.push(noKey(page.body).replaceAll(officer.name, 'NAME'))
      return hidden
    }
    const none = async () => undefined
    await ask(none, { ...danger, name: 'Nobody Inventado', born: '1/1/1970' })
    await ask(none, { ...danger, reference: 'WM-0000-0000' })
    await ask((id) =>
      everything
        .updateTable('cases')
        .set({ sealedAt: now(), sealedBecause: 'One of ours' })
        .where('id', '=', id)
        .execute(),
    )
    await ask((id, who) =>
      everything
        .insertInto('caseExclusion')
        .values({ caseId: id, practitionerId: who, ground: 'kin', source: 'declared', at: now() })
        .execute(),
    )
    await ask((id) =>
      everything
        .updateTable('cases')
        .set({ state: 'closed', closedAt: now(), closedAs: 'ended' })
        .where('id', '=', id)
        .execute(),
    )
    assert.equal(new Set(answers).size, 1)
    assert.match(answers[0] ?? '', /No case could be opened/)
  })

  test('a near name or a near birthday opens nothing', async () => {
    const hidden = await aHiddenCase('Hawthorn Verylongname Inventado')
    for (const [name, bornOn] of [
      ['Hawthorn Inventado', hidden.bornOn],
      ['Hawthorn Verylongname Inventad', hidden.bornOn],
      [hidden.name, '1959-01-01'],
    ] as const) {
      const page = await as(await anOfficer()).submit('/access/emergency', bodyOf({ name, bornOn }))
      assert.match(page.title(), /No case could be opened/)
    }
  })
})

describe('twice in a day, and then a supervisor’s word (S11)', () => {
  test('the third waits for the word, which opens one more', async () => {
    const officer = await anOfficer()
    for (const _ of [1, 2])
      assert.equal((await as(officer).submit('/access/emergency', bodyOf(await aHiddenCase()))).status, 303)
    const third = await aHiddenCase()
    assert.match((await as(officer).submit('/access/emergency', bodyOf(third))).title(), /Ask your supervisor/)
    assert.equal((await looksOf(third.caseId)).length, 0)
    for (const no of [officer, await anOfficer(), await aPractitioner('idva-manager')])
      assert.equal((await as(no).submit(`/access/people/${officer.id}/once-more`)).status, 404)
    assert.equal((await as(chief).submit(`/access/people/${officer.id}/once-more`)).status, 303)
    assert.match((await as(chief).visit(`/access/people/${officer.id}`)).text(), /word for once more is given/)
    assert.equal((await as(officer).submit('/access/emergency', bodyOf(third))).location, third.url)
    assert.match(
      (await as(officer).submit('/access/emergency', bodyOf(await aHiddenCase()))).title(),
      /Ask your supervisor/,
    )
  })

  test('two at the same moment are two, and six tries at a name are the end of trying', async () => {
    const officer = await anOfficer()
    for (let each = 0; each < 6; each++)
      assert.match(
        (
          await as(officer).submit('/access/emergency', bodyOf({ name: `Guess ${each}`, bornOn: '1980-01-01' }))
        ).title(),
        /No case/,
      )
    assert.match(
      (await as(officer).submit('/access/emergency', bodyOf(await aHiddenCase()))).title(),
      /Ask your supervisor/,
    )
    const quick = await anOfficer()
    const cases = [await aHiddenCase(), await aHiddenCase(), await aHiddenCase(), await aHiddenCase()]
    await Promise.all(cases.map((each) => as(quick).submit('/access/emergency', bodyOf(each))))
    const opened = await Promise.all(cases.map(async (each) => (await as(quick).visit(each.url)).status))
    assert.deepEqual(opened.toSorted(), [200, 200, 404, 404])
  })

  test('after a day it is two again, and not an hour before', async () => {
    const officer = await anOfficer()
    const passes = (time: string) =>
      everything
        .updateTable('emergencyLook')
        .set({
          openedAt: sql<Date>`opened_at - ${time}::interval`,
          untilAt: sql<Date>`until_at - ${time}::interval`,
        })
        .where('practitionerId', '=', officer.id)
        .execute()
    for (const _ of [1, 2]) await as(officer).submit('/access/emergency', bodyOf(await aHiddenCase()))
    await passes('23 hours')
    const third = bodyOf(await aHiddenCase())
    assert.match((await as(officer).submit('/access/emergency', third)).title(), /Ask your supervisor/)
    await passes('1 hour 1 second')
    assert.equal((await as(officer).submit('/access/emergency', third)).status, 303)
  })
})

describe('somebody else looks after it within one working day (INV-55)', () => {
  const used = async () => {
    const [officer, hidden] = [await anOfficer(), await aHiddenCase()]
    await as(officer).submit('/access/emergency', bodyOf(hidden))
    const [look] = await looksOf(hidden.caseId)
    assert.ok(look)
    const duty = await everything
      .selectFrom('duty')
      .selectAll()
      .where('caseId', '=', hidden.caseId)
      .where('code', '=', 'EMERGENCY_LOOK')
      .executeTakeFirstOrThrow()
    return { officer, hidden, look, duty, page: `${hidden.url}/access/emergency/${look.id}` }
  }

  test('a supervisor who is not in line with the person owns the duty, due at the end of the next working day', async () => {
    const { look, duty, officer } = await used()
    assert.deepEqual([look.reviewerId, duty.ownerId], [other.id, other.id])
    assert.notEqual(officer.id, duty.ownerId)
    assert.equal(duty.safetyDueAt?.toISOString(), '2026-11-24T23:59:59.000Z')
    const alarms = await everything
      .selectFrom('alarm')
      .select(['toId', 'caseId'])
      .where('kind', '=', 'emergency access')
      .where('raisedAt', '=', now())
      .execute()
    for (const id of look.told) assert.ok(alarms.some(({ toId }) => toId === id))
    assert.ok(alarms.filter(({ toId }) => toId === auditor.id).every(({ caseId }) => caseId === null))
  })

  test('where the only supervisor is in line it is that one, and where none can it is the risk lead', async () => {
    const lone = await aPractitioner('housing-manager')
    const under = await aPractitioner('housing-officer', { supervisorId: lone.id })
    const first = await aHiddenCase()
    await as(under).submit('/access/emergency', bodyOf(first))
    assert.equal((await looksOf(first.caseId))[0]?.reviewerId, lone.id)
    const alone = await aPractitioner('social-worker')
    const [agencyId, adviser] = [randomUUID(), 'Elm Adviser']
    await everything.insertInto('agency').values({ id: agencyId, kind: 'advocacy', name: 'A small service' }).execute()
    const small = await aPractitioner('idva', { agencyId, name: adviser })
    const second = await aHiddenCase('Larch Inventado', small)
    await as(alone).submit('/access/emergency', bodyOf(second))
    assert.equal((await looksOf(second.caseId))[0]?.reviewerId, small.id)
  })

  test('justified meets the duty; the person who looked cannot say it, nor somebody who was let in by it', async () => {
    const { officer, hidden, look, page, duty } = await used()
    assert.equal((await as(officer).submit(page, { outcome: 'justified' })).status, 404)
    assert.equal((await as(await anOfficer()).submit(page, { outcome: 'justified' })).status, 404)
    // Let in by name since, the person still decides nothing about their own look: not even by a statement of their own.
    await as(lead).submit(`${hidden.url}/team`, aLetIn(officer.id, 'Helps'))
    const own = await workAs(services, officer, ({ tx }) =>
      sql<{ key: string | null }>`select review_emergency(${look.id}, 'justified', null, now()) as key`.execute(tx),
    )
    assert.equal(own.rows[0]?.key, null)
    const shown = await as(other).visit(page)
    assert.match(shown.text(), /Her sister rang: he is at the door/)
    assert.equal((await as(other).submit(page, {})).status, 422)
    const saved = await as(other).submit(page, { outcome: 'justified' })
    assert.equal(saved.status, 303)
    const met = await everything
      .selectFrom('duty')
      .select(['state', 'metById'])
      .where('id', '=', duty.id)
      .executeTakeFirstOrThrow()
    assert.equal(met.state, 'met')
    assert.equal((await as(other).submit(page, { outcome: 'not justified', follows: 'x' })).status, 404)
  })

  test('not justified needs what follows, and those told hear of it', async () => {
    const { page, look } = await used()
    const half = await as(other).submit(page, { outcome: 'not justified', follows: ' ' })
    assert.deepEqual(half.errors(), [{ text: 'Write what follows from it', href: '#follows' }])
    await as(other).submit(page, { outcome: 'not justified', follows: 'Professional standards have it' })
    const kept = await everything
      .selectFrom('emergencyLook')
      .selectAll()
      .where('id', '=', look.id)
      .executeTakeFirstOrThrow()
    assert.deepEqual(
      [kept.outcome, kept.follows, kept.reviewedBy],
      ['not justified', 'Professional standards have it', other.id],
    )
    const heard = await everything
      .selectFrom('alarm')
      .select('toId')
      .where('kind', '=', 'emergency access not justified')
      .execute()
    assert.ok(heard.some(({ toId }) => toId === auditor.id) && heard.some(({ toId }) => toId === lead.id))
  })

  test('no other word closes the duty: done, a correction and a forged review are refused', async () => {
    const { officer, hidden, duty } = await used()
    assert.equal(
      (await as(other).submit(`${hidden.url}/duties/${duty.id}/done`, { what: 'Seen', day: 'today', time: '09:00' }))
        .status,
      404,
    )
    const forged = workAs(services, officer, ({ tx }) =>
      tx
        .insertInto('entry')
        .values({
          caseId: hidden.caseId,
          position: 999,
          factId: duty.factId,
          relation: 'starts',
          type: 'access.emergency-reviewed',
          happenedFrom: now(),
          happenedUntil: now(),
          knownAt: now(),
          enteredAt: now(),
          enteredBy: officer.id,
          agencyId: officer.agencyId,
          body: 'police',
        })
        .execute(),
    )
    await assert.rejects(forged, /row-level security/)
    const undone = workAs(services, lead, ({ tx }) =>
      tx
        .insertInto('entry')
        .values({
          caseId: hidden.caseId,
          position: 999,
          factId: duty.factId,
          relation: 'corrects',
          type: 'access.opened-in-emergency',
          happenedFrom: now(),
          happenedUntil: now(),
          knownAt: now(),
          enteredAt: now(),
          enteredBy: lead.id,
          agencyId: lead.agencyId,
          body: 'advocacy',
          details: '{"neverHappened": true}',
        })
        .execute(),
    )
    await assert.rejects(undone, /row-level security/)
    const { state } = await everything
      .selectFrom('duty')
      .select('state')
      .where('id', '=', duty.id)
      .executeTakeFirstOrThrow()
    assert.equal(state, 'open')
  })

  test('whatever was used, each has somebody other than the person who looks after it: none is without', async (t) => {
    const { rows } = await sql<{ open: number; without: number }>`
      select count(*)::int as open, count(*) filter (where d.id is null or d.owner_id = l.practitioner_id or l.reviewer_id is null)::int as without
      from emergency_look l left join duty d on d.id = l.duty_id where l.case_id is not null`.execute(everything)
    assert.ok((rows[0]?.open ?? 0) > 15)
    assert.equal(rows[0]?.without, 0)
    const bare = sql`insert into emergency_look (id, practitioner_id, agency_id, case_id, pick, said, until_at)
      select gen_random_uuid(), practitioner_id, agency_id, case_id, pick, said, clock_timestamp() from emergency_look where case_id is not null limit 1`
    await assert.rejects(bare.execute(everything), /looked at by somebody/)
    t.diagnostic(`figure S11: ${rows[0]?.open} uses, ${rows[0]?.without} without somebody who looks after it`)
  })
})

describe('those told have an e-mail within a minute (S11)', () => {
  const ofWorker = { ...services, db: worker }
  test('each of them once, without a name or a case; one that fails is tried again and holds up no other', async () => {
    await tellOfEmergencies(ofWorker, now(), async () => undefined, assert.ifError)
    const [officer, first, second] = [await anOfficer(), await aHiddenCase(), await aHiddenCase()]
    await as(officer).submit('/access/emergency', bodyOf(first))
    await as(officer).submit('/access/emergency', bodyOf(second))
    const sent: { to: string; subject: string; text: string }[] = []
    const failures: unknown[] = []
    let fails = 1
    const post = async (mail: { to: string; subject: string; text: string }) => {
      if (fails-- > 0) throw new Error('the mail server is away')
      sent.push(mail)
    }
    assert.equal(await tellOfEmergencies(ofWorker, now(), post, (error) => failures.push(error)), 1)
    assert.equal(failures.length, 1)
    assert.equal(await tellOfEmergencies(ofWorker, now(), post, assert.ifError), 1)
    assert.equal(await tellOfEmergencies(ofWorker, now(), post, assert.ifError), 0)
    const told = [...(await looksOf(first.caseId)), ...(await looksOf(second.caseId))].flatMap((look) => look.told)
    for (const { id } of [lead, other, auditor]) assert.equal(told.filter((each) => each === id).length, 2)
    assert.deepEqual(sent.map(({ to }) => to).toSorted(), told.map((id) => `${id}@example.test`).toSorted())
    for (const { subject, text } of sent)
      for (const word of ['Quillback', 'Inventado', officer.name, first.reference, first.caseId, 'sister'])
        assert.ok(!`${subject} ${text}`.includes(word), word)
  })

  test('the worker looks for them more often than once a minute', async () => {
    const { readFileSync } = await import('node:fs')
    const source = readFileSync(new URL('../../commands/serve-worker.ts', import.meta.url), 'utf8')
    const every = /name: 'word of emergency access', everySeconds: (\d+)/.exec(source)?.[1]
    assert.ok(Number(every) > 0 && Number(every) <= 30, String(every))
  })
})
clock.set('2026-11-23T10:00:00Z')
