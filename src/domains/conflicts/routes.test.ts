import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aNewCase } from '../cases/fixtures.ts'
import { openCase } from '../cases/index.ts'
import { aLetIn } from '../sharing/fixtures.ts'

const app = await testApp()
const { as, aPractitioner, services, everything } = app
const day = '1991-04-17'
const born = '17/4/1991'
let count = 0
/** A name that nobody else here has. */
const newName = (): string => `Person${String.fromCharCode(97 + (count % 26))}${count++} Inventado`

const aTeam = async (agencyId: string, people: readonly Practitioner[], kind: { isSafeguarding?: boolean } = {}) => {
  const { id } = await everything
    .insertInto('team')
    .values({ agencyId, name: `Team ${count++}`, ...kind })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const { id: practitionerId } of people)
    await everything.insertInto('teamMember').values({ teamId: id, practitionerId }).execute()
  return id
}
const anAgency = async (kind = 'police'): Promise<string> => {
  const made = everything.insertInto('agency').values({ kind, name: `Invented ${kind} ${count++}` })
  return (await made.returning('id').executeTakeFirstOrThrow()).id
}
const leadsOf = (caseId: string) =>
  everything
    .selectFrom('cases')
    .select(['riskLeadId', 'planLeadId', 'contactLeadId'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
const groundsOf = async (caseId: string, who: Practitioner): Promise<string[]> => {
  const rows = await everything
    .selectFrom('caseExclusion')
    .select('ground')
    .where('caseId', '=', caseId)
    .where('practitionerId', '=', who.id)
    .where('endedAt', 'is', null)
    .execute()
  return rows.map(({ ground }) => ground).sort()
}
const sees = async (who: Practitioner, caseId: string): Promise<boolean> =>
  (await as(who).visit(`/cases/${caseId}`)).status === 200
/** The page of a case that never was, to set beside the page of one that is hidden. */
const nowhere = '/cases/00000000-0000-4000-8000-000000000000'

describe('staff say who their own people are, and only marks are kept (S12, INV-36, INV-39)', () => {
  test('what was typed is nowhere in the database afterwards, and the person sees counts and dates', async () => {
    const who = await aPractitioner('idva')
    const secretName = newName()
    const typed = { name: secretName, bornOn: born, phone: '07700 900451', email: 'quill@invented.test' }
    const kept = await as(who).submit('/staff/connections/own', { ...typed, house: '14', postcode: 'ZZ98 7ZZ' })
    assert.equal(kept.status, 303, kept.text())
    const page = await as(who).visit('/staff/connections')
    assert.match(page.text(), /1 of name and birth, 1 of telephone, 1 of e-mail, 1 of home/)
    for (const word of [secretName, '900451', 'quill@invented.test', 'ZZ98']) assert.ok(!page.body.includes(word), word)
    const { rows } = await sql<{ dump: string }>`select string_agg(t::text, ' ') as dump from (
      select connection::text as t from connection union all select connection_token::text from connection_token) as all_of_it`.execute(
      everything,
    )
    for (const word of [secretName.split(' ')[0] ?? '', '900451', 'quill', 'zz98'])
      assert.ok(!rows[0]?.dump.toLowerCase().includes(word.toLowerCase()), word)
  })

  test('a name alone is not taken: it is shared by too many; what was typed stays on the page', async () => {
    const who = await aPractitioner('idva')
    const refused = await as(who).submit('/staff/connections/other', {
      ...{ practitionerId: who.id, relation: 'kin', name: 'Moss Inventado' },
    })
    assert.equal(refused.status, 422)
    assert.match(refused.text('.govuk-error-summary'), /a name alone is shared by too many/)
    assert.equal(refused.$('#name').val() ?? '', '')
    assert.equal(refused.$('#their-name').val(), 'Moss Inventado')
  })

  test('given again, one’s own takes the place of the old; one’s own is removed by oneself and by nobody else', async () => {
    const [who, other] = [await aPractitioner('idva'), await aPractitioner('idva')]
    for (const phone of ['07700 900777', '07700 900778'])
      assert.equal((await as(who).submit('/staff/connections/own', { phone })).status, 303)
    const live = everything.selectFrom('connection').select('id').where('practitionerId', '=', who.id)
    const [row, ...more] = await live.where('endedAt', 'is', null).execute()
    assert.equal(more.length, 0)
    assert.equal((await as(other).submit(`/staff/connections/${row?.id}/end`)).status, 404)
    assert.equal((await as(who).submit(`/staff/connections/${row?.id}/end`)).status, 303)
    assert.match((await as(who).visit('/staff/connections')).text(), /You have given nothing yet/)
  })

  test('nobody gives a connection for somebody whom they do not supervise', async () => {
    const boss = await aPractitioner('idva-manager')
    const [hers, others] = [await aPractitioner('idva', { supervisorId: boss.id }), await aPractitioner('idva')]
    const form = { relation: 'partner', phone: '07700 900901' }
    assert.equal((await as(boss).submit('/staff/connections/other', { ...form, practitionerId: hers.id })).status, 303)
    assert.equal(
      (await as(boss).submit('/staff/connections/other', { ...form, practitionerId: others.id })).status,
      404,
    )
    assert.match((await as(hers).visit('/staff/connections')).text(), /You have given nothing yet/)
  })
})

describe('a match closes the case at once, on either side (S12, INV-36)', () => {
  test('who gives a former partner afterwards loses the case of that partner, and what they led goes on', async () => {
    const boss = await aPractitioner('police-supervisor')
    const lead = await aPractitioner('investigating-officer', { supervisorId: boss.id })
    const name = newName()
    const { caseId } = await aCase(services, lead, { perpetratorName: name, perpetratorBornOn: day })
    assert.ok(await sees(lead, caseId))
    const typed = { practitionerId: lead.id, relation: 'former partner', name, bornOn: born }
    const given = await as(lead).submit('/staff/connections/other', typed)
    assert.equal(given.location, '/staff/connections')
    const hidden = await as(lead).visit(`/cases/${caseId}`)
    assert.equal(hidden.status, 404)
    assert.equal(hidden.body, (await as(lead).visit(nowhere)).body)
    assert.deepEqual(await groundsOf(caseId, lead), ['former partner'])
    assert.deepEqual(await leadsOf(caseId), { riskLeadId: boss.id, planLeadId: boss.id, contactLeadId: boss.id })
    const owners = await everything
      .selectFrom('duty')
      .select('ownerId')
      .where('caseId', '=', caseId)
      .where('state', '=', 'open')
      .execute()
    assert.ok(owners.length > 0)
    assert.ok(owners.every(({ ownerId }) => ownerId === boss.id))
    assert.ok(await sees(boss, caseId))
    assert.match((await as(boss).visit('/boards/mine')).text(), /A case is yours at once/)
    const periods = await everything.selectFrom('leadPeriod').selectAll().where('caseId', '=', caseId).execute()
    assert.equal(
      periods.filter(({ practitionerId, untilAt }) => practitionerId === boss.id && untilAt === null).length,
      3,
    )
    assert.equal(
      periods.filter(({ practitionerId, untilAt }) => practitionerId === lead.id && untilAt === null).length,
      0,
    )
  })

  for (const [what, given, entered] of [
    ['telephone', { phone: '+44 7700 900612' }, { kind: 'mobile', value: '07700 900612' }],
    ['e-mail', { email: 'Fern@Invented.test' }, { kind: 'e-mail', value: 'fern@invented.test' }],
    ['home', { house: '7a', postcode: 'ZZ97 1ZZ' }, { kind: 'visit', value: '7A Hollow Street, ZZ971ZZ' }],
  ] as const)
    test(`one’s own ${what} in the safe contact of a case closes the case to them, and nothing says so`, async () => {
      const [opener, mate] = [await aPractitioner('idva'), await aPractitioner('idva')]
      const { caseId, victimId } = await aCase(services, opener)
      await as(opener).submit(`/cases/${caseId}/team`, aLetIn(mate.id, 'Helps'))
      assert.equal((await as(mate).submit('/staff/connections/own', given)).status, 303)
      assert.ok(await sees(mate, caseId))
      const { aRule, aMobile } = await import('../safe-contact/fixtures.ts')
      await as(opener).submit(`/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-10' }))
      const route = await as(opener).submit(`/cases/${caseId}/safe-contact/routes/new`, {
        ...aMobile(entered),
        textIsSafe: [],
        voicemailIsSafe: [],
      })
      assert.equal(route.status, 303, route.text('.govuk-error-summary'))
      assert.ok(!(await sees(mate, caseId)), `victim ${victimId}`)
      assert.ok(await sees(opener, caseId))
    })

  test('the case of a colleague closes to their whole team, to who joins it later, and not to the next team', async () => {
    const agencyId = await anAgency()
    const officer = (role = 'investigating-officer') => aPractitioner(role, { agencyId })
    const [self, mate, joiner, stranger] = [await officer(), await officer(), await officer(), await officer()]
    const teamId = await aTeam(agencyId, [self, mate])
    const name = newName()
    await as(self).submit('/staff/connections/own', { name, bornOn: born })
    const { caseId } = await aCase(services, stranger, { victimName: name, victimBornOn: day })
    for (const each of [self, mate, joiner])
      await as(stranger).submit(`/cases/${caseId}/team`, aLetIn(each.id, 'Helps'))
    assert.deepEqual(
      [await sees(self, caseId), await sees(mate, caseId), await sees(joiner, caseId)],
      [false, false, true],
    )
    assert.deepEqual([await groundsOf(caseId, self), await groundsOf(caseId, mate)], [['self'], ['own team']])
    await everything.insertInto('teamMember').values({ teamId, practitionerId: joiner.id }).execute()
    assert.ok(!(await sees(joiner, caseId)))
    assert.ok(await sees(stranger, caseId))
  })

  test('two who write the same facts at the same moment meet all the same', async () => {
    const [opener, close] = [await aPractitioner('idva'), await aPractitioner('idva')]
    const name = newName()
    const typed = { practitionerId: close.id, relation: 'kin', name, bornOn: born }
    let given: Promise<unknown> = Promise.resolve()
    const opened = await workAs(services, opener, async (work) => {
      const done = await openCase(services, work, aNewCase({ victimName: name, victimBornOn: day }))
      // Whoever opens has looked for conflicts and found none, and has not committed yet.
      await sql`set constraints all immediate`.execute(work.tx)
      given = as(close).submit('/staff/connections/other', typed)
      await Promise.race([given, wait(4000)])
      return done
    })
    await given
    assert.deepEqual(await groundsOf(opened.caseId, close), ['kin'])
  })

  test('a name without a date of birth, and a date of birth with another name, close nothing', async () => {
    const [opener, mate] = [await aPractitioner('idva'), await aPractitioner('idva')]
    const name = newName()
    await as(mate).submit('/staff/connections/other', { practitionerId: mate.id, relation: 'kin', name, bornOn: born })
    const one = await aCase(services, opener, { victimName: name })
    const other = await aCase(services, opener, { victimName: newName(), victimBornOn: day })
    for (const { caseId } of [one, other]) assert.deepEqual(await groundsOf(caseId, mate), [])
  })
})

const opening = (changes: Record<string, string> = {}) => ({
  ...{ victimName: newName(), relationship: 'former partner', concern: 'Was threatened', source: 'A neighbour' },
  ...changes,
})

describe('what somebody close to a case reports is never lost, and is answered alike (INV-36)', () => {
  const place = async () => {
    const agencyId = await anAgency()
    const boss = await aPractitioner('police-supervisor', { agencyId })
    const desk = await aPractitioner('abuse-specialist', { agencyId })
    await aTeam(agencyId, [desk], { isSafeguarding: true })
    const close = await aPractitioner('first-responder', { agencyId, supervisorId: boss.id })
    const other = await aPractitioner('investigating-officer', { agencyId })
    return { agencyId, boss, desk, close, other }
  }

  test('who opens a case about their own people is told that the desk has it; the desk leads it, with all its duties', async () => {
    const { close, desk } = await place()
    const name = newName()
    await as(close).submit('/staff/connections/other', {
      practitionerId: close.id,
      relation: 'kin',
      name,
      bornOn: born,
    })
    const sent = await as(close).submit('/cases/new/open', opening({ victimName: name, victimBornOn: born }))
    assert.deepEqual([sent.status, sent.location], [303, '/conflicts/sent'])
    assert.match((await as(close).visit(sent.location)).text(), /It is with the safeguarding desk/)
    const { id: caseId } = await everything
      .selectFrom('cases')
      .select('id')
      .where('openedBy', '=', close.id)
      .executeTakeFirstOrThrow()
    assert.deepEqual(await leadsOf(caseId), { riskLeadId: desk.id, planLeadId: desk.id, contactLeadId: desk.id })
    assert.ok(!(await sees(close, caseId)))
    assert.ok(await sees(desk, caseId))
    const duties = await everything.selectFrom('duty').select('ownerId').where('caseId', '=', caseId).execute()
    assert.ok(duties.length > 0)
    assert.ok(duties.every(({ ownerId }) => ownerId === desk.id))
    assert.match((await as(desk).visit('/boards/mine')).text(), /A case is yours at once/)
  })

  test('the answer is the same, byte for byte, whether a case about them was there or not', async () => {
    const { close, other } = await place()
    const [known, unknown] = [newName(), newName()]
    await aCase(services, other, { victimName: known, victimBornOn: day })
    const answers = []
    for (const name of [known, unknown]) {
      await as(close).submit('/staff/connections/other', {
        practitionerId: close.id,
        relation: 'kin',
        name,
        bornOn: born,
      })
      const looked = await as(close).submit('/cases/new', { victimName: name, victimBornOn: born })
      const sent = await as(close).submit('/cases/new/open', opening({ victimName: name, victimBornOn: born }))
      const page = await as(close).visit(sent.location)
      answers.push([
        ...[looked.status, looked.body.replaceAll(name, 'NAME').replace(/value="[\w.-]{20,}"/g, '')],
        ...[sent.status, sent.location, page.body.replace(/value="[\w.-]{20,}"/g, '')],
      ])
    }
    assert.deepEqual(answers[0], answers[1])
  })

  test('a message goes to the desk, which says what was done; the sender never reads it again', async () => {
    const { close, desk, other, boss } = await place()
    const form = { about: newName(), said: 'He waits outside her school on Mondays.' }
    const sent = await as(close).submit('/conflicts/new', form)
    assert.equal(sent.location, '/conflicts/sent')
    const list = await as(desk).visit('/conflicts')
    const address = list.links().find(({ text }) => text === form.about)?.href ?? ''
    assert.match((await as(desk).visit(address)).text(), /waits outside her school/)
    assert.match((await as(desk).visit('/boards/mine')).text(), /Something has come to the safeguarding desk/)
    for (const who of [close, other, boss]) {
      assert.equal((await as(who).visit(address)).status, 404)
      assert.ok(!(await as(who).visit('/conflicts')).body.includes(form.about))
    }
    const own = await aCase(services, desk)
    const { reference } = await everything
      .selectFrom('cases')
      .select('reference')
      .where('id', '=', own.caseId)
      .executeTakeFirstOrThrow()
    const hidden = await aCase(services, other)
    const theirs = await everything
      .selectFrom('cases')
      .select('reference')
      .where('id', '=', hidden.caseId)
      .executeTakeFirstOrThrow()
    const wrong = await as(desk).submit(`${address}/done`, { reference: theirs.reference, doneAs: 'Recorded' })
    assert.equal(wrong.status, 422)
    assert.equal(wrong.value('doneAs'), 'Recorded')
    assert.equal((await as(desk).submit(`${address}/done`, { reference, doneAs: 'Recorded there' })).status, 303)
    assert.match((await as(desk).visit(address)).text(), /Recorded there/)
  })

  test('somebody at the desk who is close to those named does not read it; where nobody is left it goes to another desk', async () => {
    const { agencyId, close, desk } = await place()
    const second = await aPractitioner('abuse-specialist', { agencyId })
    const deskTeam = await everything
      .selectFrom('teamMember')
      .select('teamId')
      .where('practitionerId', '=', desk.id)
      .executeTakeFirstOrThrow()
    await everything.insertInto('teamMember').values({ teamId: deskTeam.teamId, practitionerId: second.id }).execute()
    const [name, otherName] = [newName(), newName()]
    await as(desk).submit('/staff/connections/other', {
      practitionerId: desk.id,
      relation: 'partner',
      name,
      bornOn: born,
    })
    await as(close).submit('/conflicts/new', { about: name, bornOn: born, said: 'Was seen with a knife.' })
    assert.ok(!(await as(desk).visit('/conflicts')).body.includes(name))
    assert.ok((await as(second).visit('/conflicts')).body.includes(name))
    for (const who of [desk, second])
      await as(who).submit('/staff/connections/other', {
        practitionerId: who.id,
        relation: 'kin',
        name: otherName,
        bornOn: born,
      })
    await as(close).submit('/conflicts/new', { about: otherName, bornOn: born, said: 'Has a key to her home.' })
    const row = await everything
      .selectFrom('deskMessage')
      .select(['readers'])
      .where('about', 'like', `${otherName}%`)
      .executeTakeFirstOrThrow()
    assert.ok(row.readers.length > 0)
    assert.ok(!row.readers.includes(desk.id) && !row.readers.includes(second.id) && !row.readers.includes(close.id))
    for (const who of [desk, second]) assert.ok(!(await as(who).visit('/conflicts')).body.includes(otherName))
  })

  test('an agency that names no desk is told so, and nothing is lost', async () => {
    const agencyId = await anAgency('housing')
    const manager = await aPractitioner('housing-manager', { agencyId })
    const worker = await aPractitioner('housing-officer', { agencyId, supervisorId: manager.id })
    await as(worker).submit('/conflicts/new', { about: newName(), said: 'She asked me to say this.' })
    assert.match((await as(manager).visit('/boards/mine')).text(), /Your agency names no safeguarding desk/)
    const row = await everything
      .selectFrom('deskMessage')
      .select('readers')
      .where('fromId', '=', worker.id)
      .executeTakeFirstOrThrow()
    assert.ok(row.readers.length > 0)
  })
})

describe('"I know somebody in this case" (ST-22)', () => {
  test('said on the case, it closes the case at once; the words are read by the desk and by nobody who works on the case', async () => {
    const boss = await aPractitioner('idva-manager')
    const lead = await aPractitioner('idva', { supervisorId: boss.id })
    const victimName = newName()
    const { caseId, victimId } = await aCase(services, lead, { victimName, victimBornOn: day })
    const page = await as(lead).visit(`/cases/${caseId}/conflicts`)
    assert.match(page.text(), /this closes the case to you at once/)
    const form = { practitionerId: lead.id, personId: victimId, ground: 'friend', said: 'We sang in one choir' }
    const said = await as(lead).submit(`/cases/${caseId}/conflicts`, form)
    assert.deepEqual([said.status, said.location], [303, '/conflicts/declared'])
    const neutral = await as(lead).visit('/conflicts/declared')
    assert.ok(!neutral.body.includes(victimName))
    assert.ok(!(await sees(lead, caseId)))
    assert.deepEqual(Object.values(await leadsOf(caseId)), [boss.id, boss.id, boss.id])
    assert.ok(!(await as(boss).visit(`/cases/${caseId}/conflicts`)).body.includes('choir'))
    const rows = await everything
      .selectFrom('audit')
      .select('kind')
      .where('caseId', '=', caseId)
      .where('actorId', '=', lead.id)
      .where('route', '=', '/cases/:caseId/conflicts')
      .where('kind', '=', 'alter')
      .execute()
    assert.equal(rows.length, 1)
    // The same people again, in a case that is opened later: closed as well, since it was said who it is.
    const later = await aPractitioner('idva')
    const next = await aCase(services, later, { victimName, victimBornOn: day })
    assert.deepEqual(await groundsOf(next.caseId, lead), ['friend'])
  })

  test('a supervisor says it for somebody of theirs, and for nobody else', async () => {
    const boss = await aPractitioner('idva-manager')
    const [lead, other] = [await aPractitioner('idva', { supervisorId: boss.id }), await aPractitioner('idva')]
    const { caseId } = await aCase(services, lead)
    await as(lead).submit(`/cases/${caseId}/team`, aLetIn(boss.id, 'Supervises'))
    const form = { ground: 'other' }
    assert.equal(
      (await as(boss).submit(`/cases/${caseId}/conflicts`, { ...form, practitionerId: other.id })).status,
      404,
    )
    const done = await as(boss).submit(`/cases/${caseId}/conflicts`, { ...form, practitionerId: lead.id })
    assert.equal(done.location, `/cases/${caseId}/conflicts`)
    assert.ok(!(await sees(lead, caseId)))
    assert.equal((await as(boss).visit(String(done.location))).status, 200)
    assert.match(
      (await as(boss).submit(`/cases/${caseId}/conflicts`, { practitionerId: boss.id })).text('.govuk-error-summary'),
      /Select how they stand/,
    )
    // Whoever is in it keeps their team out, the one who says so as well: they are not sent to a page that is not there.
    const made = everything.insertInto('team').values({ agencyId: boss.agencyId, name: `Team of ${boss.name}` })
    const { id: teamId } = await made.returning('id').executeTakeFirstOrThrow()
    const member = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
    for (const { id: practitionerId } of [boss, member])
      await everything.insertInto('teamMember').values({ teamId, practitionerId }).execute()
    const said = await as(boss).submit(`/cases/${caseId}/conflicts`, { practitionerId: member.id, ground: 'self' })
    assert.deepEqual([said.status, said.location], [303, '/conflicts/declared'])
    assert.equal((await as(boss).visit('/conflicts/declared')).status, 200)
  })

  test('a false match ends when two at the desk agree; nobody ends their own, nor one of "it is me", and it does not come back by itself', async () => {
    const agencyId = await anAgency()
    const officer = (role: string) => aPractitioner(role, { agencyId })
    const [one, two, matched, lead] = [
      await officer('abuse-specialist'),
      await officer('abuse-specialist'),
      await officer('first-responder'),
      await officer('investigating-officer'),
    ]
    await aTeam(agencyId, [one, two], { isSafeguarding: true })
    const name = newName()
    const given = { name, bornOn: born }
    await as(matched).submit('/staff/connections/other', { ...given, practitionerId: matched.id, relation: 'kin' })
    const { caseId } = await aCase(services, lead, { victimName: name, victimBornOn: day })
    const { id } = await everything
      .selectFrom('caseExclusion')
      .select('id')
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    const address = `/conflicts/matches/${id}`
    for (const who of [matched, lead]) assert.equal((await as(who).visit(address)).status, 404)
    assert.ok(!(await as(one).visit(address)).body.includes(name))
    assert.equal((await as(one).submit(`${address}/propose`, { why: '' })).status, 422)
    assert.equal((await as(one).submit(`${address}/propose`, { why: 'Born in another country' })).status, 303)
    assert.equal((await as(one).submit(`${address}/answer`, { answer: 'agree' })).status, 404)
    assert.deepEqual(await groundsOf(caseId, matched), ['kin'])
    assert.equal((await as(two).submit(`${address}/answer`, { answer: 'agree' })).status, 303)
    assert.deepEqual(await groundsOf(caseId, matched), [])
    await as(lead).submit(`/cases/${caseId}/team`, aLetIn(matched.id, 'Helps'))
    assert.ok(await sees(matched, caseId))
    await as(matched).submit('/staff/connections/other', { ...given, practitionerId: matched.id, relation: 'kin' })
    assert.ok(await sees(matched, caseId))
    await as(matched).submit('/staff/connections/own', given)
    assert.ok(!(await sees(matched, caseId)))
    const { id: self } = await everything
      .selectFrom('caseExclusion')
      .select('id')
      .where('caseId', '=', caseId)
      .where('ground', '=', 'self')
      .executeTakeFirstOrThrow()
    assert.equal((await as(one).submit(`/conflicts/matches/${self}/propose`, { why: 'No' })).status, 404)
  })
})
