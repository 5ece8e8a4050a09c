import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { permissionsOf, roles } from '../staff/index.ts'
import {
  type Difference,
  differences,
  type Level,
  levelFor,
  levels,
  matrix,
  objectClasses,
  objects,
  opens,
  shownClasses,
} from './model/matrix.ts'

const app = await testApp()
const { as, aPractitioner, services, everything } = app

// The published table, as it is printed there: the first of two letters where it gives two, and the rows that this product can have.
const printed = `
header | F F F O O S S S - -
safe contact | F F F F R - S S - -
address | F S S - - - S S - -
plan | F S S - - - S S - -
risk | F F F R S S S O - -
incidents | O F F R F S S O O -
orders | F F F F F F S S - -
duties | F F O F F O - - - -
statement | S F - F F - S - - -
conference | F F S - S S S S - -
disclosure | S F - - - S S - - -
register | S F S - S F S S - -
programme | S S - - - S S - - -
staff case | S - - - - - - - - -`
const columns = [
  'idva',
  'abuse-specialist',
  'first-responder',
  'witness-care-officer',
  'cps-lawyer',
  'probation-manager',
  'social-worker',
  'housing-officer',
  'library-worker',
]

describe('who may see what is one table, and it is that of the model but where it says so (MODEL 13)', () => {
  test('each letter is the published one, or a difference that is listed with its reason', () => {
    for (const line of printed.trim().split('\n')) {
      const [name = '', letters = ''] = line.split(' | ')
      const object = objectClasses.find((each) => each === name)
      assert.ok(object, name)
      for (const [index, role] of columns.entries()) {
        const here: Level | undefined = levelFor(role, object)
        const model: string | undefined = letters.split(' ')[index]
        const group = matrix.find((row) => row.roles.includes(role))?.label
        const listed: Difference | undefined = differences.find(
          (each) => each.roles === group && each.object === object,
        )
        assert.equal(listed ? listed.model : here, model, `${role}: ${object}`)
        if (listed) assert.equal(listed.here, here, `${role}: ${object}`)
      }
    }
    assert.equal(printed.trim().split('\n').length, objectClasses.length)
  })

  test('every role that works on cases is in one row, and in no second', () => {
    const named = matrix.flatMap((row) => row.roles)
    assert.equal(new Set(named).size, named.length)
    const workers = Object.keys(roles).filter((role) => permissionsOf(role).has('cases:read'))
    assert.deepEqual(
      workers.filter((role) => !named.includes(role)),
      [],
    )
  })

  test('no role may open what the table closes to it, whatever its list says', () => {
    for (const role of Object.keys(roles))
      for (const permission of permissionsOf(role)) assert.ok(opens(role, permission), `${role}: ${permission}`)
    const closed: [string, string][] = [
      ['library-worker', 'risk:read'],
      ['library-worker', 'incidents:read'],
      ['witness-care-officer', 'risk:read'],
      ['wcu-manager', 'incidents:read'],
      ['probation-manager', 'safe-contact:read'],
      ['probation-manager', 'messages:write'],
      ['cps-lawyer', 'messages:read'],
    ]
    for (const [role, permission] of closed)
      assert.equal(
        permissionsOf(role).has(permission),
        permission === 'messages:read' && role === 'cps-lawyer',
        `${role}: ${permission}`,
      )
  })

  test('what the table closes is not there on the case either, for somebody who was let in', async () => {
    const lead = await aPractitioner('idva')
    const { caseId } = await aCase(services, lead)
    for (const [role, part] of [
      ['witness-care-officer', 'risk'],
      ['wcu-manager', 'incidents'],
      ['probation-manager', 'safe-contact'],
    ] as const) {
      const person = await aPractitioner(role)
      await as(lead).submit(`/cases/${caseId}/team`, aLetIn(person.id, 'Helps'))
      const home = await as(person).visit(`/cases/${caseId}`)
      assert.equal(home.status, 200)
      assert.equal((await as(person).visit(`/cases/${caseId}/${part}`)).status, 404, `${role}: ${part}`)
      assert.ok(
        !home
          .$('nav a')
          .get()
          .some((link) => home.$(link).attr('href') === `/cases/${caseId}/${part}`),
      )
    }
  })

  test('the page is the table: each role, each object, the words of each letter', async () => {
    const page = await as(await aPractitioner('library-worker')).visit('/access/roles')
    assert.equal(page.status, 200)
    for (const { label, roles: all, sees } of matrix) {
      const row = page
        .$('tbody tr')
        .get()
        .find((each) => page.$(each).find('th').text().includes(label))
      assert.ok(row, label)
      for (const role of all)
        assert.ok(
          page
            .$(row)
            .find('th')
            .text()
            .includes(roles[role as keyof typeof roles].label),
        )
      assert.deepEqual(
        page
          .$(row)
          .find('abbr')
          .get()
          .map((each) => page.$(each).text()),
        shownClasses.map((name) => sees[name]),
      )
    }
    for (const words of Object.values(levels)) assert.ok(page.text().includes(words))
    for (const name of shownClasses) assert.ok(page.text().includes(objects[name].label))
  })
})

describe('what a role is shown of a case that it was let in to (MODEL 13)', () => {
  test('the database shows whole what the table says, and no more', async () => {
    for (const role of matrix.flatMap((row) => row.roles)) {
      const { rows } = await sql<{ whole: string[] }>`select private.seen_whole(${role}) as whole`.execute(everything)
      for (const object of ['risk', 'incidents', 'orders', 'duties', 'safe contact'] as const)
        assert.equal(rows[0]?.whole.includes(object), levelFor(role, object) === 'F', `${role}: ${object}`)
      assert.equal(rows[0]?.whole.includes('justice'), rows[0]?.whole.includes('orders'), role)
    }
  })

  test('a library works on no case but its own: nobody can let it in elsewhere, nor refer to it', async () => {
    const [lead, library] = [await aPractitioner('idva'), await aPractitioner('library-worker')]
    const { caseId } = await aCase(services, lead)
    const page = await as(lead).visit(`/cases/${caseId}/team`)
    assert.ok(!page.text('select').includes(library.name))
    const tried = await as(lead).submit(`/cases/${caseId}/team`, aLetIn(library.id, 'Helps'))
    assert.equal(tried.status, 404)
    const grant = { caseId, granteeId: library.id, agencyId: library.agencyId, grantedBy: lead.id }
    await assert.rejects(
      everything
        .insertInto('caseGrant')
        .values({ ...grant, reason: 'Helps', grantedAt: new Date() })
        .execute(),
      /a library works on no case but its own/,
    )
    assert.doesNotMatch((await as(lead).visit(`/cases/${caseId}/referrals/new`)).text('select'), /Test library/)
    const own = await aCase(services, library)
    assert.equal((await as(library).visit(`/cases/${own.caseId}`)).status, 200)
  })

  test('what is not shown is said not to be shown, and by whom it can be asked for', async () => {
    const [officer, adviser, housing] = [
      await aPractitioner('investigating-officer'),
      await aPractitioner('idva'),
      await aPractitioner('housing-officer'),
    ]
    const { caseId } = await aCase(services, officer)
    for (const { id } of [adviser, housing])
      assert.equal((await as(officer).submit(`/cases/${caseId}/team`, aLetIn(id, 'Helps'))).status, 303)
    const of = async (person: typeof officer, part: string) =>
      (await as(person).visit(`/cases/${caseId}/${part}`)).text('.govuk-inset-text')
    const ask = new RegExp(`There may be more.*ask ${officer.name}`)
    assert.match(await of(adviser, 'incidents'), /Of incidents, you are shown what your agency wrote/)
    assert.match(await of(adviser, 'incidents'), ask)
    assert.doesNotMatch(await of(adviser, 'risk'), /There may be more/)
    assert.match(await of(adviser, 'risk'), /Nobody has set a level yet/)
    assert.doesNotMatch(await of(housing, 'risk'), /Nobody has set a level yet/)
    assert.match(await of(housing, 'entries'), /Of risk, incidents, orders and duties/)
    assert.doesNotMatch(await of(officer, 'entries'), /There may be more/)
    const main = async (person: typeof officer, part: string) =>
      (await as(person).visit(`/cases/${caseId}/${part}`)).text('main')
    for (const part of ['risk', 'incidents', 'orders', 'duties']) {
      assert.match(await main(housing, part), /Nothing is shown to you/, part)
      assert.doesNotMatch(await main(housing, part), /No (incident|order|term|duty|agency)\b|Nothing is open/, part)
    }
    assert.match(await main(officer, 'incidents'), /No incident is recorded/)
  })

  test('witness care knows that there are incidents, and is shown none', async () => {
    const [officer, care] = [await aPractitioner('investigating-officer'), await aPractitioner('witness-care-officer')]
    const { caseId } = await aCase(services, officer)
    assert.equal((await as(officer).submit(`/cases/${caseId}/team`, aLetIn(care.id, 'Trial'))).status, 303)
    const seen = async () => (await as(care).visit(`/cases/${caseId}/entries`)).text('main')
    assert.doesNotMatch(await seen(), /incidents/)
    const incident = {
      day: 'today',
      time: '00:05',
      childPresent: 'no',
      mark: 'fact',
      reportedBy: 'victim',
      sourceAgency: 'Police',
    }
    const done = await as(officer).submit(`/cases/${caseId}/incidents/new`, { ...incident, what: 'Kicked the door' })
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    assert.match(await seen(), /On record here, and not shown to your role: incidents/)
    assert.doesNotMatch(await seen(), /Kicked the door/)
  })
})

describe('on a case, each person who sees it is there with why (IS-03)', () => {
  const aTeam = async (agencyId: string, members: string[]) => {
    const id = randomUUID()
    await everything.insertInto('team').values({ id, agencyId, name: 'Day team' }).execute()
    for (const practitionerId of members)
      await everything
        .insertInto('teamMember')
        .values({ teamId: id, practitionerId, fromAt: new Date('2026-01-01') })
        .execute()
    return id
  }

  test('a team is its people; who left it, whose sight ended and who has a conflict are not there', async () => {
    const lead = await aPractitioner('idva', { name: 'Alder Lead' })
    const [inTeam, left, conflict, ended] = [
      await aPractitioner('idva', { name: 'Birch Teamer' }),
      await aPractitioner('idva', { name: 'Cherry Leftover' }),
      await aPractitioner('idva', { name: 'Damson Kinsman' }),
      await aPractitioner('idva', { name: 'Elder Ended' }),
    ]
    const { caseId } = await aCase(services, lead)
    const url = `/cases/${caseId}`
    const teamId = await aTeam(lead.agencyId, [inTeam.id, left.id, conflict.id])
    await everything
      .updateTable('teamMember')
      .set({ untilAt: new Date() })
      .where('practitionerId', '=', left.id)
      .execute()
    await as(lead).submit(`${url}/team`, aLetIn(teamId, 'Days'))
    await as(lead).submit(`${url}/team`, aLetIn(ended.id, 'Helped'))
    await as(lead).submit(`${url}/team/${ended.id}/end`)
    await everything
      .insertInto('caseExclusion')
      .values({ caseId, practitionerId: conflict.id, ground: 'kin', source: 'declared', at: new Date() })
      .execute()
    await as(lead).submit(`${url}/team`, aLetIn(inTeam.id, 'Knows her sister'))
    const page = await as(lead).visit(`${url}/access`)
    const rows = page
      .$('.wm-board__table tbody tr')
      .get()
      .map((each) => page.$(each).text().replace(/\s+/g, ' '))
    assert.equal(rows.length, 2)
    assert.match(rows.join('\n'), /Alder Lead.*Opened it, or leads on it/)
    assert.match(rows.join('\n'), /Birch Teamer.*Through a team: Day team.*Days.*Alder Lead/)
    assert.match(rows.join('\n'), /Birch Teamer.*Let in by name.*Knows her sister.*Alder Lead/)
    assert.match(page.text(), /2 people can see this case now/)
    for (const name of ['Leftover', 'Kinsman', 'Ended']) assert.doesNotMatch(page.body, new RegExp(name))
    assert.match(page.text(), /Why you can see it Opened it, or leads on it: Opened the case/)
  })

  test('every grant has its kind, whoever wrote it', async () => {
    const lead = await aPractitioner('idva')
    const [named, boss] = [await aPractitioner('idva'), await aPractitioner('idva-manager')]
    const { caseId } = await aCase(services, lead)
    const teamId = await aTeam(lead.agencyId, [])
    const url = `/cases/${caseId}`
    await as(lead).submit(`${url}/team`, aLetIn(named.id, 'Helps'))
    await as(lead).submit(`${url}/team`, aLetIn(teamId, 'Days'))
    await everything
      .insertInto('alarm')
      .values({ toId: boss.id, caseId, kind: 'safety clock passed', raisedAt: new Date() })
      .execute()
    const blocks = { risk: 'High', plan: 'None yet', contact: 'By telephone', duties: 'Tell' }
    await as(lead).submit(`${url}/handovers/new`, { ...blocks, toId: named.id, lead_plan: 'yes' })
    const kindsOf = async () => {
      const { rows } = await sql<{
        id: string
        kind: string
      }>`select grantee_id as id, kind from case_grant where case_id = ${caseId} and revoked_at is null`.execute(
        everything,
      )
      return Object.fromEntries(rows.map(({ id, kind }) => [id, kind]))
    }
    assert.deepEqual(await kindsOf(), { [lead.id]: 'lead', [named.id]: 'named', [teamId]: 'team', [boss.id]: 'task' })
    const offer = await everything
      .selectFrom('handover')
      .select('id')
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    assert.equal((await as(named).submit(`${url}/handovers/${offer.id}/accept`, {})).status, 303)
    assert.equal((await kindsOf())[named.id], 'named')
  })
})

describe('a supervisor reads what one of their agency can see, and no more than they may (MODEL 13)', () => {
  test('numbers by kind of grant, and a reference only of a case that the supervisor sees', async () => {
    const boss = await aPractitioner('idva-manager')
    const worker = await aPractitioner('idva', { supervisorId: boss.id })
    const [both, alone, sealed] = [
      await aCase(services, worker),
      await aCase(services, worker),
      await aCase(services, worker),
    ]
    await as(worker).submit(`/cases/${both.caseId}/team`, aLetIn(boss.id, 'Supervises'))
    await everything
      .updateTable('cases')
      .set({ sealedAt: new Date(), sealedBecause: 'x' })
      .where('id', '=', sealed.caseId)
      .execute()
    const page = await as(boss).visit(`/access/people/${worker.id}`)
    const references = await everything
      .selectFrom('cases')
      .select(['id', 'reference'])
      .where('id', 'in', [both.caseId, alone.caseId, sealed.caseId])
      .execute()
    const referenceOf = (id: string) => references.find((each) => each.id === id)?.reference ?? ''
    assert.ok(page.text().includes(referenceOf(both.caseId)))
    for (const { caseId } of [alone, sealed])
      assert.ok(!page.body.includes(referenceOf(caseId)) && !page.body.includes(caseId))
    assert.match(page.text(), /Opened it, or leads on it ?2/)
  })

  test('nobody else: not the person, a colleague, or a supervisor of another agency', async () => {
    const worker = await aPractitioner('idva')
    for (const role of ['idva', 'police-supervisor', 'administrator', 'library-worker'])
      assert.equal((await as(await aPractitioner(role)).visit(`/access/people/${worker.id}`)).status, 404, role)
  })
})

describe('whoever administers manages access and reads no case (INV-39)', () => {
  test('no screen that an administrator may open holds a word of any case', async () => {
    const lead = await aPractitioner('idva')
    const words = ['Quillwort', 'Inventado', 'Sorrelsentinel']
    const { caseId } = await aCase(services, lead, {
      victimName: 'Quillwort Inventado',
      concern: 'Sorrelsentinel said',
    })
    const { reference } = await everything
      .selectFrom('cases')
      .select('reference')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    const chief = await aPractitioner('administrator', { agencyId: lead.agencyId })
    const seen = new Set<string>()
    const waiting = ['/boards/mine', '/staff', '/access/roles', '/people/search', `/staff/${lead.id}`]
    assert.doesNotMatch((await as(chief).submit('/people/search', { name: 'Quillwort' })).text('table'), /Quillwort/)
    while (waiting.length > 0 && seen.size < 150) {
      const url = waiting.shift() ?? ''
      if (seen.has(url)) continue
      seen.add(url)
      const page = await as(chief).visit(url)
      const shown = page.body
        .replaceAll('value="Quillwort"', '')
        .replaceAll('like "Quillwort"', '')
        .replaceAll('like &quot;Quillwort&quot;', '')
      for (const word of [...words, reference, caseId]) assert.ok(!shown.includes(word), `${url}: ${word}`)
      const links = page
        .$('a[href^="/"]')
        .get()
        .map((link) => page.$(link).attr('href') ?? '')
      waiting.push(
        ...links.filter(
          (href) => !href.startsWith('/assets') && !href.startsWith('/rulebook/') && !href.startsWith('/replay'),
        ),
      )
    }
    assert.ok(seen.size > 20, `${seen.size} screens`)
    for (const part of ['', '/access', '/looks', '/team'])
      assert.equal((await as(chief).visit(`/cases/${caseId}${part}`)).status, 404)
  })
})
