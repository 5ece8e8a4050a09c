import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { answersTo, supportBy } from '../../testing/measures.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aRule, decidedTogether } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { placeIn, tellsWhere } from './model/outside.ts'
import { insertStep } from './store.ts'

// Monday 1 March 2027.
const monday = '2027-03-01T10:00:00Z'
const app = await testApp({ at: monday })
const { as, aPractitioner, everything, services, clock } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const officer = await aPractitioner('investigating-officer')

type At = { caseId: string; victimId: string }
type More = Record<string, string>
const aSafeCase = async (): Promise<At> => {
  const { caseId, victimId } = await aCase(services, adviser)
  const letIn = await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(officer.id, 'Works on it'))
  assert.equal(letIn.status, 303)
  return { caseId, victimId }
}
const typed = (who: Practitioner, more: More) => ({
  ...{ ...decidedTogether, happenedOn: 'today', ownerId: who.id, nextOn: 'tomorrow' },
  ...more,
})
const begins = ({ caseId, victimId }: At, kind: string, more: More = {}, by = adviser) =>
  as(by).submit(`/cases/${caseId}/measures/new/${kind}`, {
    ...typed(by, { personId: victimId, ...answersTo[`${kind}/begin`], ...more }),
  })
const begin = async (at: At, kind: string, more: More = {}, by = adviser): Promise<string> => {
  const done = await begins(at, kind, more, by)
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
const says = async (answer: ReturnType<typeof tries>): Promise<string> => {
  const { status, errors } = await answer
  assert.equal(status, 422)
  return errors()
    .map(({ text }) => text)
    .join('. ')
}
const page = ({ caseId }: At, id: string, by = adviser) => as(by).visit(`/cases/${caseId}/measures/${id}`)
const buttons = async (at: At, id: string) => (await page(at, id)).links().map(({ text }) => text)
const marksOf = (id: string) =>
  everything
    .selectFrom('measureMark')
    .selectAll()
    .where('measureId', '=', id)
    .orderBy('round')
    .orderBy('partner')
    .execute()
const confirmAll = async (at: At, id: string): Promise<void> => {
  for (const mark of (await marksOf(id)).filter(({ confirmedOn }) => confirmedOn === null)) {
    const form = { said: 'done', confirmedOn: 'today', how: 'By telephone' }
    await as(adviser).submit(`/cases/${at.caseId}/measures/${id}/marks/${mark.id}`, form)
  }
}
const stateOf = async (id: string) =>
  (await everything.selectFrom('measure').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

const aSanctuary = async (at: At, more: More = {}): Promise<string> => {
  const id = await begin(at, 'sanctuary')
  await step(at, id, 'sanctuary', 'test')
  await step(at, id, 'sanctuary', 'sign', {}, officer)
  await step(at, id, 'sanctuary', 'second-sign')
  await step(at, id, 'sanctuary', 'consult')
  await step(at, id, 'sanctuary', 'approve', { support: await supportBy(everything, adviser), ...more })
  return id
}
const aMarkedSanctuary = async (at: At, asked: string): Promise<string> => {
  const id = await aSanctuary(at)
  await step(at, id, 'sanctuary', 'fit')
  await step(at, id, 'sanctuary', 'inspect', {}, officer)
  await step(at, id, 'sanctuary', 'mark', { asked })
  await confirmAll(at, id)
  await step(at, id, 'sanctuary', 'install')
  return id
}
const aWatch = async (at: At, members: readonly string[] = ['Heather Inventada', 'Clover Inventada']) => {
  const id = await begin(at, 'named-watch')
  for (const member of members) await step(at, id, 'named-watch', 'member', { member })
  await step(at, id, 'named-watch', 'consent')
  await step(at, id, 'named-watch', 'start')
  return id
}

describe('a mark of an address is taken off before anything ends (SA-11, INV-61; MODEL 5.10)', () => {
  test('a sanctuary that no longer holds, whose household moves, asks every partner to take its mark off', async () => {
    const at = await aSafeCase()
    const id = await aMarkedSanctuary(at, 'Police control room\nFire control')
    await step(at, id, 'sanctuary', 'fail', { fault: 'The door was kicked in' })
    assert.equal(await stateOf(id), 'approved')
    const offered = await buttons(at, id)
    assert.ok(offered.includes('They move, or it is not needed'), 'from where it stands, it can be left')
    assert.ok(!offered.includes('It is not possible'), 'and not be ended as if nobody had a mark')
    const ended = { why: 'She moved', instead: 'A refuge' }
    assert.match(await says(tries(at, id, 'sanctuary', 'refuse', ended)), /partners hold a mark of the address/)
    await step(at, id, 'sanctuary', 'leave')
    await confirmAll(at, id)
    await step(at, id, 'sanctuary', 'close')
    assert.deepEqual(
      (await marksOf(id)).map(({ round, partner, asks, confirmedOn }) => [round, partner, asks, confirmedOn !== null]),
      [
        [1, 'Fire control', 'set', true],
        [1, 'Police control room', 'set', true],
        [2, 'Fire control', 'take off', true],
        [2, 'Police control room', 'take off', true],
      ],
    )
  })

  test('where no partner was asked there is no mark to take off, and it can be refused', async () => {
    const at = await aSafeCase()
    const id = await aSanctuary(at)
    assert.ok(!(await buttons(at, id)).includes('They move, or it is not needed'))
    assert.match(await says(tries(at, id, 'sanctuary', 'leave')), /no partner was asked/)
    await step(at, id, 'sanctuary', 'refuse', { why: 'The landlord refuses', instead: 'A move' })
  })

  test('who was asked to mark it once is asked each time after, whoever is named anew', async () => {
    const at = await aSafeCase()
    const id = await aMarkedSanctuary(at, 'Police control room\nFire control')
    await step(at, id, 'sanctuary', 'fail', { fault: 'The alarm is dead' })
    await step(at, id, 'sanctuary', 'fit')
    await step(at, id, 'sanctuary', 'inspect', {}, officer)
    const form = await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/mark`)
    assert.match(String(form.value('asked')), /Fire control\nPolice control room/, 'they stand there to be confirmed')
    await step(at, id, 'sanctuary', 'mark', { asked: 'Ambulance control\nFIRE control' })
    const round = async (number: number) =>
      (await marksOf(id)).filter((mark) => mark.round === number).map(({ partner }) => partner.toLowerCase())
    assert.deepEqual((await round(2)).sort(), ['ambulance control', 'fire control', 'police control room'])
    await confirmAll(at, id)
    await step(at, id, 'sanctuary', 'install')
    await step(at, id, 'sanctuary', 'leave')
    assert.equal((await round(3)).length, 3)
    await confirmAll(at, id)
    await step(at, id, 'sanctuary', 'close')
  })

  test('the database holds it as well: no round goes on without a partner of the one before', async () => {
    const at = await aSafeCase()
    const id = await aMarkedSanctuary(at, 'Police control room')
    const row = {
      ...{ measureId: id, caseId: at.caseId, personId: at.victimId, content: Buffer.from('x'), factId: randomUUID() },
      ...{ happenedOn: '2027-03-01', ownerId: adviser.id, nextOn: '2027-03-02' },
    }
    const { version } = await everything
      .selectFrom('measure')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const takes = (step: string, fromState: string, toState: string, next: number) =>
      workAs(services, adviser, ({ tx, now, actor }) =>
        insertStep(tx, {
          ...{ ...row, id: randomUUID(), step, fromState, toState, version: version + next, takenAt: now },
          ...{ takenBy: actor.id, agencyId: actor.agencyId },
        }),
      )
    await takes('renew', 'installed', 'marked', 1)
    // A round in which somebody else is asked, and confirms.
    await everything
      .insertInto('measureMark')
      .values({
        ...{ measureId: id, caseId: at.caseId, personId: at.victimId, round: 2, partner: 'Fire control', asks: 'set' },
        ...{ askedOn: '2027-03-01', confirmedOn: '2027-03-01', confirmedHow: 'Rang', confirmedBy: adviser.id },
        confirmedAt: new Date(monday),
      })
      .execute()
    await assert.rejects(takes('install', 'marked', 'installed', 2), /a partner was left out/)
  })
})

describe('nothing that protects waits for years (INV-16, INV-61, TD-01, TD-07)', () => {
  test('a watch that is on is looked at again, and consent asked anew, within the days that the area has set', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'named-watch')
    await step(at, id, 'named-watch', 'member')
    await step(at, id, 'named-watch', 'consent')
    assert.match(await says(tries(at, id, 'named-watch', 'start', { nextOn: '30/3/2027' })), /within 28 days/)
    const form = await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/start`)
    assert.match(form.text(), /Within 28 days, as local policy says/)
    await step(at, id, 'named-watch', 'start', { nextOn: '29/3/2027' })
    assert.match(await says(tries(at, id, 'named-watch', 'review', { nextOn: '1/3/2030' })), /within 28 days/)
  })

  test('a sanctuary in place, a device untested, lost or faulty, a tag and a mark each have their longest time', async () => {
    const at = await aSafeCase()
    const room = await aMarkedSanctuary(at, 'Police control room')
    assert.match(await says(tries(at, room, 'sanctuary', 'renew', { nextOn: '9/3/2027' })), /within 7 days/)
    await step(at, room, 'sanctuary', 'renew')
    await confirmAll(at, room)
    assert.match(await says(tries(at, room, 'sanctuary', 'install', { nextOn: '31/8/2027' })), /within 182 days/)
    const { id: device } = await everything.selectFrom('deviceKind').select('id').limit(1).executeTakeFirstOrThrow()
    const alarm = await begin(at, 'device', { device })
    assert.match(await says(tries(at, alarm, 'device', 'issue', { nextOn: '9/3/2027' })), /within 7 days/)
    await step(at, alarm, 'device', 'issue')
    assert.match(await says(tries(at, alarm, 'device', 'lose', { nextOn: '3/3/2027' })), /within 1 day of that one/)
    const tag = await begin(at, 'tag')
    await step(at, tag, 'tag', 'choose')
    assert.match(await says(tries(at, tag, 'tag', 'fit', { nextOn: '30/3/2027' })), /within 28 days/)
    const lock = await begin(at, 'security')
    assert.match(await says(tries(at, lock, 'security', 'approve', { nextOn: '1/7/2027' })), /within 92 days/)
  })

  test('an area that sets fewer days is obeyed from then on', async () => {
    const at = await aSafeCase()
    await everything
      .insertInto('policyValue')
      .values({
        ...{ name: 'policeWatchDays', value: JSON.stringify(2), reason: 'The board', setBy: boss.id },
        ...{ setAt: new Date('2027-02-01T10:00:00Z'), fromAt: new Date('2027-02-02T10:00:00Z') },
      })
      .execute()
    assert.match(await says(begins(at, 'police-watch', { nextOn: '4/3/2027' })), /within 2 days/)
    await begin(at, 'police-watch', { nextOn: '3/3/2027' })
    await everything.deleteFrom('policyValue').where('name', '=', 'policeWatchDays').execute()
  })

  test('what is only written down puts nothing off: a joined neighbour renews no consent', async () => {
    const at = await aSafeCase()
    const id = await aWatch(at)
    await step(at, id, 'named-watch', 'review', { nextOn: '10/3/2027' })
    const more = { member: 'Sorrel Inventada', agreed: 'yes', briefing: 'To dial 999', nextOn: '11/3/2027' }
    const joins = { ...answersTo['named-watch/member'], ...more }
    assert.match(
      await says(tries(at, id, 'named-watch', 'further-member', joins)),
      /puts nothing off: enter 10\/3\/2027/,
    )
    const form = await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/further-member`)
    assert.equal(form.value('nextOn'), '2027-03-10', 'the day that stands is filled in')
    await step(at, id, 'named-watch', 'further-member', { ...joins, nextOn: '10/3/2027' })
  })
})

describe('what is late stays late (INV-16, INV-61)', () => {
  test('INV-16: somebody who is not asked is written down, and the consent review that was missed is still late', async () => {
    const at = await aSafeCase()
    const id = await aWatch(at)
    await step(at, id, 'named-watch', 'review', { nextOn: '10/3/2027' })
    clock.set('2027-03-12T10:00:00Z')
    try {
      const address = `/cases/${at.caseId}/measures/${id}/steps/further-blocked`
      const form = await as(adviser).visit(address)
      const shown = {
        ...decidedTogether,
        ...{ happenedOn: String(form.value('happenedOn')), ownerId: String(form.value('ownerId')) },
        ...{ nextOn: String(form.value('nextOn')), member: 'Teasel Otra', stopped: 'part' },
      }
      for (const nextOn of ['today', '11/3/2027', '9/3/2027', '20/3/2027'])
        assert.match(
          await says(as(adviser).submit(address, { ...shown, nextOn })),
          /puts nothing off: it was to be done by 10\/3\/2027/,
          nextOn,
        )
      const done = await as(adviser).submit(address, shown)
      assert.equal(done.status, 303, done.text('.govuk-error-summary'))
      const row = await everything.selectFrom('measure').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      assert.equal(row.nextOn, '2027-03-10')
      assert.match((await as(adviser).visit(`/cases/${at.caseId}/measures`)).text(), /Cocoon watch.*On, late/)
      const duty = await everything
        .selectFrom('duty')
        .selectAll()
        .where('caseId', '=', at.caseId)
        .where('factId', '=', row.factId ?? '')
        .where('code', '=', 'MEASURE')
        .executeTakeFirstOrThrow()
      assert.equal(duty.closedAt, null)
      assert.ok(duty.safetyDueAt && duty.safetyDueAt < new Date('2027-03-11T10:00:00Z'), 'its clock has run out')
    } finally {
      clock.set(monday)
    }
  })

  test('a marker that is written down late stands no longer than one that was written down at once', async () => {
    const at = await aSafeCase()
    const late = (more: More) => begins(at, 'urgent-mark', { happenedOn: '9/2/2027', nextOn: 'today', ...more })
    assert.match(await says(late({ until: '29/3/2027' })), /28 days at most: enter 9\/3\/2027/)
    assert.match(await says(late({ happenedOn: '1/2/2027', until: '2/3/2027' })), /28 days at most.*enter 1\/3\/2027/)
    assert.match(await says(late({ happenedOn: '30/1/2027', until: 'today' })), /they are over: ask the partners anew/)
    assert.equal((await late({ until: '9/3/2027' })).status, 303)
  })
})

describe('who is in a cocoon watch (HS-08, HS-11 to HS-14)', () => {
  test('HS-14: a link is found in a watch that is on: that one is taken out and told so, and the others go on', async () => {
    const at = await aSafeCase()
    const id = await aWatch(at)
    const form = await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/member-out`)
    assert.match(form.text(), /Heather Inventada.*Clover Inventada/)
    const missing = await says(tries(at, id, 'named-watch', 'member-out', { toldBy: '', knows: '' }))
    assert.match(missing, /Select who is taken out/)
    assert.match(missing, /Enter who told them/)
    assert.match(missing, /it is their watch/)
    const nobody = { member: 'Somebody Else' }
    assert.match(await says(tries(at, id, 'named-watch', 'member-out', nobody)), /Select who is taken out/)
    await step(at, id, 'named-watch', 'member-out', { member: 'Clover Inventada' })
    assert.equal(await stateOf(id), 'active')
    const shown = (await page(at, id)).text()
    assert.match(shown, /1 person was checked, and is in it/)
    assert.match(shown, /There may be a link to the person reported/)
    assert.match(shown, /The officer, at the door/)
    const last = await says(tries(at, id, 'named-watch', 'member-out', { member: 'Heather Inventada' }))
    assert.match(last, /nobody else would be left. End the watch instead/)
    await step(at, id, 'named-watch', 'withdraw')
    assert.match((await page(at, id)).text(), /Heather Inventada/)
    await step(at, id, 'named-watch', 'told')
    const over = (await page(at, id)).text()
    assert.match(over, /names of the 2 people who knew of it/, 'who was taken out knew of it as well')
    assert.doesNotMatch(over, /Heather|Clover/)
  })

  test('before it is on, somebody is taken out again and consent is asked for the names that are left', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'named-watch')
    for (const member of ['Heather Inventada', 'Clover Inventada'])
      await step(at, id, 'named-watch', 'member', { member })
    await step(at, id, 'named-watch', 'consent')
    await step(at, id, 'named-watch', 'member-drop', { member: 'Heather Inventada', stopped: 'wish' })
    assert.match(await says(tries(at, id, 'named-watch', 'start')), /“Somebody was checked” now/)
  })

  test('HS-14: nobody of the case is asked as a neighbour: not the person reported, by no form of the name', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'named-watch')
    for (const member of [
      'Bracken Inventado',
      'Mr Bracken Inventado',
      'bracken',
      'INVENTADO, Bracken',
      'Alder Inventado',
    ])
      assert.match(
        await says(tries(at, id, 'named-watch', 'member', { member })),
        /Somebody in this case has this name/,
        member,
      )
    const lone = { member: 'bracken', namesake: 'Asked at the door' }
    assert.match(await says(tries(at, id, 'named-watch', 'member', lone)), /enter their full name/)
    const same = { member: 'Bracken Inventado' }
    assert.match(await says(tries(at, id, 'named-watch', 'member', same)), /enter how that was checked/)
    await step(at, id, 'named-watch', 'member', { ...same, namesake: 'Born 1951, met at the door' })
    assert.match((await page(at, id)).text(), /of the same name: how that was checked Born 1951, met at the door/)
    // A neighbour may have the same surname, or the same first name.
    for (const member of ['Rowan Inventado', 'Bracken Otra']) await step(at, id, 'named-watch', 'member', { member })
  })

  test('HS-12, HS-13: of somebody who is not asked it stands which question stopped it, and not what lies behind', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'named-watch')
    const blocked = { member: 'Rowan Otra' }
    assert.match(await says(tries(at, id, 'named-watch', 'member-blocked', blocked)), /Select what stopped it/)
    await step(at, id, 'named-watch', 'member-blocked', { ...blocked, stopped: 'reveals' })
    assert.match((await page(at, id)).text(), /What stopped it If they knew, it could put the person harmed in danger/)
    await step(at, id, 'named-watch', 'member')
    await step(at, id, 'named-watch', 'consent')
    await step(at, id, 'named-watch', 'start')
    await step(at, id, 'named-watch', 'further-blocked', { member: 'Teasel Otra', stopped: 'part' })
    assert.equal(await stateOf(id), 'active')
  })

  test('HS-11: whether the person reported knows is decided with what the person harmed says, and decided anew', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'named-watch')
    await step(at, id, 'named-watch', 'member')
    await step(at, id, 'named-watch', 'consent')
    const blind = await says(tries(at, id, 'named-watch', 'start', { view: '', suspectWhy: '' }))
    assert.match(blind, /what the person harmed says to that/)
    assert.match(blind, /why it is decided so/)
    await step(at, id, 'named-watch', 'start')
    const anew = { suspectTold: 'yes', view: 'She wants him to know now', suspectWhy: 'It may hold him back' }
    await step(at, id, 'named-watch', 'tell-suspect', anew)
    assert.match((await page(at, id)).text(), /decided anew .* She wants him to know now/)
    assert.equal(await stateOf(id), 'active')
  })
})

describe('a leaflet by which nobody is found (HS-10)', () => {
  test('streets, houses, schools and refuges are found in whatever form they stand', () => {
    const found = [
      'Mill Way',
      'Cedar Place',
      'Mill Hill',
      'Cedar Park',
      'Cedar Green',
      'Cedar Square',
      'Sea View',
      'Rose House',
      'Rose Cottage',
      'MILL WAY',
      'Elm Close',
      'Elm close',
      'in Elm Road',
      'elm street',
      'Oakfield Primary',
      'St. Agnes School',
      'near Larch Refuge',
      'Flat 3',
      'Block B',
      'St John’s Square',
      'SO23 8UJ',
    ]
    for (const words of found) assert.ok(tellsWhere(`It happens at ${words} too.`, []), words)
    const fine = [
      'Abuse happens in the street, on the way home and in the park.',
      'Stay close, and call 999.',
      'A safe place to go.',
      'Every house in the north of Hollowmere gets this.',
      'If you hear it, do not drive past. Call.',
      'A court can help.',
      'The primary thing: you are not alone at school.',
      'They walk on. You need not.',
      'A refuge can take you in.',
    ]
    for (const words of fine) assert.equal(tellsWhere(words, []), undefined, words)
  })

  test('the case’s own street and school are found however they are written, and no leaflet is begun', async () => {
    const at = await aSafeCase()
    await as(adviser).submit(`/cases/${at.caseId}/safe-contact/rule`, aRule())
    const route = {
      kind: 'post',
      value: '4 Tanglewood\nHollowmere',
      days1: ['1'],
      from1: '10:00',
      until1: '12:00',
      confirmed: 'yes',
    }
    const set = await as(adviser).submit(`/cases/${at.caseId}/safe-contact/routes/new`, route)
    assert.equal(set.status, 303, set.text('.govuk-error-summary'))
    await everything.updateTable('person').set({ school: 'Oakfield' }).where('id', '=', at.victimId).execute()
    const leaflet = (words: string) => begins(at, 'unnamed-watch', { leaflet: words, homes: '500 or more' })
    assert.match(await says(leaflet('It happens around tanglewood.')), /part of an address that is protected here/)
    assert.match(await says(leaflet('Parents at oak field, look out.')), /a school that is protected here/)
    const kept = await leaflet('It happens around tanglewood.')
    assert.match(String(kept.value('leaflet')), /tanglewood/, 'what was typed is kept')
    assert.equal((await leaflet('It happens in the north of the town.')).status, 303)
  })
})

describe('a sanctuary is approved knowingly (SA-05, SA-07, SA-08, SA-10)', () => {
  test('SA-08: where nobody assessed the risk, it is not high: a reason is asked for, and the level stands with the step', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'sanctuary')
    await step(at, id, 'sanctuary', 'test')
    await step(at, id, 'sanctuary', 'sign', {}, officer)
    await step(at, id, 'sanctuary', 'second-sign')
    await step(at, id, 'sanctuary', 'consult')
    const support = await supportBy(everything, adviser)
    const form = await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/approve`)
    assert.match(form.text(), /Risk level at that time: Nobody had assessed it/)
    const blind = tries(at, id, 'sanctuary', 'approve', { support, exception: '', level: 'high' })
    assert.match(await says(blind), /not high, or nobody assessed it/)
    await step(at, id, 'sanctuary', 'approve', { support, level: 'high' })
    assert.match((await page(at, id)).text(), /Risk level at that time Nobody had assessed it/)
  })

  test('SA-10: nobody approves before a partner was consulted; who, when and what they said stand as a step', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'sanctuary')
    await step(at, id, 'sanctuary', 'test')
    await step(at, id, 'sanctuary', 'sign', {}, officer)
    await step(at, id, 'sanctuary', 'second-sign')
    const support = await supportBy(everything, adviser)
    assert.match(await says(tries(at, id, 'sanctuary', 'approve', { support })), /no partner was consulted yet/)
    assert.match((await page(at, id)).text(), /“It is approved” waits: no partner was consulted yet/)
    assert.match(await says(tries(at, id, 'sanctuary', 'consult', { said: '' })), /what they said/)
    await step(at, id, 'sanctuary', 'consult', { happenedOn: '26/2/2027' })
    assert.equal(await stateOf(id), 'assessed', 'it leaves it where it is')
    assert.match((await page(at, id)).text(), /Fri 26 Feb\s?StepA partner was consulted.*The fire service/)
    await step(at, id, 'sanctuary', 'approve', { support })
  })

  test('SA-05: works stand item by item under their sanctuary, each somebody’s by a day', async () => {
    const at = await aSafeCase()
    const id = await aSanctuary(at)
    const add = (await page(at, id)).links().find(({ text }) => text === 'Add an item to the works')?.href ?? ''
    assert.equal((await as(adviser).visit(add)).value('sanctuary'), id)
    const lock = await begin(at, 'security', { sanctuary: id, item: 'Window lock' })
    await begin(at, 'security', { sanctuary: id, item: 'Fire blanket', ownerId: officer.id })
    await step(at, lock, 'security', 'approve')
    await step(at, lock, 'security', 'fit')
    const shown = (await page(at, id)).text()
    assert.match(shown, /1 of 2 items fitted/)
    assert.match(shown, /Window lock.{0,12}Fitted/)
    assert.match(shown, new RegExp(`Fire blanket.{0,12}Asked for.{0,12}${officer.name}`))
    assert.match((await page(at, lock)).text(), /Part of The works of a sanctuary/)
  })

  test('an item belongs to no sanctuary of another case, of another person, or one that is over', async () => {
    const [at, other] = [await aSafeCase(), await aSafeCase()]
    const foreign = await aSanctuary(other)
    assert.match(await says(begins(at, 'security', { sanctuary: foreign })), /one of the list/)
    const over = await begin(at, 'sanctuary')
    await step(at, over, 'sanctuary', 'refuse', { why: 'No', instead: 'A move' })
    assert.match(await says(begins(at, 'security', { sanctuary: over })), /one of the list/)
    const row = {
      ...{ id: randomUUID(), caseId: at.caseId, personId: at.victimId, kind: 'security', deviceKindId: null },
      ...{ ownerId: adviser.id, agencyId: adviser.agencyId, begunBy: adviser.id, begunAt: new Date(monday) },
    }
    const child = { name: 'Sorrel Inventado', role: 'child', ageAbout: '6', why: 'Lives there' }
    assert.equal((await as(adviser).submit(`/cases/${at.caseId}/people/new`, child)).status, 303)
    const { id: childId } = await everything
      .selectFrom('person as p')
      .innerJoin('party as y', 'y.personId', 'p.id')
      .select('p.id')
      .where('y.caseId', '=', at.caseId)
      .where('y.role', '=', 'child')
      .executeTakeFirstOrThrow()
    const own = await aSanctuary(at)
    const hers = { sanctuary: own, personId: childId }
    assert.match(await says(begins(at, 'security', hers)), /That sanctuary is of somebody else/)
    await assert.rejects(
      everything
        .insertInto('measure')
        .values({ ...row, id: randomUUID(), personId: childId, parentId: own })
        .execute(),
      /measure_parent/,
    )
    for (const parentId of [foreign, over])
      await assert.rejects(
        everything
          .insertInto('measure')
          .values({ ...row, parentId })
          .execute(),
        /sanctuary that goes on/,
      )
  })
})

describe('police watch (HS-15, HS-16, NB-10)', () => {
  test('officers are briefed, patrol and visit as safe contact says, and each time stands in its log', async () => {
    const at = await aSafeCase()
    assert.match((await as(adviser).visit(`/cases/${at.caseId}/measures/new`)).text(), /Police watch/)
    assert.match(await says(begins(at, 'police-watch', { team: 'Those near 4 Elm Road' })), /an address: take it out/)
    const id = await begin(at, 'police-watch')
    for (const early of ['start', 'patrol', 'visit'])
      assert.equal((await tries(at, id, 'police-watch', early)).status, 422, 'nobody goes there who was not briefed')
    assert.match(await says(tries(at, id, 'police-watch', 'brief', { contact: '' })), /Nobody goes there/)
    await step(at, id, 'police-watch', 'brief', {}, officer)
    await step(at, id, 'police-watch', 'start', {}, officer)
    await step(at, id, 'police-watch', 'patrol', {}, officer)
    assert.match(await says(tries(at, id, 'police-watch', 'visit', { asSafe: 'no' })), /it was no safe visit/)
    await step(at, id, 'police-watch', 'visit', {}, officer)
    const shown = (await page(at, id)).text()
    assert.match(shown, /2 times so far/)
    assert.match(shown, /Mon 1 Mar.{0,6}Patrol.{0,4}11pm.{0,5}Two officers/)
    assert.match(shown, /Holds until Wed 31 Mar/)
    const late = await says(tries(at, id, 'police-watch', 'patrol', { nextOn: '9/3/2027' }))
    assert.match(late, /within 7 days/)
    clock.set('2027-03-29T10:00:00Z')
    const beyond = await says(tries(at, id, 'police-watch', 'patrol', { nextOn: '2/4/2027' }))
    assert.match(beyond, /It holds until 31\/3\/2027/)
    await step(at, id, 'police-watch', 'review', { nextOn: '2/4/2027' })
    clock.set(monday)
    await step(at, id, 'police-watch', 'end', { why: 'He was remanded' })
  })
})

describe('a partner that sets no mark (SA-11, RR-04, INV-61)', () => {
  const answers = async (at: At, id: string, partner: string, more: More) => {
    const mark = (await marksOf(id)).findLast((each) => each.partner === partner)
    const form = { confirmedOn: 'today', how: 'The desk, by telephone', ...more }
    return as(adviser).submit(`/cases/${at.caseId}/measures/${id}/marks/${mark?.id}`, form)
  }

  test('one was named by mistake: it is kept who said so, it holds nothing up, and it is never asked again', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'urgent-mark', { asked: 'Police control room\nFire contrl' })
    assert.match(await says(answers(at, id, 'Fire contrl', {})), /Select what they said/)
    assert.match(await says(answers(at, id, 'Fire contrl', { said: 'never', how: '' })), /Enter who/)
    assert.equal((await answers(at, id, 'Fire contrl', { said: 'never' })).status, 303)
    assert.match((await page(at, id)).text(), /Acknowledged by 0 of 1/)
    assert.match(await says(tries(at, id, 'urgent-mark', 'stand')), /0 of 1 partners/)
    assert.equal((await answers(at, id, 'Police control room', { said: 'done' })).status, 303)
    const shown = (await page(at, id)).text()
    assert.match(shown, /Acknowledged by 1 of 1/)
    assert.match(shown, /No mark was ever set. .*The desk, by telephone/)
    await step(at, id, 'urgent-mark', 'stand')
    const renewing = await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/renew`)
    assert.equal(renewing.value('asked'), 'Police control room')
    await step(at, id, 'urgent-mark', 'renew', { asked: 'Fire control' })
    const round = async (number: number) =>
      (await marksOf(id)).filter((mark) => mark.round === number).map(({ partner }) => partner)
    assert.deepEqual(await round(2), ['Fire control', 'Police control room'], 'a partner was added')
    await step(at, id, 'urgent-mark', 'leave')
    assert.deepEqual(await round(3), ['Fire control', 'Police control room'])
    await confirmAll(at, id)
    await step(at, id, 'urgent-mark', 'close')
  })

  test('who was asked twice before they said that they set none is not asked a third time, and nothing waits for them', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'urgent-mark', { asked: 'Police control room\nFire contrl' })
    await step(at, id, 'urgent-mark', 'renew')
    assert.equal((await answers(at, id, 'Fire contrl', { said: 'never' })).status, 303)
    await step(at, id, 'urgent-mark', 'leave')
    assert.deepEqual(
      (await marksOf(id)).filter(({ round }) => round === 3).map(({ partner }) => partner),
      ['Police control room'],
    )
    await confirmAll(at, id)
    await step(at, id, 'urgent-mark', 'close')
  })

  test('whoever once confirmed a mark takes it off: it is not said away', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'urgent-mark')
    await confirmAll(at, id)
    await step(at, id, 'urgent-mark', 'stand')
    await step(at, id, 'urgent-mark', 'leave')
    assert.match(await says(answers(at, id, 'Fire control', { said: 'never' })), /once confirmed that it was set/)
  })

  test('nothing stands where nobody set a mark; another partner is asked, or it ends with none to take off', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'urgent-mark', { asked: 'Fire contrl' })
    assert.equal((await answers(at, id, 'Fire contrl', { said: 'never' })).status, 303)
    assert.match(await says(tries(at, id, 'urgent-mark', 'stand')), /no partner has set a mark/)
    assert.match(await says(tries(at, id, 'urgent-mark', 'renew')), /Enter at least one partner/)
    await step(at, id, 'urgent-mark', 'leave')
    await step(at, id, 'urgent-mark', 'close')
    const room = await aSanctuary(at)
    await step(at, room, 'sanctuary', 'fit')
    await step(at, room, 'sanctuary', 'inspect', {}, officer)
    await step(at, room, 'sanctuary', 'mark', { asked: 'Fire contrl' })
    assert.equal((await answers(at, room, 'Fire contrl', { said: 'never' })).status, 303)
    assert.match(await says(tries(at, room, 'sanctuary', 'install')), /no partner has set a mark/)
    await step(at, room, 'sanctuary', 'renew', { asked: 'Fire control' })
    await confirmAll(at, room)
    await step(at, room, 'sanctuary', 'install')
  })
})

describe('the log of a patrol takes the words of police, and no place (HS-15, TD-06)', () => {
  test('times, dates and people in a street are no number and no address', () => {
    const fine = [
      '0200 - 0400',
      '0200-0400',
      '02.00 - 04.00',
      '02.00 04.00',
      '0200-0400 0600-0800',
      '08.11.2026',
      '08.11.2026 0200 - 0400',
      '08-11-26, 0200 - 0400',
      'Saw 2 men in the street',
      '2 youths in the park',
      '2 men on the road',
      '2 men near the road',
      '3 cars in the close',
      '2 PCs drive past each hour',
      '2 youths walk away',
      'Each night 0100 – 0300',
    ]
    for (const words of fine) assert.equal(placeIn(words), undefined, words)
    const found = [
      ['07700 900123', 'a telephone number'],
      ['0200 - 0400, then 07700 900123', 'a telephone number'],
      ['0161 - 496 0000', 'a telephone number'],
      ['0121 - 2345 678', 'a telephone number'],
      ['01.42.33.44.55', 'a telephone number'],
      ['+44 7700 900123', 'a telephone number'],
      ['4 Elm Road', 'an address'],
      ['4 Elm road', 'an address'],
      ['4 elm road', 'an address'],
      ['4 Elm Close', 'an address'],
      ['4 Elm close', 'an address'],
      ['Saw 2 men in Elm Road', 'an address'],
      ['12b, Old Mill Lane', 'an address'],
      ['SO23 8UJ', 'a postcode'],
    ] as const
    for (const [words, what] of found) assert.equal(placeIn(words), what, words)
  })

  test('such a patrol is taken; with a number or an address in it, it is not', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'police-watch', { schedule: '0200 - 0400, from 08.11.2026' })
    await step(at, id, 'police-watch', 'brief', {}, officer)
    await step(at, id, 'police-watch', 'start', {}, officer)
    const patrol = (more: More) => tries(at, id, 'police-watch', 'patrol', more, officer)
    assert.match(await says(patrol({ seen: 'Rang 07700 900123' })), /a telephone number: take it out/)
    assert.match(await says(patrol({ seen: 'He stood at 4 Elm Road' })), /an address: take it out/)
    await step(at, id, 'police-watch', 'patrol', { when: '0200 - 0400', seen: 'Saw 2 men in the street' }, officer)
    await step(at, id, 'police-watch', 'patrol', { when: '02.00 - 04.00', seen: '2 youths in the park' }, officer)
  })
})

describe('a marker for an urgent response (RR-04, INV-61)', () => {
  test('partners confirm it, it ends on a day, is renewed with each of them, and comes off with each of them', async () => {
    const at = await aSafeCase()
    assert.match(await says(begins(at, 'urgent-mark', { until: '30/3/2027' })), /28 days at most: enter 29\/3\/2027/)
    assert.match(await says(begins(at, 'urgent-mark', { until: '28/2/2027' })), /today or a later day/)
    assert.match(await says(begins(at, 'urgent-mark', { reason: 'He knows 12 Elm Road' })), /an address/)
    const id = await begin(at, 'urgent-mark')
    const asked = await page(at, id)
    assert.match(asked.text(), /Acknowledged by 0 of 2.*Mark for an urgent response/)
    assert.doesNotMatch(asked.text(), /Mark of the address/)
    const link = asked.links().find(({ href }) => href.includes('/marks/'))?.href ?? ''
    assert.match((await as(adviser).visit(link)).text(), /to set the mark for an immediate response/)
    assert.match(await says(tries(at, id, 'urgent-mark', 'stand')), /0 of 2 partners/)
    await confirmAll(at, id)
    assert.match(
      await says(tries(at, id, 'urgent-mark', 'stand', { nextOn: '21/3/2027' })),
      /It holds until 20\/3\/2027/,
    )
    await step(at, id, 'urgent-mark', 'stand', { nextOn: '20/3/2027' })
    clock.set('2027-03-21T10:00:00Z')
    assert.match(
      (await as(adviser).visit(`/cases/${at.caseId}/measures`)).text(),
      /Urgent-response marker.*Marked, late/,
    )
    await step(at, id, 'urgent-mark', 'renew')
    assert.match((await page(at, id)).text(), /Acknowledged by 0 of 2/)
    await step(at, id, 'urgent-mark', 'leave')
    assert.match(await says(tries(at, id, 'urgent-mark', 'close')), /0 of 2 partners/)
    await confirmAll(at, id)
    await step(at, id, 'urgent-mark', 'close')
    clock.set(monday)
    assert.match((await page(at, id)).text(), /Nothing more is to be done/)
  })
})

describe('devices and tags (HS-04, HS-05, INV-18, TD-01, TD-04, TD-06, TD-07)', () => {
  const anAlarm = async (at: At): Promise<string> => {
    const { id: device } = await everything.selectFrom('deviceKind').select('id').limit(1).executeTakeFirstOrThrow()
    const id = await begin(at, 'device', { device })
    await step(at, id, 'device', 'issue')
    return id
  }

  test('TD-07: a lost device is shut, and the control room told, before it is replaced or written off', async () => {
    const at = await aSafeCase()
    const id = await anAlarm(at)
    await step(at, id, 'device', 'lose')
    for (const [code, more] of [
      ['issue', {}],
      ['return', { why: 'Gone' }],
    ] as const)
      assert.equal((await tries(at, id, 'device', code, more)).status, 422, code)
    const half = await says(tries(at, id, 'device', 'shut', { control: '', shutBy: '', linked: '' }))
    assert.match(half, /who shut the number/)
    assert.match(half, /who was told/)
    await step(at, id, 'device', 'shut')
    await step(at, id, 'device', 'issue', { serial: 'A-18' })
  })

  test('TD-04, HS-05: a recording that somebody else holds is written down, with its reference and its incident', async () => {
    const at = await aSafeCase()
    const anIncident = {
      ...{
        day: 'today',
        time: '',
        reportedBy: 'victim',
        mark: 'fact',
        sourceAgency: 'Police',
        what: 'Shouted at her door',
      },
    }
    assert.equal((await as(adviser).submit(`/cases/${at.caseId}/incidents/new`, anIncident)).status, 303)
    const aCrime = { day: 'today', time: '9:00', knownDay: 'today', knownTime: '9:00', body: 'police', mark: 'fact' }
    const told = await as(officer).submit(`/cases/${at.caseId}/entries/new/incidents.crime-recorded`, aCrime)
    assert.equal(told.status, 303, told.text('.govuk-error-summary'))
    const id = await anAlarm(at)
    const form = await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/recording`)
    const options = form.$('select[name=incident] option[value!=""]')
    assert.equal(options.length, 2, 'what was told on its own form, and what was entered under What happened')
    const crime = await everything
      .selectFrom('entry')
      .select('id')
      .where('caseId', '=', at.caseId)
      .where('type', '=', 'incidents.crime-recorded')
      .executeTakeFirstOrThrow()
    const incident = crime.id
    assert.ok(options.toArray().some((each) => form.$(each).attr('value') === incident))
    assert.match(incident, /^[0-9a-f-]{36}$/)
    assert.match(await says(tries(at, id, 'device', 'recording', { heldBy: '' })), /who holds it/)
    await step(at, id, 'device', 'recording', { incident })
    const shown = await page(at, id)
    assert.match(shown.text(), /The monitoring service.*R-9/)
    const link = shown.links().find(({ text }) => text === 'What happened')?.href ?? ''
    assert.equal((await as(adviser).visit(link)).status, 200)
    assert.equal(await stateOf(id), 'issued')
  })

  test('HS-04: an alarm that calls for help is no item of home security: it has a number, a route and tests', async () => {
    const at = await aSafeCase()
    const form = await as(adviser).visit(`/cases/${at.caseId}/measures/new/security`)
    assert.doesNotMatch(form.text(), /Alarm linked|records or sends sound/)
    assert.match(form.text(), /An alarm that calls for help or records for somebody is a safety device/)
    const old = { item: 'Alarm linked to the emergency services' }
    assert.match(await says(begins(at, 'security', old)), /Select which item/)
  })

  test('TD-06: the end of bail or of an order is a day, and the tag is looked at by then', async () => {
    const at = await aSafeCase()
    assert.match(await says(begins(at, 'tag', { until: 'the trial' })), /Write the day/)
    const id = await begin(at, 'tag', { until: '10/3/2027' })
    await step(at, id, 'tag', 'choose')
    assert.match(await says(tries(at, id, 'tag', 'fit', { nextOn: '11/3/2027' })), /It holds until 10\/3\/2027/)
    await step(at, id, 'tag', 'fit', { nextOn: '10/3/2027' })
    await step(at, id, 'tag', 'prolong', { basis: 'Order of a court', until: '1/9/2027', nextOn: '20/3/2027' })
    assert.match((await page(at, id)).text(), /Holds until Wed 1 Sep/)
  })

  test('INV-18: a choice about alerts is changed only once it was explained again', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'tag')
    await step(at, id, 'tag', 'choose')
    await step(at, id, 'tag', 'fit')
    assert.match(await says(tries(at, id, 'tag', 'change', { explained: '' })), /Explain it first/)
  })
})

describe('words of the vault are opened to somebody who has proven who they are (MODEL 14, SAFETY S16)', () => {
  test('measures and injuries ask for proof, forms too; the rest of the case goes on', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'security')
    const tired = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
    await as(adviser).submit(`/cases/${at.caseId}/team`, aLetIn(tired.id, 'Works on it'))
    await everything
      .updateTable('signIn.session')
      .set({ strongAt: null })
      .where('practitionerId', '=', tired.id)
      .execute()
    const base = `/cases/${at.caseId}`
    for (const address of [
      'measures',
      'measures/new',
      `measures/${id}`,
      `measures/${id}/steps/approve`,
      'injuries',
      'injuries/new/effect',
    ])
      assert.match((await as(tired).visit(`${base}/${address}`)).location, /^\/sign-in\/confirm\?back=/, address)
    const sent = await tries(at, id, 'security', 'approve', {}, tired)
    assert.match(sent.location, /^\/sign-in\/confirm/)
    assert.equal(await stateOf(id), 'requested', 'nothing was taken')
    assert.equal((await as(tired).visit(base)).status, 200)
  })
})
