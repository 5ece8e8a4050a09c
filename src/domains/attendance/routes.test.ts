import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { tokensOf } from '../../platform/blind-tokens.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { climbAttendance } from './index.ts'

const app = await testApp({ at: '2026-11-23T10:00:00Z' })
const { as, aPractitioner, services, everything, clock } = app
let count = 0
/** A force of its own: each test has its teams and its people. */
const aForce = async () => {
  const made = everything.insertInto('agency').values({ kind: 'police', name: `Invented force ${count++}` })
  const { id: agencyId } = await made.returning('id').executeTakeFirstOrThrow()
  const member = (role = 'first-responder', name = `Officer ${count++} Inventado`) =>
    aPractitioner(role, { agencyId, name })
  const team = async (name: string, people: readonly Practitioner[]) => {
    const values = { agencyId, name, goesToCalls: true }
    const { id } = await everything.insertInto('team').values(values).returning('id').executeTakeFirstOrThrow()
    for (const { id: practitionerId } of people)
      await everything.insertInto('teamMember').values({ teamId: id, practitionerId }).execute()
    return id
  }
  return { agencyId, member, team, sender: await member('police-supervisor') }
}
const livesAt = async (who: Practitioner, house: string, postcode: string) => {
  const said = await as(who).submit('/staff/connections/own', { house, postcode })
  assert.equal(said.status, 303, said.text())
}
const ask = (who: Practitioner, place: string) => as(who).submit('/attendance', { place })
const answered = async (who: Practitioner, place: string) => {
  const page = await ask(who, place)
  assert.equal(page.status, 200, page.text())
  return page.$('h1').text()
}
const idIn = (page: Awaited<ReturnType<typeof ask>>): string =>
  /\/attendance\/([0-9a-f-]{36})\/nearest/.exec(page.body)?.[1] ?? ''
const kept = (id: string) =>
  everything.selectFrom('attendance').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const alarmsFor = async (who: Practitioner) =>
  (await everything.selectFrom('alarm').select('kind').where('toId', '=', who.id).execute()).map(({ kind }) => kind)

describe('a member of staff’s home is never answered by their own team (ST-03, INV-37, S-04)', () => {
  test('of twenty addresses each is answered by a team in which nobody close to it is', async () => {
    const { sender, member, team } = await aForce()
    const officers = await Promise.all(Array.from({ length: 20 }, () => member()))
    await team('Blue unit', officers.slice(0, 10))
    await team('Green unit', officers.slice(10))
    for (const [place, officer] of officers.entries()) await livesAt(officer, String(place + 1), 'ZZ11 1AA')
    for (const [place] of officers.entries()) {
      const wanted = place < 10 ? 'Send Green unit' : 'Send Blue unit'
      assert.equal(await answered(sender, `${place + 1} Gannet Row, Whitstrand, zz11 1aa`), wanted)
    }
  })

  test('whoever is close to somebody there keeps their team away too; with nobody left, a neighbouring force goes', async () => {
    const { sender, member, team } = await aForce()
    const [one, two] = [await member(), await member()]
    await team('Blue unit', [one])
    await team('Green unit', [two])
    await livesAt(one, '4', 'ZZ12 1AA')
    const close = { practitionerId: two.id, relation: 'former partner', source: 'supervisor', givenAt: new Date() }
    const { id } = await everything.insertInto('connection').values(close).returning('id').executeTakeFirstOrThrow()
    for (const { kind, token } of tokensOf(services.secret, { addresses: ['4 Tern Street ZZ12 1AA'] }))
      await sql`insert into connection_token values (${id}, ${kind}, decode(${token}, 'hex'))`.execute(everything)
    assert.equal(await answered(sender, '4 Tern Street ZZ12 1AA'), 'Send a neighbouring force')
    assert.equal((await kept(idIn(await ask(sender, '4, zz121aa')))).proposedTeamId, null)
  })

  test('whoever is kept from a case of somebody there, and a team that a sealed case is kept from, stay away', async () => {
    const { sender, member, team } = await aForce()
    const officer = await member()
    await team('Blue unit', [officer])
    const green = await team('Green unit', [await member()])
    const lead = await aPractitioner('idva')
    const { caseId, victimId } = await aCase(services, lead)
    for (const { kind, token } of tokensOf(services.secret, { addresses: ['Rowan Cottage, Low Lane, ZZ13 1AA'] }))
      await sql`insert into person_token values (${victimId}, ${kind}, decode(${token}, 'hex'))`.execute(everything)
    const out = { caseId, practitionerId: officer.id, ground: 'friend', source: 'declared', at: new Date() }
    await everything.insertInto('caseExclusion').values(out).execute()
    for (let turn = 0; turn < 3; turn++)
      assert.equal(await answered(sender, 'Rowan Cottage, ZZ13 1AA'), 'Send Green unit')
    const unit = { caseId, unitId: green, addedBy: lead.id, addedAt: new Date() }
    await everything.insertInto('sealedUnit').values(unit).execute()
    assert.equal(await answered(sender, 'Rowan Cottage, ZZ13 1AA'), 'Send a neighbouring force')
  })

  test('a team with somebody at work goes before one that sleeps, and the same address has the same answer all day', async () => {
    const { sender, member, team } = await aForce()
    const awake = await member()
    const green = await team('Green unit', [awake])
    await team('Blue unit', [await member()])
    const places = Array.from({ length: 8 }, (_, each) => `${each + 1} Heron Close ZZ14 1AA`)
    const first = new Set<string>()
    for (const place of places) {
      const answer = await answered(sender, place)
      first.add(answer)
      assert.equal(await answered(sender, place), answer)
    }
    assert.equal(first.size, 2, 'with nobody at work the order hangs on the address')
    const shift = { fromAt: new Date('2026-11-23T08:00:00Z'), untilAt: new Date('2026-11-23T16:00:00Z') }
    await everything
      .insertInto('deskShift')
      .values({ teamId: green, practitionerId: awake.id, ...shift })
      .execute()
    for (const place of places) assert.equal(await answered(sender, place), 'Send Green unit')
  })
})

/** A page without what differs between any two questions: keys, numbers, the address and who is named. */
const bare = (body: string, ...words: readonly string[]): string =>
  words.reduce(
    (text, word) => text.replaceAll(word, 'X'),
    body
      .replace(/name="formKey" value="[^"]*"/g, '')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
      .replace(/\d\d:\d\d/g, 'time'),
  )

describe('no page says why (S-04, INV-36)', () => {
  test('for an address that is on the list and one that is not, each page has the same bytes but for the names', async () => {
    const { sender, member, team } = await aForce()
    const own = await member()
    const [outside, other] = [await member('police-supervisor'), await member('police-supervisor')]
    const [blue] = [await team('Blue unit', [own]), await team('Green unit', [await member()])]
    await livesAt(own, '7', 'ZZ15 1AA')
    const words = [
      'Blue unit',
      'Green unit',
      outside.name,
      other.name,
      sender.name,
      '7 Wren Way ZZ15 1AA',
      '9 Wren Way ZZ15 1AA',
    ]
    const [listed, free] = [await ask(sender, '7 Wren Way ZZ15 1AA'), await ask(sender, '9 Wren Way ZZ15 1AA')]
    assert.equal(bare(listed.body, ...words), bare(free.body, ...words))
    const sent = []
    for (const page of [listed, free]) {
      const done = await as(sender).submit(`/attendance/${idIn(page)}/nearest`, { teamId: blue })
      assert.equal(done.status, 303)
      sent.push(await as(sender).visit(done.location))
    }
    assert.equal(bare(sent[0]?.body ?? '', ...words), bare(sent[1]?.body ?? '', ...words))
    assert.match(sent[0]?.text() ?? '', /Blue unit goes.*Takes command Officer/)
    for (const page of [listed, free, ...sent])
      assert.doesNotMatch(page.text(), /staff|colleague|conflict|list|domestic|own team|because/i)
  })

  test('the log says that somebody asked and why, and the address is nowhere in words', async () => {
    const { sender, member, team } = await aForce()
    await team('Blue unit', [await member()])
    const id = idIn(await ask(sender, '3 Quillback Gate ZZ16 1AA'))
    const rows = await everything.selectFrom('audit').selectAll().where('actorId', '=', sender.id).execute()
    const asked = rows.filter(({ kind, route }) => kind === 'search' && route === '/attendance')
    assert.deepEqual(
      asked.map(({ detail, objectId }) => [detail, objectId]),
      [['an emergency call', id]],
    )
    const { rows: all } = await sql<{ text: string }>`
      select (select string_agg(t::text, ' ') from attendance t) || (select string_agg(t::text, ' ') from audit t)
        || coalesce((select string_agg(t::text, ' ') from alarm t), '') as text`.execute(everything)
    assert.doesNotMatch(all[0]?.text.toLowerCase() ?? '', /quillback|zz16/)
  })

  test('an address without a house or a postcode matches nothing, so it is asked for again with what was typed', async () => {
    const { sender, member, team } = await aForce()
    await team('Blue unit', [await member()])
    for (const place of ['', 'ZZ15 1AA', '7 Wren Way', 'x'.repeat(201)]) {
      const page = await ask(sender, place)
      assert.deepEqual([page.status, page.value('place')], [422, place])
      assert.match(page.errors()[0]?.text ?? '', /postcode|200 characters/)
    }
  })

  test('a force without a team for calls is told who marks one', async () => {
    const { sender } = await aForce()
    assert.match((await as(sender).visit('/attendance')).text(), /An administrator ticks/)
  })

  test('nobody who goes to calls may ask, and nobody outside the police', async () => {
    const { member } = await aForce()
    for (const who of [await member(), await aPractitioner('idva-manager'), await member('auditor')])
      assert.equal((await as(who).visit('/attendance')).status, 404, who.role)
  })
})

describe('life first: the nearest unit goes, and somebody outside looks at it (S-04, INV-55)', () => {
  const anException = async () => {
    const force = await aForce()
    const { sender, member, team } = force
    const own = await member()
    const mate = await member('police-supervisor')
    const outside = await member('police-supervisor')
    const standards = await member('professional-standards')
    const auditor = await member('auditor')
    const blue = await team('Blue unit', [own, mate])
    const house = String(100 + count++)
    await livesAt(own, house, 'ZZ17 1AA')
    const id = idIn(await ask(sender, `${house} Plover Court ZZ17 1AA`))
    const done = await as(sender).submit(`/attendance/${id}/nearest`, { teamId: blue })
    assert.deepEqual([done.status, done.location], [303, `/attendance/${id}`])
    return { ...force, own, mate, outside, standards, auditor, blue, id }
  }

  test('a supervisor from outside takes command, and somebody outside is to look at it by the end of the next working day', async () => {
    const { sender, outside, standards, mate, own, auditor, id } = await anException()
    const row = await kept(id)
    assert.ok([outside.id, sender.id].includes(row.commandId ?? ''))
    assert.deepEqual([row.isException, row.reviewerId], [true, standards.id])
    assert.equal(row.dueAt?.toISOString().slice(0, 16), '2026-11-24T23:59')
    assert.deepEqual(await alarmsFor(standards), ['attendance'])
    assert.match((await as(standards).visit('/boards/mine')).text(), /A unit was sent to a call/)
    const page = await as(standards).visit(`/attendance/${id}/review`)
    assert.match(page.text(), /Blue unit, 10:00 today.*Due end of tomorrow/)
    for (const who of [sender, mate, own, outside, auditor]) {
      assert.equal((await as(who).visit('/attendance/reviews')).status, 404)
      assert.equal((await as(who).visit(`/attendance/${id}/review`)).status, 404)
      assert.equal((await as(who).submit(`/attendance/${id}/review`, { outcome: 'right' })).status, 404)
      if (who !== sender) assert.equal((await as(who).visit(`/attendance/${id}`)).status, 404)
    }
  })

  test('what was found is kept with what follows, and is answered once', async () => {
    const { standards, id } = await anException()
    const page = await as(standards).submit(`/attendance/${id}/review`, { outcome: 'another unit could have gone' })
    assert.deepEqual([page.status, page.checked('outcome')], [422, 'another unit could have gone'])
    assert.deepEqual(page.errors(), [{ text: 'Enter what follows from it', href: '#said' }])
    const found = { outcome: 'another unit could have gone', said: 'The map was wrong' }
    assert.equal((await as(standards).submit(`/attendance/${id}/review`, found)).status, 303)
    assert.match(
      (await as(standards).visit('/attendance/reviews')).text(),
      /Another unit could have gone: The map was wrong/,
    )
    assert.equal((await as(standards).submit(`/attendance/${id}/review`, { outcome: 'right' })).status, 404)
    assert.deepEqual([(await kept(id)).outcome, (await kept(id)).reviewedBy], [found.outcome, standards.id])
  })

  test('what nobody looked at in time goes to the next who has no part in it, once a day, and never to the team', async () => {
    const { standards, outside, auditor, mate, sender, id } = await anException()
    await climbAttendance(everything, new Date('2026-11-24T12:00:00Z'))
    assert.equal((await kept(id)).reviewerId, standards.id)
    await climbAttendance(everything, new Date('2026-11-25T09:00:00Z'))
    const { reviewerId } = await kept(id)
    assert.ok([outside.id, auditor.id].includes(reviewerId ?? ''))
    const next = reviewerId === outside.id ? outside : auditor
    assert.deepEqual(await alarmsFor(next), ['attendance late'])
    await climbAttendance(everything, new Date('2026-11-25T10:00:00Z'))
    assert.equal((await kept(id)).reviewerId, reviewerId)
    assert.deepEqual([await alarmsFor(mate), await alarmsFor(sender)], [[], []])
  })

  test('a unit that may go is nothing to look at, and the same unit is sent once', async () => {
    const { sender, member, team, agencyId } = await aForce()
    const blue = await team('Blue unit', [await member()])
    const id = idIn(await ask(sender, '8 Plover Court ZZ18 1AA'))
    const none = await as(sender).submit(`/attendance/${id}/nearest`, { teamId: '' })
    assert.deepEqual([none.status, none.errors()[0]?.text], [422, 'Select the unit that goes'])
    assert.equal((await as(sender).submit(`/attendance/${id}/nearest`, { teamId: blue })).status, 303)
    const sent = await everything.selectFrom('attendance').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const again = await as(sender).submit(`/attendance/${id}/nearest`, { teamId: randomUUID() })
    assert.equal(again.location, `/attendance/${id}`)
    assert.deepEqual(
      await everything.selectFrom('attendance').selectAll().where('id', '=', id).executeTakeFirst(),
      sent,
    )
    assert.deepEqual([(await kept(id)).isException, (await kept(id)).reviewerId], [false, null])
    const colleague = await aPractitioner('police-supervisor', { agencyId })
    assert.equal((await as(colleague).visit(`/attendance/${id}`)).status, 404)
  })

  test('twelve hours after the question its answer sends nobody any more', async () => {
    const { sender, member, team } = await aForce()
    const blue = await team('Blue unit', [await member()])
    const id = idIn(await ask(sender, '9 Plover Court ZZ18 1AA'))
    clock.set('2026-11-23T22:01:00Z')
    assert.equal((await as(sender).submit(`/attendance/${id}/nearest`, { teamId: blue })).status, 404)
    clock.set('2026-11-23T10:00:00Z')
  })
})
