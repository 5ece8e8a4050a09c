import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'

// S-16: a restraining order of five years, made on 1 June 2022, ends on Monday 31 May 2027, a bank holiday.
const { as, aPractitioner, everything, services, clock } = await testApp({ at: '2027-04-01T10:00:00Z' })

const works = (who: Practitioner, onBankHolidays: boolean) =>
  everything
    .insertInto('workingPattern')
    .values(
      [1, 2, 3, 4, 5].map((weekday) => ({
        ...{
          practitionerId: who.id,
          weekday,
          startsAt: '08:00',
          endsAt: '18:00',
          fromOn: '2027-01-01',
          onBankHolidays,
        },
      })),
    )
    .execute()
const anEndingOrder = async (owner: Practitioner) => {
  const { caseId } = await aCase(services, owner)
  const { factId } = await workAs(services, owner, (work) =>
    record(services, work, {
      ...{ caseId, type: 'orders.made', happened: atExactly(new Date('2022-06-01T12:00:00Z')), knownAt: work.now },
      ...{ body: 'police', toldBy: null, what: null },
      details: { orderKind: 'Restraining order', endsOn: '2027-05-31' },
    }),
  )
  return { caseId, factId }
}
const alertDays = ['2027-04-05', '2027-04-30', '2027-05-24', '2027-05-31']
const noonOf = (day: string) => `${day}T12:00:00+01:00`

test('the alerts of an order that ends on a bank holiday come on 5 and 30 April, 24 and 31 May, and each shows who covers on the last day (S-16, OD-10)', async () => {
  const boss = await aPractitioner('police-supervisor')
  const owner = await aPractitioner('investigating-officer', { supervisorId: boss.id })
  const sitter = await aPractitioner('police-supervisor', { name: 'Desk Inventado' })
  await works(boss, false)
  const { caseId, factId } = await anEndingOrder(owner)
  const alerts = await everything
    .selectFrom('duty')
    .select(['id', 'raisedAt', 'dueAt'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'ORDER_EXPIRY')
    .orderBy('raisedAt')
    .execute()
  const londonDays = alerts.map(({ raisedAt }) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(raisedAt),
  )
  assert.deepEqual(londonDays, alertDays)

  const shownOn = async (day: string): Promise<string[]> => {
    clock.set(noonOf(day))
    const alert = alerts[alertDays.indexOf(day)]
    const pages = [
      `/cases/${caseId}/orders`,
      `/cases/${caseId}/orders/${factId}/decide`,
      `/cases/${caseId}/duties/${alert?.id}`,
    ]
    return Promise.all(pages.map(async (page) => (await as(owner).visit(page)).text()))
  }
  for (const day of alertDays)
    for (const text of await shownOn(day)) {
      assert.match(text, /Mon 31 May[^:]*, Spring bank holiday/, day)
      assert.match(text, /nobody is on duty and no desk is staffed, so it goes to/, day)
    }

  const teamId = crypto.randomUUID()
  await everything
    .insertInto('team')
    .values({ id: teamId, agencyId: boss.agencyId, name: 'Holiday desk', isDesk: true })
    .execute()
  await everything
    .insertInto('deskShift')
    .values({
      teamId,
      practitionerId: sitter.id,
      fromAt: new Date('2027-05-31T06:00:00Z'),
      untilAt: new Date('2027-06-01T06:00:00Z'),
    })
    .execute()
  for (const day of alertDays)
    for (const text of await shownOn(day)) assert.match(text, /Spring bank holiday: Desk Inventado covers/, day)
})

test('a supervisor who works on bank holidays covers that day; on leave it is whoever covers for them (S-16)', async () => {
  const boss = await aPractitioner('wcu-manager', { name: 'Boss Inventada' })
  const deputy = await aPractitioner('wcu-manager', { name: 'Deputy Inventada' })
  const owner = await aPractitioner('witness-care-officer', { supervisorId: boss.id })
  await works(boss, true)
  await works(deputy, true)
  clock.set(noonOf('2027-05-24'))
  const { caseId } = await anEndingOrder(owner)
  assert.match((await as(owner).visit(`/cases/${caseId}/orders`)).text(), /Spring bank holiday: Boss Inventada covers/)
  await everything
    .insertInto('leave')
    .values({
      ...{ practitionerId: boss.id, fromOn: '2027-05-29', untilOn: '2027-06-04', coverId: deputy.id },
      ...{ recordedBy: boss.id, recordedAt: new Date('2027-05-01T09:00:00Z') },
    })
    .execute()
  assert.match(
    (await as(owner).visit(`/cases/${caseId}/orders`)).text(),
    /Spring bank holiday: Deputy Inventada covers/,
  )
})

test('the order is never in force on 1 June, and that nobody decided stays visible (S-16)', async () => {
  const owner = await aPractitioner('investigating-officer')
  clock.set(noonOf('2027-05-24'))
  const { caseId } = await anEndingOrder(owner)
  clock.set('2027-06-01T00:00:01+01:00')
  const page = (await as(owner).visit(`/cases/${caseId}/orders`)).text()
  assert.match(page, /Past its last day.*Nobody decided/)
  assert.doesNotMatch(page, /In force/)
})
