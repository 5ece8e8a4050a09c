import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../../testing/app.ts'
import { aCase, workAs } from '../../../testing/cases.ts'

const { as, aPractitioner, services, everything, clock } = await testApp()
const admin = await aPractitioner('administrator')
const { agencyId } = admin
const boss = await aPractitioner('police-supervisor', { agencyId, name: 'Bo Invented' })
const officer = await aPractitioner('investigating-officer', { agencyId, supervisorId: boss.id, name: 'Ola Invented' })
const peer = await aPractitioner('first-responder', { agencyId, name: 'Pia Invented' })
const stranger = await aPractitioner('idva')
const [asAdmin, asBoss, asOfficer, asPeer, asStranger] = [as(admin), as(boss), as(officer), as(peer), as(stranger)]
const own = `/staff/${officer.id}`

test('a usual week is set from a day on, and says who is on duty now', async () => {
  const set = await asOfficer.submit(`${own}/pattern`, { fromOn: 'today', starts1: '9am', ends1: '5pm' })
  assert.equal(set.location, own)
  assert.match((await asPeer.visit('/staff?state=on+duty')).text('tbody'), /Ola Invented/)
  clock.set('2026-11-23T18:00:00Z')
  assert.match(
    (await asPeer.visit('/staff?state=on+duty')).text('.wm-board__says'),
    /^Nobody of your agency is on duty now\.$/,
  )
  clock.set('2026-11-23T10:00:00Z')
  await asOfficer.submit(`${own}/pattern`, { fromOn: '30/11/2026', starts2: '10:00', ends2: '18:00' })
  assert.match(
    (await asOfficer.visit(own)).text(),
    /Monday ?09:00 to 17:00 ?Mon 23 Nov 2026 to Sun 29 Nov 2026 ?Tuesday ?10:00 to 18:00 ?from Mon 30 Nov 2026/,
  )
})

test('a week that cannot be read is refused with each place named, and kept', async () => {
  const refused = await asOfficer.submit(`${own}/pattern`, { fromOn: 'someday', starts1: '9am', ends1: 'late' })
  assert.equal(refused.status, 422)
  assert.deepEqual(
    refused.errors().map(({ href }) => href),
    ['#fromOn', '#ends1'],
  )
  assert.equal(refused.value('ends1'), 'late')
})

test('hours and leave are one’s own, the supervisor’s and an administrator’s to plan; for others they are not there', async () => {
  for (const page of ['pattern', 'leave']) {
    for (const person of [asOfficer, asBoss, asAdmin]) assert.equal((await person.visit(`${own}/${page}`)).status, 200)
    for (const person of [asPeer, asStranger]) {
      assert.equal((await person.visit(`${own}/${page}`)).status, 404)
      assert.equal((await person.submit(`${own}/${page}`, { fromOn: 'today', untilOn: 'today' })).status, 404)
    }
  }
})

test('leave is recorded, shown, and cancelled; two leaves never overlap', async () => {
  const dates = { fromOn: '7/12/2026', untilOn: '11/12/2026', coverId: '' }
  assert.equal((await asBoss.submit(`${own}/leave`, dates)).location, `${own}/leave`)
  const twice = await asBoss.submit(`${own}/leave`, { ...dates, fromOn: '11/12/2026', untilOn: '14/12/2026' })
  assert.deepEqual(
    twice.errors().map(({ text }) => text),
    ['There is leave in that time already. Cancel it first, or choose other days'],
  )
  const page = await asOfficer.visit(`${own}/leave`)
  assert.match(page.text(), /Mon 7 Dec 2026 to Fri 11 Dec 2026, nobody covers/)
  const cancel = page.$('form[action$="/cancel"]').attr('action') ?? ''
  assert.equal((await asPeer.submit(cancel)).status, 404)
  assert.equal((await asOfficer.submit(cancel)).status, 303)
  assert.match((await asOfficer.visit(`${own}/leave`)).text(), /No leave now or to come/)
  assert.equal((await asOfficer.submit(cancel)).status, 404)
})

test('who holds cases needs cover on leave, by somebody who is there and works with cases (INV-24)', async () => {
  await aCase(services, officer)
  const dates = { fromOn: '14/12/2026', untilOn: '18/12/2026' }
  const problem = async (coverId: string) =>
    (await asOfficer.submit(`${own}/leave`, { ...dates, coverId })).errors()[0]?.text ?? ''
  assert.match(await problem(''), /^Select who covers: 1 risk lead, 1 plan lead.* would wait for nobody$/)
  assert.equal(await problem(officer.id), 'Nobody covers for themselves. Select somebody else')
  assert.equal(await problem(admin.id), 'Select somebody who works with cases here')
  assert.equal(await problem(stranger.id), 'Select somebody who works with cases here')
  await asPeer.submit(`/staff/${peer.id}/leave`, { fromOn: '18/12/2026', untilOn: '18/12/2026' })
  assert.equal(await problem(peer.id), 'Pia Invented is away in that time. Select somebody else')
  assert.equal((await asOfficer.submit(`${own}/leave`, { ...dates, coverId: boss.id })).status, 303)
})

test('a desk with nobody on says so, and a shift puts somebody on', async () => {
  const started = await asAdmin.submit('/staff/teams/new', { name: 'Night desk', kinds: ['out of hours', 'referrals'] })
  const team = started.location
  assert.match((await asPeer.visit(team)).text(), /Nobody is on this desk now/)
  assert.match((await asPeer.visit('/staff/teams')).text('tbody'), /Nobody is on/)
  assert.equal((await asAdmin.submit(`${team}/join`, { practitionerId: officer.id })).status, 303)
  const shift = {
    practitionerId: officer.id,
    fromDay: 'today',
    fromTime: '09:00',
    untilDay: 'today',
    untilTime: '17:00',
  }
  assert.equal((await asPeer.submit(`${team}/shifts`, shift)).status, 404, 'a colleague does not plan for another')
  assert.equal((await asBoss.submit(`${team}/shifts`, shift)).location, team)
  const page = await asOfficer.visit(team)
  assert.doesNotMatch(page.text(), /Nobody is on this desk now/)
  assert.match(
    page.text(),
    /Nobody is on in the next 7 days at: 17:00 today to 10:00 Mon 30 Nov \(6 days\)|Nobody is on in the next 7 days at: 17:00 today to 10:00 Mon 30 Nov \(7 days\)/,
  )
  assert.match((await asPeer.visit('/staff?state=on+duty')).text('tbody'), /Ola Invented/)
  const overlap = await asBoss.submit(`${team}/shifts`, { ...shift, fromTime: '16:00', untilTime: '20:00' })
  assert.deepEqual(
    overlap.errors().map(({ text }) => text),
    ['This person has a shift in that time already'],
  )
  const away = await asBoss.submit(`${team}/shifts`, { ...shift, fromDay: '15/12/2026', untilDay: '15/12/2026' })
  assert.deepEqual(
    away.errors().map(({ text }) => text),
    ['This person is on leave then. Select somebody else'],
  )
  const busy = await asAdmin.submit(`${team}/leave`, { practitionerId: officer.id })
  assert.match(busy.errors()[0]?.text ?? '', /shifts to come/)
  const cancel = (await asBoss.visit(team)).$('form[action$="/cancel"]').attr('action') ?? ''
  assert.equal((await asBoss.submit(cancel)).status, 303)
  assert.equal((await asAdmin.submit(`${team}/leave`, { practitionerId: officer.id })).status, 303)
  assert.equal((await asAdmin.submit(`${team}/shifts`, shift)).status, 422, 'only a member of the desk')
})

test('a shift at a foreign desk is refused by the database itself', async () => {
  const id = '7b8f0c7a-54f4-4c1e-8d3c-3e1f5a8f9b10'
  await everything
    .insertInto('team')
    .values({ id, agencyId: stranger.agencyId, name: 'Their desk', isDesk: true })
    .execute()
  const shift = {
    teamId: id,
    practitionerId: officer.id,
    fromAt: services.now(),
    untilAt: new Date(services.now().getTime() + 3_600_000),
  }
  await assert.rejects(
    workAs(services, officer, ({ tx }) => tx.insertInto('deskShift').values(shift).execute()),
    /row-level security/,
  )
  assert.equal((await asAdmin.visit(`/staff/teams/${id}`)).status, 404)
  assert.equal((await asAdmin.submit(`/staff/teams/${id}/join`, { practitionerId: officer.id })).status, 404)
})

test('nobody who administers is in a team: a team is a way to see cases (INV-39)', async () => {
  const team = (await asAdmin.submit('/staff/teams/new', { name: 'Day team' })).location
  const refused = await asAdmin.submit(`${team}/join`, { practitionerId: admin.id })
  assert.match(refused.errors()[0]?.text ?? '', /^An administrator has no case/)
  const teamId = team.split('/').at(-1) ?? ''
  await assert.rejects(
    workAs(services, admin, ({ tx, now }) =>
      tx.insertInto('teamMember').values({ teamId, practitionerId: admin.id, fromAt: now }).execute(),
    ),
    /administrators, auditors and professional standards see no case/,
  )
})

test('leaving a team never takes a case from the sight of its lead (INV-24)', async () => {
  const team = (await asAdmin.submit('/staff/teams/new', { name: 'Case team' })).location
  const teamId = team.split('/').at(-1) ?? ''
  await asAdmin.submit(`${team}/join`, { practitionerId: peer.id })
  const { caseId } = await aCase(services, peer)
  await workAs(services, peer, ({ tx, now }) =>
    sql`select grant_case(${caseId}, ${teamId}, 'team case', ${now})`.execute(tx),
  )
  await workAs(services, peer, ({ tx, now }) => sql`select revoke_case(${caseId}, ${peer.id}, ${now})`.execute(tx))
  const refused = await asAdmin.submit(`${team}/leave`, { practitionerId: peer.id })
  assert.match(refused.errors()[0]?.text ?? '', /^This person leads 1 case that they see through this team only/)
  await assert.rejects(
    workAs(services, admin, ({ tx, now }) =>
      tx.updateTable('teamMember').set({ untilAt: now }).where('practitionerId', '=', peer.id).execute(),
    ),
    /through this team only/,
  )
})

test('a team needs a name, and keeps what was ticked', async () => {
  const refused = await asAdmin.submit('/staff/teams/new', { name: ' ', kinds: 'referrals' })
  assert.deepEqual(
    refused.errors().map(({ text }) => text),
    ['Enter the name of the team'],
  )
  assert.equal(refused.checked('kinds'), 'referrals')
})

test('a colleague sees a person’s page, and no numbers on it', async () => {
  const page = await asPeer.visit(own)
  assert.equal(page.status, 200)
  assert.doesNotMatch(page.text(), /Risk lead of|open session|Leaves the agency/)
})

test('where no week is set the staff list and the supervisor’s board say that the clocks count them as off duty, with a way to set it (INV-24)', async () => {
  const boss = await aPractitioner('idva-manager')
  const worker = await aPractitioner('idva', { supervisorId: boss.id, name: 'Hourless Inventada' })
  const list = await as(boss).visit('/staff?state=no+hours')
  assert.match(list.text(), /Hourless Inventada.*No hours are set, so the clocks count them as off duty/)
  assert.ok(list.links().some(({ href }) => href === `/staff/${worker.id}/pattern`))
  assert.match((await as(boss).visit(`/staff/${worker.id}`)).text(), /No hours are set/)
  const board = await as(boss).visit('/boards/team')
  assert.match(board.text(), /1 person whom you supervise has no hours set/)
  assert.ok(
    board.links().some(({ text, href }) => text === 'Hourless Inventada' && href === `/staff/${worker.id}/pattern`),
  )
  const week = { fromOn: 'today', starts1: '09:00', ends1: '17:00', onBankHolidays: 'yes' }
  assert.equal((await as(boss).submit(`/staff/${worker.id}/pattern`, week)).status, 303)
  assert.doesNotMatch((await as(boss).visit('/boards/team')).text(), /no hours set/)
  assert.doesNotMatch((await as(boss).visit('/staff?state=no+hours')).text(), /Hourless/)
  assert.match((await as(worker).visit(`/staff/${worker.id}`)).text(), /These hours hold on bank holidays too/)
  assert.equal((await as(worker).visit(`/staff/${worker.id}/pattern`)).checked('onBankHolidays'), 'yes')
})
