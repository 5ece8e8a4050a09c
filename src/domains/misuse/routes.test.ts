import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { sql } from 'kysely'
import { sealLog } from '../../platform/audit/seal.ts'
import { connect } from '../../platform/db.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { noticeMisuse } from './actions.ts'

const app = await testApp({ at: '2026-11-23T10:00:00Z' })
const { services, everything, as, clock, aPractitioner, database, now } = app
const worker = connect(database.worker, { max: 2 })
after(() => worker.destroy())
const file = path.join(mkdtempSync(path.join(tmpdir(), 'waymark-')), 'audit.jsonl')

const director = await aPractitioner('police-supervisor', { name: 'Dara Directorova' })
const boss = await aPractitioner('police-supervisor', { name: 'Bo Bossington', supervisorId: director.id })
const standards = await aPractitioner('professional-standards', { name: 'Stan Dardson' })
const auditor = await aPractitioner('auditor', { name: 'Audi Torsen' })
const administrator = await aPractitioner('administrator')
const farAuditor = await aPractitioner('auditor', {
  agencyId: (await aPractitioner('idva')).agencyId,
  name: 'Far Auditor',
})
const lead = await aPractitioner('investigating-officer')
const anOfficer = (name = 'Ola Officer') => aPractitioner('investigating-officer', { supervisorId: boss.id, name })

const nowhere = (await as(standards).visit('/there-is-nothing-here')).body

type Change = { kind?: 'consult' | 'fail' | 'export'; purpose?: string | null; at?: string }
/** A line of the log, as the app writes it. */
const looked = async (
  who: Practitioner,
  caseId: string | null,
  day: string,
  { kind = 'consult', purpose = 'stated', at }: Change = {},
) => {
  const row = { id: randomUUID(), at: new Date(at ?? `${day}T10:00:00Z`), actorId: who.id, agencyId: who.agencyId }
  await everything
    .insertInto('audit')
    .values({
      ...row,
      kind,
      caseId,
      purpose,
      route: '/cases/:caseId',
      reference: 'a test',
      form: 1,
      hmac: Buffer.alloc(32),
    })
    .execute()
}
const lookedOn = async (who: Practitioner, caseId: string, days: string[], change: Change = {}) => {
  for (const day of days) await looked(who, caseId, day, change)
}
const threeTimes = ['2026-08-03', '2026-09-14', '2026-10-26']

const notice = async (): Promise<number> => {
  await sealLog({ db: worker, secret: database.secret, file }, now())
  let [raised, isMore] = [0, true]
  while (isMore) {
    const read = await noticeMisuse(services, worker, now())
    raised += read.raised
    isMore = read.isMore
  }
  return raised
}
const referenceOf = async (caseId: string) =>
  (await everything.selectFrom('cases').select('reference').where('id', '=', caseId).executeTakeFirstOrThrow())
    .reference
const alertsAbout = (who: Practitioner) =>
  everything
    .selectFrom('misuseAlert')
    .selectAll()
    .where('practitionerId', '=', who.id)
    .orderBy('noticedAt')
    .orderBy('kind')
    .execute()
const alarmsFor = async (who: Practitioner) =>
  (await everything.selectFrom('alarm').select('kind').where('toId', '=', who.id).execute()).map(({ kind }) => kind)

describe('a look without a part becomes a question to somebody outside the line (S13)', () => {
  test('months of looks at one case reach professional standards, with one sentence why, the looks and a picture', async () => {
    const officer = await anOfficer()
    const { caseId } = await aCase(services, lead)
    const reference = await referenceOf(caseId)
    await lookedOn(officer, caseId, threeTimes)
    assert.equal(await notice(), 1)
    const [alert] = await alertsAbout(officer)
    assert.deepEqual([alert?.kind, alert?.caseId, alert?.told], ['repeated looks', caseId, [standards.id, auditor.id]])
    assert.ok((await alarmsFor(standards)).includes('misuse'))
    const list = await as(standards).visit('/misuse')
    assert.match(list.text(), /1 question to answer/)
    assert.match(list.text(), new RegExp(`Ola Officer.*Looks again and again.*${reference}.*To ask about.*Thu 26 Nov`))
    const page = await as(standards).visit(`/misuse/${alert?.id}`)
    assert.equal(page.$('head title').text(), 'A question about looks - Waymark')
    assert.match(page.text(), /Looked 3 times on 3 days in 12 weeks at a case that they have no part in\./)
    assert.match(page.text(), /It does not say why they looked/)
    assert.equal(page.$('svg rect').length, 3)
    assert.match(page.text('figure'), /3 looks on 3 days/)
    assert.equal(
      page
        .$('table')
        .filter((_, table) => /The looks/.test(page.$(table).text()))
        .find('tbody tr').length,
      3,
    )
    assert.doesNotMatch(page.body, /Tess Victim|aNewCase/)
  })

  test('the log read again raises nothing again, later looks join, and looks out of order find the same', async () => {
    const officer = await anOfficer()
    const { caseId } = await aCase(services, lead)
    for (const day of [threeTimes[1], threeTimes[2], threeTimes[0]].map(String)) {
      await looked(officer, caseId, day)
      await notice()
    }
    const [first, ...others] = await alertsAbout(officer)
    assert.equal(others.length, 0)
    assert.equal(first?.raisedAt.toISOString(), '2026-10-26T10:00:00.000Z')
    await sql`update misuse_reading set batch = 0`.execute(everything)
    assert.equal(await notice(), 0)
    await looked(officer, caseId, '2026-11-20')
    assert.equal(await notice(), 1)
    assert.equal((await alertsAbout(officer)).length, 1)
    const page = await as(standards).visit(`/misuse/${first?.id}`)
    assert.match(page.text(), /Looked 4 times on 4 days/)
    assert.match(page.text(), /Further looks: 1 look/)
  })

  test('work of one’s own, and looks at cases of one’s own people, raise nothing', async () => {
    const officer = await anOfficer()
    const led = await aCase(services, officer)
    await lookedOn(boss, led.caseId, threeTimes)
    const other = await aCase(services, lead)
    for (const purpose of ['lead', 'task', 'own', 'referral', 'rota', 'listing'])
      await lookedOn(officer, other.caseId, threeTimes, { purpose })
    await notice()
    assert.deepEqual([await alertsAbout(officer), await alertsAbout(boss)], [[], []])
  })

  test('one look where somebody has the same rare surname is a question; of the name itself nothing leaves the database', async () => {
    const officer = await anOfficer('Kit Quillfeather')
    const { caseId } = await aCase(services, lead, { victimName: 'Anna Quillfeather' })
    await looked(officer, caseId, '2026-11-02')
    await notice()
    const [alert] = await alertsAbout(officer)
    assert.equal(alert?.kind, 'same name')
    const page = await as(standards).visit(`/misuse/${alert?.id}`)
    assert.match(
      page.text(),
      /Looked once at a case that they have no part in; somebody there has the same surname, which few people have/,
    )
    assert.doesNotMatch(page.body, /Anna/)
  })

  test('a tie that was worked out makes one look a question; who says it themself after a look is not asked for it', async () => {
    const [honest, silent] = [await anOfficer(), await anOfficer()]
    const { caseId } = await aCase(services, lead)
    for (const each of [honest, silent]) await looked(each, caseId, '2026-11-02')
    const row = { caseId, at: new Date('2026-11-03T10:00:00Z') }
    await everything
      .insertInto('caseExclusion')
      .values([
        { ...row, practitionerId: honest.id, ground: 'friend', source: 'declared', declaredBy: honest.id },
        { ...row, practitionerId: silent.id, ground: 'address', source: 'computed' },
      ])
      .execute()
    await notice()
    assert.deepEqual(await alertsAbout(honest), [])
    assert.deepEqual(
      (await alertsAbout(silent)).map(({ kind }) => kind),
      ['same address'],
    )
  })

  test('what the app itself refuses and what people search for count: three closed doors, and one’s own name', async () => {
    const officer = await anOfficer('Nim Ownsearch')
    const { caseId } = await aCase(services, lead)
    for (let tries = 0; tries < 3; tries++) assert.equal((await as(officer).visit(`/cases/${caseId}`)).status, 404)
    await as(officer).submit('/people/search', { name: 'Ownsearch Nim' })
    await as(officer).submit('/people/search', { name: 'Somebody Else' })
    await notice()
    assert.deepEqual((await alertsAbout(officer)).map(({ kind }) => kind).sort(), ['own name', 'refused tries'])
    const searches = await everything
      .selectFrom('audit')
      .select('detail')
      .where('actorId', '=', officer.id)
      .where('kind', '=', 'search')
      .execute()
    assert.deepEqual(searches.map(({ detail }) => detail).sort(), ['own name', null].sort())
  })

  test('dead links inside one’s own case are no refusals', async () => {
    const officer = await anOfficer()
    const { caseId } = await aCase(services, officer)
    for (let tries = 0; tries < 4; tries++)
      assert.equal((await as(officer).visit(`/cases/${caseId}/duties/${randomUUID()}`)).status, 404)
    await notice()
    assert.deepEqual(await alertsAbout(officer), [])
  })
})

const raisedAbout = async (officer: Practitioner, caseId?: string) => {
  const about = caseId ?? (await aCase(services, lead)).caseId
  await lookedOn(officer, about, threeTimes)
  await notice()
  const [alert] = await alertsAbout(officer)
  assert.ok(alert)
  return alert
}

describe('who may know of it', () => {
  test('the person, their line up and down, their team, administrators and everybody else find nothing, byte for byte', async () => {
    const officer = await anOfficer('Unni Quely')
    const alert = await raisedAbout(officer)
    const inLine = await aPractitioner('auditor', { name: 'Line Auditor' })
    await everything
      .updateTable('practitioner')
      .set({ supervisorId: inLine.id })
      .where('id', '=', director.id)
      .execute()
    const below = await aPractitioner('professional-standards', { supervisorId: officer.id })
    const mate = await aPractitioner('professional-standards', { name: 'Team Mate' })
    const [team] = await everything
      .insertInto('team')
      .values({ agencyId: officer.agencyId, name: 'Response' })
      .returning('id')
      .execute()
    await everything
      .insertInto('teamMember')
      .values({ teamId: String(team?.id), practitionerId: officer.id })
      .execute()
    // The database lets nobody of professional standards into a team; if it ever did, they would still not be let in here.
    await sql`alter table team_member disable trigger user`.execute(everything)
    await everything
      .insertInto('teamMember')
      .values({ teamId: String(team?.id), practitionerId: mate.id })
      .execute()
    await sql`alter table team_member enable trigger user`.execute(everything)
    const answer = { step: 'explained', said: 'Nothing to see', toWhom: '' }
    for (const who of [officer, boss, director, inLine, below, mate, administrator, farAuditor, lead]) {
      const [page, sent] = [
        await as(who).visit(`/misuse/${alert.id}`),
        await as(who).submit(`/misuse/${alert.id}`, answer),
      ]
      assert.deepEqual([page.status, sent.status, page.body, sent.body], [404, 404, nowhere, nowhere], who.name)
      const list = await as(who).visit('/misuse')
      assert.ok(
        list.status === 404
          ? list.body === nowhere
          : !list.body.includes(alert.id) && !list.body.includes(officer.name),
        who.name,
      )
    }
    for (const who of [officer, boss, administrator, lead]) assert.equal((await as(who).visit('/misuse')).status, 404)
    for (const who of [standards, auditor]) assert.equal((await as(who).visit(`/misuse/${alert.id}`)).status, 200)
    assert.deepEqual(alert.told, [standards.id, auditor.id])
    assert.equal((await alertsAbout(officer))[0]?.state, 'new')
    await everything
      .updateTable('practitioner')
      .set({ disabledAt: now() })
      .where('id', 'in', [below.id, mate.id, inLine.id])
      .execute()
    await everything.updateTable('practitioner').set({ supervisorId: null }).where('id', '=', director.id).execute()
  })

  test('in the database too: nobody else reads or writes a row, and no one reads which case it is', async () => {
    const officer = await anOfficer()
    const alert = await raisedAbout(officer)
    const asks = (who: Practitioner, statement: ReturnType<typeof sql>) =>
      services.db.transaction().execute(async (tx) => {
        await sql`select bind(${who.token})`.execute(tx)
        return (await statement.execute(tx)).rows.length
      })
    for (const who of [officer, boss, director, administrator, lead, farAuditor])
      for (const table of ['misuse_alert', 'misuse_look', 'misuse_step'])
        assert.equal(
          await asks(
            who,
            sql`select from ${sql.table(table)} where ${sql.ref(table === 'misuse_alert' ? 'id' : 'alert_id')} = ${alert.id}`,
          ),
          0,
        )
    assert.equal(await asks(officer, sql`select * from misuse_cases(${[alert.id]})`), 0)
    assert.equal(await asks(standards, sql`select * from misuse_cases(${[alert.id]})`), 1)
    for (const statement of [
      sql`select case_id from misuse_alert`,
      sql`select raise_misuse(${lead.id}, 'browsing', null, now(), now(), now(), '[]')`,
      sql`select * from misuse_looks(${[officer.id]}, '{}', '2026-01-01')`,
      sql`update misuse_alert set practitioner_id = ${lead.id}`,
      sql`delete from misuse_step`,
    ])
      await assert.rejects(asks(standards, statement), /permission denied/)
    const forged = sql`insert into misuse_step (alert_id, at, by_id, what) values (${alert.id}, now(), ${auditor.id}, 'explained')`
    await assert.rejects(asks(standards, forged), /row-level security/)
    await assert.rejects(sql`select name from person`.execute(worker), /permission denied/)
  })

  test('somebody with a conflict in the case does not see the question about it', async () => {
    const officer = await anOfficer()
    const { caseId } = await aCase(services, lead)
    const row = { caseId, at: now(), ground: 'kin', source: 'declared', declaredBy: standards.id }
    await everything
      .insertInto('caseExclusion')
      .values({ ...row, practitionerId: standards.id })
      .execute()
    const alert = await raisedAbout(officer, caseId)
    assert.ok(!alert.told.includes(standards.id))
    assert.equal((await as(standards).visit(`/misuse/${alert.id}`)).status, 404)
    assert.equal((await as(auditor).visit(`/misuse/${alert.id}`)).status, 200)
  })

  test('about a sealed case an auditor learns only how many there are; professional standards reads that it is sealed', async () => {
    const officer = await anOfficer('Sila Sealed')
    const { caseId } = await aCase(services, lead)
    const reference = await referenceOf(caseId)
    const alert = await raisedAbout(officer, caseId)
    await everything
      .updateTable('cases')
      .set({ sealedAt: now(), sealedBy: lead.id, sealedBecause: 'Staff' })
      .where('id', '=', caseId)
      .execute()
    const list = await as(auditor).visit('/misuse')
    assert.match(list.text(), /1 further question about sealed cases/)
    assert.doesNotMatch(list.body, /Sila Sealed/)
    assert.equal((await as(auditor).visit(`/misuse/${alert.id}`)).body, nowhere)
    const page = await as(standards).visit(`/misuse/${alert.id}`)
    assert.match(page.text(), /A sealed case/)
    assert.ok(!page.body.includes(reference))
    const seal = {
      caseId,
      member: 'harmed',
      handledBy: 'Another unit',
      alternate: 'North',
      writtenBy: lead.id,
      writtenAt: now(),
    }
    await everything
      .insertInto('caseSeal')
      .values({ ...seal, standardsId: auditor.id })
      .execute()
    assert.equal((await as(standards).visit(`/misuse/${alert.id}`)).status, 404)
    assert.equal((await as(auditor).visit(`/misuse/${alert.id}`)).status, 200)
  })
})

describe('it is answered, or it climbs', () => {
  test('asked, then explained: each step is kept with who and when, and closed is closed', async () => {
    const officer = await anOfficer()
    const alert = await raisedAbout(officer)
    const send = (form: Record<string, string>) => as(standards).submit(`/misuse/${alert.id}`, form)
    const empty = await send({ step: '', said: 'Kept words' })
    assert.deepEqual([empty.status, empty.value('said')], [422, 'Kept words'])
    assert.equal((await send({ step: 'passed on', said: 'Serious', toWhom: '' })).status, 422)
    assert.equal((await send({ step: 'asked', said: 'Asked in person today' })).status, 303)
    assert.match((await as(standards).visit(`/misuse/${alert.id}`)).text(), /Explanation due end of Mon 7 Dec/)
    clock.set('2026-11-24T10:00:00Z')
    assert.equal((await send({ step: 'explained', said: 'Covered for a colleague, who says so' })).status, 303)
    const page = await as(auditor).visit(`/misuse/${alert.id}`)
    assert.match(
      page.text(),
      /Explained\s*By\s*Stan Dardson.*Covered for a colleague.*Explanation asked for\s*By\s*Stan Dardson.*Asked in person/,
    )
    assert.equal(page.$('form [name="step"]').length, 0)
    assert.equal((await send({ step: 'asked', said: 'Again' })).status, 303)
    const [kept] = await alertsAbout(officer)
    assert.deepEqual([kept?.state, kept?.dueAt, kept?.closedAt], ['explained', null, now()])
    assert.equal(await notice(), 0)
    assert.match((await as(standards).visit('/misuse?show=all')).text(), /Ola Officer.*Explained.*Closed/)
    clock.set('2026-11-23T10:00:00Z')
  })

  test('what was explained is asked again only for looks that came after', async () => {
    const officer = await anOfficer()
    const alert = await raisedAbout(officer)
    await as(standards).submit(`/misuse/${alert.id}`, { step: 'explained', said: 'Supervised them', toWhom: '' })
    await lookedOn(officer, String(alert.caseId), ['2026-12-01', '2027-01-12'])
    assert.equal(await notice(), 0)
    await looked(officer, String(alert.caseId), '2027-02-23')
    assert.equal(await notice(), 1)
    const both = await alertsAbout(officer)
    assert.deepEqual(both.map(({ closedAt }) => closedAt === null).sort(), [false, true])
    assert.equal(
      (
        await everything
          .selectFrom('misuseLook')
          .select('at')
          .where('alertId', '=', String(both.find(({ closedAt }) => !closedAt)?.id))
          .execute()
      ).length,
      3,
    )
  })

  test('unanswered for three working days, one more person hears of it; never the line', async () => {
    const officer = await anOfficer()
    const alert = await raisedAbout(officer)
    assert.equal(alert.dueAt?.toISOString(), '2026-11-26T23:59:59.000Z')
    clock.set('2026-11-26T18:00:00Z')
    await notice()
    assert.equal((await alertsAbout(officer))[0]?.lateAt, null)
    clock.set('2026-11-27T09:00:00Z')
    await notice()
    await notice()
    const [late] = await alertsAbout(officer)
    assert.deepEqual(late?.told, [standards.id, auditor.id, farAuditor.id])
    assert.ok((await alarmsFor(farAuditor)).includes('misuse late'))
    const page = await as(farAuditor).visit(`/misuse/${alert.id}`)
    assert.match(page.text(), /Late: was due/)
    assert.match(page.text(), /Also told: Far Auditor/)
    for (const who of [boss, director, officer])
      assert.ok(!(await alarmsFor(who)).some((kind) => kind.startsWith('misuse')))
    clock.set('2026-11-23T10:00:00Z')
  })

  test('where nobody may answer, that is an alarm; a desk that is named gets the question', async () => {
    const officer = await anOfficer()
    const roles = ['professional-standards', 'auditor']
    await everything.updateTable('practitioner').set({ disabledAt: now() }).where('role', 'in', roles).execute()
    const alert = await raisedAbout(officer)
    assert.deepEqual(alert.told, [])
    assert.ok((await alarmsFor(administrator)).includes('nobody for misuse'))
    const [team] = await everything
      .insertInto('team')
      .values({ agencyId: officer.agencyId, name: 'Partnership desk' })
      .returning('id')
      .execute()
    const member = await aPractitioner('wcu-manager', { agencyId: officer.agencyId, name: 'Des Ker' })
    for (const practitionerId of [member.id, boss.id])
      await everything
        .insertInto('teamMember')
        .values({ teamId: String(team?.id), practitionerId })
        .execute()
    assert.equal((await as(member).visit('/misuse')).status, 404)
    assert.equal((await as(administrator).submit('/misuse/desk', { teamId: '' })).status, 422)
    assert.equal((await as(administrator).submit('/misuse/desk', { teamId: String(team?.id) })).status, 303)
    assert.match((await as(administrator).visit('/misuse/desk')).text(), /The desk is Partnership desk/)
    assert.equal((await as(boss).visit('/misuse/desk')).status, 404)
    await notice()
    assert.deepEqual((await alertsAbout(officer))[0]?.told, [member.id])
    assert.ok((await alarmsFor(member)).includes('misuse'))
    assert.equal((await as(member).visit(`/misuse/${alert.id}`)).status, 200)
    assert.equal((await as(boss).visit(`/misuse/${alert.id}`)).status, 404)
    await everything.updateTable('practitioner').set({ disabledAt: null }).where('role', 'in', roles).execute()
  })
})
