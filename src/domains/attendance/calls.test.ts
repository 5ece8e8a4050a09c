import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { deviceTokenOf, tokensOf } from '../../platform/blind-tokens.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { answersTo, supportBy } from '../../testing/measures.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aRule, decidedTogether } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { callersOf, callsRead, deviceFound, keepDeviceCall, toldRows } from './store.ts'

// Monday 1 March 2027.
const monday = '2027-03-01T10:00:00Z'
const app = await testApp({ at: monday })
const { as, aPractitioner, everything, services, clock } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const checker = await aPractitioner('investigating-officer')
const phones = await everything
  .selectFrom('deviceKind')
  .select('id')
  .where('name', '=', 'Personal alarm telephone')
  .executeTakeFirstOrThrow()

type At = { caseId: string; victimId: string; place: string }
type More = Record<string, string>
let count = 0
/** A force of its own, with one unit that goes to calls. */
const aForce = async () => {
  const made = everything.insertInto('agency').values({ kind: 'police', name: `Invented force of calls ${count++}` })
  const { id: agencyId } = await made.returning('id').executeTakeFirstOrThrow()
  const member = (role = 'first-responder') => aPractitioner(role, { agencyId, name: `Officer ${count++} Inventado` })
  const team = async (name: string, people: readonly Practitioner[]) => {
    const values = { agencyId, name, goesToCalls: true }
    const { id } = await everything.insertInto('team').values(values).returning('id').executeTakeFirstOrThrow()
    for (const { id: practitionerId } of people)
      await everything.insertInto('teamMember').values({ teamId: id, practitionerId }).execute()
    return id
  }
  const [sender, officer] = [await member('police-supervisor'), await member()]
  return { agencyId, member, team, sender, officer, blue: await team('Blue unit', [officer]) }
}
/** Somebody whose home is known by the marks of its address, as a way to reach them leaves them. */
const aHome = async (victimName = 'Sorrel Inventada'): Promise<At> => {
  const { caseId, victimId } = await aCase(services, adviser, { victimName })
  assert.equal((await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(checker.id, 'Works on it'))).status, 303)
  const place = `${200 + count++} Dunlin Street ZZ21 1AA`
  await livesThere(victimId, place)
  return { caseId, victimId, place }
}
const livesThere = async (personId: string, place: string) => {
  for (const { kind, token } of tokensOf(services.secret, { addresses: [place] }))
    await sql`insert into person_token values (${personId}, ${kind}, decode(${token}, 'hex'))`.execute(everything)
}
const typed = (who: Practitioner, more: More) => ({
  ...{ ...decidedTogether, happenedOn: 'today', ownerId: who.id, nextOn: 'tomorrow' },
  ...more,
})
const begin = async ({ caseId, victimId }: At, kind: string, more: More = {}): Promise<string> => {
  const form = typed(adviser, { personId: victimId, ...answersTo[`${kind}/begin`], ...more })
  const done = await as(adviser).submit(`/cases/${caseId}/measures/new/${kind}`, form)
  assert.equal(done.status, 303, `${kind}: ${done.text('.govuk-error-summary')}`)
  return done.location.split('/').at(-1) ?? ''
}
const tries = ({ caseId }: At, id: string, kind: string, code: string, more: More = {}, by = adviser) =>
  as(by).submit(`/cases/${caseId}/measures/${id}/steps/${code}`, {
    ...typed(by, { ...answersTo[`${kind}/${code}`], ...more }),
  })
const step = async (at: At, id: string, kind: string, code: string, more: More = {}, by = adviser): Promise<void> => {
  const done = await tries(at, id, kind, code, more, by)
  assert.equal(done.status, 303, `${kind}/${code}: ${done.text('.govuk-error-summary')}`)
}
const confirmAll = async ({ caseId }: At, id: string): Promise<void> => {
  const open = everything.selectFrom('measureMark').select('id').where('measureId', '=', id)
  for (const mark of await open.where('confirmedOn', 'is', null).execute()) {
    const form = { said: 'done', confirmedOn: 'today', how: 'By telephone' }
    await as(adviser).submit(`/cases/${caseId}/measures/${id}/marks/${mark.id}`, form)
  }
}
const aDevice = async (at: At, serial: string, more: More = {}): Promise<string> => {
  const id = await begin(at, 'device', { device: phones.id })
  await step(at, id, 'device', 'issue', { serial, ...more })
  return id
}
const inside = { whoIn: 'Sorrel and two children', locks: 'Two bolts at the top; say your number at the door' }
const aMarkedSanctuary = async (at: At): Promise<string> => {
  const id = await begin(at, 'sanctuary')
  await step(at, id, 'sanctuary', 'test')
  await step(at, id, 'sanctuary', 'sign', {}, checker)
  await step(at, id, 'sanctuary', 'second-sign')
  await step(at, id, 'sanctuary', 'consult')
  await step(at, id, 'sanctuary', 'approve', { support: await supportBy(everything, adviser) })
  await step(at, id, 'sanctuary', 'fit', inside)
  await step(at, id, 'sanctuary', 'inspect', {}, checker)
  await step(at, id, 'sanctuary', 'mark', { asked: 'Police control room' })
  return id
}
const teamOf = async ({ id }: Practitioner) =>
  (await everything.selectFrom('teamMember').select('teamId').where('practitionerId', '=', id).executeTakeFirst())
    ?.teamId
const ask = (who: Practitioner, place: string) => as(who).submit('/attendance', { place })
const callIn = (body: string): string => /\/attendance\/([0-9a-f-]{36})\/call/.exec(body)?.[1] ?? ''
const asked = async (who: Practitioner, place: string) => {
  const page = await ask(who, place)
  assert.equal(page.status, 200, page.text())
  return { page, id: callIn(page.body) }
}
const sheet = (who: Practitioner, id: string) => as(who).visit(`/attendance/${id}/call`)
const enter = (who: Practitioner, number: string) => as(who).submit('/attendance/devices', { number })
const logged = (who: Practitioner, purpose = 'call') =>
  everything
    .selectFrom('audit')
    .select(['kind', 'route', 'caseId', 'objectId', 'detail'])
    .where('actorId', '=', who.id)
    .where('purpose', '=', purpose)
    .execute()
const excludes = (caseId: string, who: Practitioner, ground = 'friend') =>
  everything
    .insertInto('caseExclusion')
    .values({ caseId, practitionerId: who.id, ground, source: 'declared', at: new Date(monday) })
    .execute()

const room = /A sanctuary room is in use: they may be waiting inside/
const silent = /A safety device is held here: a silent call means come/
const nothing = /Nothing is written down here for whoever goes/

describe('whoever goes to a call is told what stands in the home that they go to (SA-11, TD-02)', () => {
  test('a sanctuary is told once a partner has confirmed its mark, and no more once its mark is to come off', async () => {
    const { sender, officer } = await aForce()
    const at = await aHome()
    const id = await aMarkedSanctuary(at)
    const before = await asked(sender, at.place)
    assert.doesNotMatch(before.page.text(), room)
    assert.match((await sheet(sender, before.id)).text(), nothing)
    await confirmAll(at, id)
    assert.match((await sheet(sender, before.id)).text(), room, 'a sheet says what stands when it is read')
    await step(at, id, 'sanctuary', 'install')
    const { page, id: call } = await asked(sender, at.place)
    assert.match(page.text(), room)
    assert.doesNotMatch(
      page.text(),
      /Two bolts|two children/,
      'the answer says that there is one, and nothing of its inside',
    )
    for (const who of [sender, officer]) {
      const text = (await sheet(who, call)).text()
      assert.match(text, room)
      assert.match(text, /Who may be in it Sorrel and two children.*How it locks from inside Two bolts at the top/)
    }
    await step(at, id, 'sanctuary', 'renew', { whoIn: 'Sorrel and three children' })
    assert.match((await sheet(officer, call)).text(), /three children.*Two bolts/, 'what was not written anew stays')
    await step(at, id, 'sanctuary', 'leave')
    assert.match((await sheet(officer, call)).text(), nothing)
    assert.doesNotMatch((await ask(sender, at.place)).text(), room)
  })

  test('where nobody wrote down who is in the room or how it locks, the sheet says so', async () => {
    const { sender } = await aForce()
    const at = await aHome()
    const id = await aMarkedSanctuary(at)
    await confirmAll(at, id)
    const key = everything
      .selectFrom('vault.measureStep')
      .selectAll()
      .where('measureId', '=', id)
      .where('step', '=', 'fit')
    const fit = await key.executeTakeFirstOrThrow()
    await everything.deleteFrom('vault.measureStep').where('id', '=', fit.id).execute()
    await step(at, id, 'sanctuary', 'renew')
    await confirmAll(at, id)
    const { id: call } = await asked(sender, at.place)
    assert.match(
      (await sheet(sender, call)).text(),
      /Who may be in it Not written down How it locks from inside Not written down/,
    )
  })

  test('a device is told while it is in their hands, its number to the control room alone; one that was lost or given back is not told', async () => {
    const { sender, officer } = await aForce()
    const at = await aHome()
    const id = await aDevice(at, 'TQ-4410')
    await step(at, id, 'device', 'test')
    const { page, id: call } = await asked(sender, at.place)
    assert.match(page.text(), silent)
    assert.match((await sheet(sender, call)).text(), /A device here calls from TQ-4410/)
    const read = await sheet(officer, call)
    assert.match(read.text(), silent)
    assert.doesNotMatch(read.text(), /TQ-4410|Sorrel/, 'a unit reads no number and no name')
    await step(at, id, 'device', 'lose')
    assert.match((await sheet(officer, call)).text(), nothing)
    await step(at, id, 'device', 'shut')
    await step(at, id, 'device', 'return', { why: 'Not needed' })
    assert.doesNotMatch((await ask(sender, at.place)).text(), silent)
  })

  test('a marker and police watch are told with their last day, until it is over (RR-04)', async () => {
    const { sender, officer } = await aForce()
    const at = await aHome()
    const mark = await begin(at, 'urgent-mark', { until: '3/3/2027' })
    const watch = await begin(at, 'police-watch', { until: '4/3/2027' })
    assert.match((await sheet(sender, (await asked(sender, at.place)).id)).text(), nothing, 'asked for is not set')
    await confirmAll(at, mark)
    await step(at, mark, 'urgent-mark', 'stand')
    await step(at, watch, 'police-watch', 'brief')
    await step(at, watch, 'police-watch', 'start')
    const { page, id } = await asked(sender, at.place)
    const both = /Marked for an urgent response until Wed 3 Mar 2027.*Police watch is on until Thu 4 Mar 2027/
    assert.match(page.text(), both)
    assert.match((await sheet(officer, id)).text(), both)
    clock.set('2027-03-04T10:00:00Z')
    const later = await asked(sender, at.place)
    assert.doesNotMatch(later.page.text(), /urgent response/)
    assert.match(later.page.text(), /Police watch is on until Thu 4 Mar/)
    clock.set('2027-03-05T10:00:00Z')
    assert.doesNotMatch((await ask(sender, at.place)).text(), /urgent response|Police watch/)
    clock.set(monday)
  })

  test('each case of which something is told has it on its log; an address of which nothing is known writes none', async () => {
    const { sender, officer } = await aForce()
    const at = await aHome()
    await aDevice(at, 'TQ-4411')
    await asked(sender, '1 Nowhere Lane ZZ21 9ZZ')
    assert.deepEqual(await logged(sender), [])
    const { id } = await asked(sender, at.place)
    await sheet(officer, id)
    const row = { caseId: at.caseId, objectId: id, detail: 'told for an emergency call' }
    assert.deepEqual(await logged(sender), [{ kind: 'search', route: '/attendance', ...row }])
    assert.deepEqual(await logged(officer), [{ kind: 'consult', route: '/attendance/:attendanceId/call', ...row }])
    const { rows } = await sql<{
      text: string
    }>`select coalesce(string_agg(t::text, ' '), '') as text from audit t`.execute(everything)
    assert.doesNotMatch(rows[0]?.text ?? '', /TQ-4411|Dunlin/i)
    assert.match((await as(adviser).visit(`/cases/${at.caseId}/looks`)).text(), /An emergency call/)
  })
})

describe('who reads the sheet of a call (INV-36, INV-37)', () => {
  test('the unit that goes and nobody else: not another unit, not a colleague of the sender, not after twelve hours', async () => {
    const { sender, officer, member, team } = await aForce()
    const [other, mate] = [await member(), await member('police-supervisor')]
    const at = await aHome()
    await aDevice(at, 'TQ-4412')
    const { id } = await asked(sender, at.place)
    const green = await team('Green unit', [other])
    for (const who of [sender, officer]) assert.equal((await sheet(who, id)).status, 200)
    for (const who of [other, mate, adviser, checker]) assert.equal((await sheet(who, id)).status, 404)
    assert.equal((await as(sender).submit(`/attendance/${id}/nearest`, { teamId: green })).status, 303)
    assert.equal((await sheet(officer, id)).status, 404, 'the unit that does not go after all')
    assert.match((await sheet(other, id)).text(), silent)
    clock.set('2027-03-01T22:00:01Z')
    for (const who of [sender, other]) assert.equal((await sheet(who, id)).status, 404)
    clock.set(monday)
  })

  test('whoever takes command reads it from the moment that the nearest unit is sent', async () => {
    const { sender, member, blue } = await aForce()
    const at = await aHome()
    await aDevice(at, 'TQ-4413')
    const chief = await member('police-supervisor')
    const { id } = await asked(sender, at.place)
    assert.equal((await sheet(chief, id)).status, 404)
    assert.equal((await as(sender).submit(`/attendance/${id}/nearest`, { teamId: blue })).status, 303)
    await everything.updateTable('attendance').set({ commandId: chief.id }).where('id', '=', id).execute()
    const text = (await sheet(chief, id)).text()
    assert.match(text, /You take command of a call/)
    assert.match(text, silent)
    assert.doesNotMatch(text, /TQ-4413/)
  })

  test('whoever is kept from the case, or lives there, reads the same page as for an address of which nothing is known', async () => {
    const { sender, officer } = await aForce()
    const [at, other] = [await aHome(), await aHome()]
    for (const each of [at, other]) await aDevice(each, `TQ-45${count++}`)
    await excludes(at.caseId, sender)
    const kept = await ask(sender, at.place)
    const free = await ask(sender, '1 Nowhere Lane ZZ21 9ZY')
    assert.doesNotMatch(kept.text(), silent)
    assert.equal(kept.$('.govuk-warning-text').length, free.$('.govuk-warning-text').length)
    const [one, two] = [await sheet(sender, callIn(kept.body)), await sheet(sender, callIn(free.body))]
    assert.equal(one.text('main'), two.text('main'))
    assert.match((await ask(sender, other.place)).text(), silent)
    const said = await as(officer).submit('/staff/connections/own', {
      house: other.place.split(' ')[0] ?? '',
      postcode: 'ZZ21 1AA',
    })
    assert.equal(said.status, 303, said.text())
    const { id } = await asked(sender, other.place)
    await everything.updateTable('attendance').set({ proposedTeamId: null }).where('id', '=', id).execute()
    assert.equal((await sheet(officer, id)).status, 404)
  })

  test('whoever works with the person reported is told nothing', async () => {
    const { sender } = await aForce()
    const at = await aHome()
    await aDevice(at, 'TQ-4414')
    const { id } = await asked(sender, at.place)
    assert.match((await sheet(sender, id)).text(), silent)
    const suspect = everything.selectFrom('party').select('personId').where('caseId', '=', at.caseId)
    const { personId } = await suspect.where('role', '=', 'perpetrator').executeTakeFirstOrThrow()
    await everything
      .insertInto('reportedContact')
      .values({
        caseId: at.caseId,
        personId,
        practitionerId: sender.id,
        recordedBy: adviser.id,
        recordedAt: new Date(monday),
      })
      .execute()
    assert.match((await sheet(sender, id)).text(), nothing)
  })
})

describe('a call from a device goes first, and is known by its number, even without a word (TD-02)', () => {
  test('the number that the device shows gives whose it is, where to go first and whom to ring; the unit reads none of it', async () => {
    const { sender, officer } = await aForce()
    const at = await aHome('Bryony Inventada')
    await aDevice(at, 'tel 900-33', { goFirst: 'The back gate by the garages', callsFrom: '+44 7700 900 345' })
    for (const number of ['TEL90033', ' tel-900 33 ', '07700900345', '0044 7700 900345']) {
      const done = await enter(sender, number)
      assert.equal(done.status, 303, `${number}: ${done.text()}`)
      const page = await as(sender).visit(done.location)
      assert.match(page.text(), /A device calls: first/)
      assert.match(
        page.text(),
        /Name Bryony Inventada.*Device Personal alarm telephone.*Calls from tel 900-33, \+44 7700 900 345/,
      )
      assert.match(page.text(), /Go first to The back gate by the garages Ring/)
      assert.equal(page.$('h1').text(), 'Send Blue unit')
    }
    const { location } = await enter(sender, 'TEL90033')
    const read = await as(officer).visit(location)
    assert.match(read.text(), /A device calls: first/)
    assert.match(read.text(), silent)
    assert.doesNotMatch(read.text(), /Bryony|900|garages/)
    const rows = (await logged(sender)).filter(({ route }) => route === '/attendance/devices')
    assert.equal(rows.length, 5)
    for (const row of rows)
      assert.deepEqual([row.kind, row.caseId, row.detail], ['search', at.caseId, 'a call from a device'])
  })

  test('its call stands before those that came later, for each who takes calls; the list says nothing of whose it is', async () => {
    const { sender, member, officer } = await aForce()
    const at = await aHome('Clover Inventada')
    await aDevice(at, 'TQ-4415')
    assert.match((await as(sender).visit('/attendance/calls')).text(), /No call of the last 12 hours is yours/)
    const { location } = await enter(sender, 'TQ-4415')
    clock.set('2027-03-01T10:05:00Z')
    await asked(sender, '1 Nowhere Lane ZZ21 9ZX')
    const colleague = await member('police-supervisor')
    const lines = async (who: Practitioner) => {
      const page = await as(who).visit('/attendance/calls')
      assert.doesNotMatch(page.text(), /Clover|TQ-4415|sanctuary|Dunlin/)
      return page
        .$('tbody tr')
        .toArray()
        .map((row) => page.$(row).find('.wm-board__value').text())
    }
    const all = await lines(sender)
    assert.equal(all.length, 2)
    assert.match(all[0] ?? '', /10:00 today.*A device/)
    assert.match(all[1] ?? '', /10:05 today.*A call/)
    assert.equal((await lines(officer)).length, 2)
    assert.match((await lines(colleague)).join(), /^Call at 10:00 todayA device.*The control room$/)
    assert.match((await as(colleague).visit(location)).text(), /Name Clover Inventada/)
    assert.equal((await as(colleague).visit(location)).$('form[action$="/nearest"]').length, 0, 'whoever took it sends')
    await excludes(at.caseId, colleague)
    assert.equal((await as(colleague).visit('/attendance/calls')).$('tbody tr').length, 0)
    assert.equal((await as(colleague).visit(location)).status, 404)
    clock.set(monday)
  })

  test('a number that is not known is said to be so, and the call is for help all the same; nothing is kept of it', async () => {
    const { sender } = await aForce()
    const page = await enter(sender, 'ZZ-99999')
    assert.equal(page.status, 200)
    assert.match(page.text(), /This number is not known here.*call for help all the same/)
    assert.equal(page.value('number'), 'ZZ-99999')
    const calls = await everything.selectFrom('attendance').select('id').where('askedBy', '=', sender.id).execute()
    assert.deepEqual(calls, [])
    const [row, ...more] = await logged(sender)
    assert.deepEqual([row?.kind, row?.caseId, row?.objectId, more.length], ['search', null, null, 0])
    for (const number of ['', '--', 'x'.repeat(201)]) {
      const again = await enter(sender, number)
      assert.deepEqual([again.status, again.value('number')], [422, number])
    }
  })

  test('a device that was lost, given back or replaced names nobody, and says whom to ring and what to do', async () => {
    const { sender } = await aForce()
    const at = await aHome('Willow Inventada')
    const id = await aDevice(at, 'TQ-4416')
    await step(at, id, 'device', 'lose')
    const gone = async (number: string, says: RegExp) => {
      const page = await enter(sender, number)
      assert.equal(page.status, 200, page.text())
      assert.match(page.text(), says)
      assert.match(page.text(), new RegExp(`Ring ${adviser.name}`))
      assert.doesNotMatch(page.text(), /Willow/)
    }
    await gone('TQ-4416', /was lost or taken.*Do not ring it back/)
    await step(at, id, 'device', 'shut')
    await gone('TQ-4416', /was lost or taken/)
    await step(at, id, 'device', 'issue', { serial: 'TQ-4417' })
    await gone('TQ-4416', /was replaced by another device/)
    assert.equal((await enter(sender, 'TQ-4417')).status, 303)
    await step(at, id, 'device', 'return', { why: 'Not needed' })
    await gone('TQ-4417', /was given back/)
    const cases = (await logged(sender)).map(({ caseId }) => caseId)
    assert.deepEqual(
      cases,
      Array.from({ length: 5 }, () => at.caseId),
    )
  })

  test('one that is faulty is theirs all the same, and one that was given to somebody else is theirs now', async () => {
    const { sender } = await aForce()
    const [at, next] = [await aHome('Hazel Inventada'), await aHome('Rowan Inventada')]
    const id = await aDevice(at, 'TQ-4418')
    await step(at, id, 'device', 'fault', { fault: 'Loose battery' })
    const faulty = await as(sender).visit((await enter(sender, 'TQ-4418')).location)
    assert.match(faulty.text(), /It was written down as faulty.*Name Hazel Inventada/)
    await step(at, id, 'device', 'return', { why: 'Not needed' })
    await aDevice(next, 'TQ-4418')
    const page = await as(sender).visit((await enter(sender, 'TQ-4418')).location)
    assert.match(page.text(), /Rowan Inventada/)
    assert.doesNotMatch(page.text(), /Hazel/)
  })

  test('somebody kept from the case enters its number, and reads what an unknown number says; no team of theirs is named', async () => {
    const { sender, officer, member, team } = await aForce()
    const at = await aHome()
    await aDevice(at, 'TQ-4419')
    await excludes(at.caseId, sender)
    const [kept, unknown] = [await enter(sender, 'TQ-4419'), await enter(sender, 'TQ-0000')]
    assert.equal(kept.text('main').replace('TQ-4419', 'X'), unknown.text('main').replace('TQ-0000', 'X'))
    const free = await member('police-supervisor')
    const at2 = await aHome()
    await aDevice(at2, 'TQ-4420')
    await everything
      .deleteFrom('personToken')
      .where('personId', '=', at2.victimId)
      .where('kind', '=', 'address')
      .execute()
    await excludes(at2.caseId, officer)
    const none = await as(free).visit((await enter(free, 'TQ-4420')).location)
    assert.equal(none.$('h1').text(), 'Send a neighbouring force', 'kept away by the case, though no address is known')
    await team('Green unit', [await member()])
    assert.equal((await as(free).visit((await enter(free, 'TQ-4420')).location)).$('h1').text(), 'Send Green unit')
  })

  test('nobody but who takes calls may enter a number', async () => {
    const { officer, member } = await aForce()
    for (const who of [officer, await member('investigating-officer'), await member('auditor'), adviser, boss]) {
      assert.equal((await as(who).visit('/attendance/devices')).status, 404, who.role)
      assert.equal((await enter(who, 'TQ-4410')).status, 404, who.role)
    }
  })

  test('the database itself answers nobody else, whatever the program asks it', async () => {
    const { sender, officer, member, team } = await aForce()
    const other = await member()
    await team('Green unit', [other])
    const at = await aHome()
    await aDevice(at, 'TQ-4431')
    const mark = deviceTokenOf(services.secret, 'TQ-4431') ?? ''
    const { location } = await enter(sender, 'TQ-4431')
    const id = location.split('/')[2] ?? ''
    await everything
      .updateTable('attendance')
      .set({ proposedTeamId: (await teamOf(officer)) ?? null })
      .where('id', '=', id)
      .execute()
    const asks = (who: Practitioner) =>
      workAs(services, who, async (work) => [
        (await deviceFound(work.tx, mark)).length,
        (await callersOf(work, id)).length,
        (await toldRows(work, id)).length,
        (await callsRead(work)).length,
      ])
    assert.deepEqual(await asks(sender), [1, 1, 1, 1])
    assert.deepEqual(await asks(officer), [0, 0, 1, 1], 'the unit that goes')
    for (const who of [other, adviser, boss, checker]) assert.deepEqual(await asks(who), [0, 0, 0, 0], who.role)
    const unknown = tokensOf(services.secret, { addresses: ['1 Nowhere Lane ZZ21 9ZW'] }).map(({ token }) => token)
    const made = await workAs(services, sender, (work) => keepDeviceCall(work, crypto.randomUUID(), unknown, null))
    assert.equal(made, false, 'no call goes first that is from no device')
    await assert.rejects(
      workAs(services, sender, ({ tx }) => tx.selectFrom('deviceNumber').selectAll().execute()),
      /permission denied/,
    )
  })

  test('a number of which three letters or digits cannot be read is refused when the device is given out, and so is a place that is protected', async () => {
    const at = await aHome()
    await as(adviser).submit(`/cases/${at.caseId}/safe-contact/rule`, aRule())
    const home = { kind: 'post', value: '4 Tanglewood\nHollowmere', days1: ['1'], from1: '10:00', until1: '12:00' }
    const set = await as(adviser).submit(`/cases/${at.caseId}/safe-contact/routes/new`, { ...home, confirmed: 'yes' })
    assert.equal(set.status, 303, set.text('.govuk-error-summary'))
    const id = await begin(at, 'device', { device: phones.id })
    for (const [field, value] of [
      ['serial', 'A-1'],
      ['callsFrom', '#9'],
      ['goFirst', 'Round the back of 4 Tanglewood, Hollowmere'],
    ] as const) {
      const refused = await tries(at, id, 'device', 'issue', { serial: 'TQ-4430', [field]: value })
      assert.deepEqual([refused.status, refused.errors()[0]?.href, refused.value(field)], [422, `#${field}`, value])
    }
    await step(at, id, 'device', 'issue', { serial: 'TQ-4430', goFirst: 'The blue gate' })
  })

  test('a device of before numbers were kept is known from its next test on, and its numbers go with what was written of it', async () => {
    const { sender } = await aForce()
    const at = await aHome('Sedge Inventada')
    const id = await aDevice(at, 'TQ-4421')
    await everything.deleteFrom('deviceNumber').where('measureId', '=', id).execute()
    assert.match((await enter(sender, 'TQ-4421')).text(), /not known here/)
    await step(at, id, 'device', 'test')
    assert.equal((await enter(sender, 'TQ-4421')).status, 303)
    await sql`select private.erase(${adviser.agencyId}, ${at.caseId}, 'measures and injuries')`.execute(everything)
    const left = everything.selectFrom('deviceNumber').select('measureId').where('measureId', '=', id)
    assert.deepEqual(await left.execute(), [])
    assert.match((await enter(sender, 'TQ-4421')).text(), /not known here/)
  })
})
