import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { sql } from 'kysely'
import { connect } from '../../platform/db.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { tick } from '../duties/index.ts'
import { aNewReferral } from '../referrals/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'

const app = await testApp()
const { as, aPractitioner, services, everything, clock, database, now, web } = app
const worker = connect(database.worker, { max: 2 })
after(() => worker.destroy())
let count = 0
const agencyOf = async (kind = 'police'): Promise<string> => {
  const made = everything.insertInto('agency').values({ kind, name: `Invented ${kind} ${count++}` })
  return (await made.returning('id').executeTakeFirstOrThrow()).id
}
const teamOf = async (agencyId: string, ...people: Practitioner[]): Promise<string> => {
  const made = everything.insertInto('team').values({ agencyId, name: `Team ${count++}` })
  const { id } = await made.returning('id').executeTakeFirstOrThrow()
  for (const { id: practitionerId } of people)
    await everything.insertInto('teamMember').values({ teamId: id, practitionerId }).execute()
  return id
}
const say = (who: Practitioner, caseId: string, ground = 'other') =>
  as(who).submit(`/cases/${caseId}/conflicts`, { practitionerId: who.id, ground })
const letIn = async (lead: Practitioner, caseId: string, ...people: Practitioner[]) => {
  for (const { id } of people)
    assert.equal((await as(lead).submit(`/cases/${caseId}/team`, aLetIn(id, 'Helps'))).status, 303)
}
const referenceOf = async (caseId: string): Promise<string> =>
  (await everything.selectFrom('cases').select('reference').where('id', '=', caseId).executeTakeFirstOrThrow())
    .reference
const alarmsOf = async (caseId: string): Promise<string[]> =>
  (await everything.selectFrom('alarm').select('toId').where('caseId', '=', caseId).execute()).map(({ toId }) => toId)

/** An agency with a supervisor, somebody who leads a case, and a colleague who is let in. */
const aPlace = async () => {
  const agencyId = await agencyOf()
  const boss = await aPractitioner('police-supervisor', { agencyId })
  const second = await aPractitioner('police-supervisor', { agencyId })
  const lead = await aPractitioner('investigating-officer', { agencyId, supervisorId: boss.id })
  const mate = await aPractitioner('investigating-officer', { agencyId, supervisorId: boss.id })
  const { caseId, victimId } = await aCase(services, lead, { victimName: `Channel Inventado ${count++}` })
  return { agencyId, boss, second, lead, mate, caseId, victimId, reference: await referenceOf(caseId) }
}

describe('an excluded person gets nothing of that case by any way out of the product (S12, INV-36)', () => {
  test('what climbs in the night goes past a supervisor with a conflict to the next in line, and never to them', async () => {
    const { boss, second, lead, caseId } = await aPlace()
    await letIn(lead, caseId, boss)
    assert.equal((await say(boss, caseId)).status, 303)
    const sqlNow = new Date(now().getTime() + 40 * 86_400_000)
    while ((await tick({ ...services, db: worker }, sqlNow)).isMore);
    const told = await alarmsOf(caseId)
    assert.ok(told.length > 0)
    assert.ok(!told.includes(boss.id))
    assert.ok(told.includes(second.id))
    assert.ok(!(await as(boss).visit('/boards/mine')).body.includes(caseId))
    assert.equal((await as(second).visit(`/cases/${caseId}/duties`)).status, 200)
  })

  test('a calendar feed, a digest and the lists of handovers, figures and leave leave the case out', async () => {
    const { boss, lead, caseId, reference } = await aPlace()
    const held = async (who: Practitioner) => (await as(who).visit(`/handovers/all?of=${lead.id}`)).body
    const address = String((await as(lead).submit('/feeds/address')).$('main input').last().val())
    const feed = async () => (await web.inject({ method: 'GET', url: new URL(address).pathname })).body
    assert.match(await feed(), /BEGIN:VEVENT/)
    const figures = async (of: Practitioner, by: Practitioner) =>
      workAs(services, by, async ({ tx }) => {
        const { rows } = await sql<{
          n: number
        }>`select risk_leads + open_duties as n from caseloads(${[of.id]}::uuid[], ${now()})`.execute(tx)
        return rows[0]?.n
      })
    assert.ok(Number(await figures(lead, boss)) > 0)
    assert.equal(
      (
        await as(boss).submit('/staff/connections/other', {
          practitionerId: boss.id,
          relation: 'kin',
          phone: `07700 9${count++}5555`,
        })
      ).status,
      303,
    )
    await letIn(lead, caseId, boss)
    await say(boss, caseId)
    assert.equal(await figures(lead, boss), 0)
    assert.ok(!(await held(boss)).includes(reference))
    await say(lead, caseId)
    assert.doesNotMatch(await feed(), /BEGIN:VEVENT/)
    const digest = await worker.transaction().execute((tx) =>
      sql<{
        late: number
        today: number
        waiting: number
      }>`select * from digest_counts(${lead.id}, ${now()}, ${new Date(now().getTime() + 9e9)})`.execute(tx),
    )
    assert.deepEqual(digest.rows[0], { late: 0, today: 0, waiting: 0 })
  })

  test('nobody can hand over, give a duty or let in by hand where there is a conflict; why is not said', async () => {
    const { lead, mate, caseId } = await aPlace()
    await letIn(lead, caseId, mate)
    await say(mate, caseId)
    const blocks = { risk: 'High', plan: 'None', contact: 'By telephone', duties: 'Tell' }
    const offered = await as(lead).submit(`/cases/${caseId}/handovers/new`, {
      ...blocks,
      toId: mate.id,
      lead_plan: 'yes',
    })
    assert.equal(offered.status, 422)
    assert.match(offered.text('.govuk-error-summary'), /They cannot take this on in this case/)
    const duty = await everything
      .selectFrom('duty')
      .select('id')
      .where('caseId', '=', caseId)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
    assert.ok(!(await as(lead).visit(`/cases/${caseId}/duties/${duty.id}/owner`)).body.includes(mate.id))
    const given = await as(lead).submit(`/cases/${caseId}/duties/${duty.id}/owner`, {
      toId: mate.id,
      reason: 'Is free',
    })
    assert.equal(given.status, 422)
    const let_in = await as(lead).submit(`/cases/${caseId}/team`, aLetIn(mate.id, 'Helps'))
    assert.equal(let_in.status, 422)
    assert.equal((await as(mate).visit(`/cases/${caseId}`)).status, 404)
  })

  test('a report counts neither a sealed case nor one that its reader is kept out of', async () => {
    const { agencyId, boss, lead, caseId } = await aPlace()
    const counted = (who: Practitioner) =>
      everything.transaction().execute(async (tx) => {
        await sql`select bind(${who.token})`.execute(tx)
        const { rows } = await sql<{ id: string }>`select private.counted_cases(false) as id`.execute(tx)
        return rows.map(({ id }) => id)
      })
    assert.ok((await counted(boss)).includes(caseId))
    await letIn(lead, caseId, boss)
    await say(boss, caseId)
    assert.ok(!(await counted(boss)).includes(caseId))
    const other = await aPractitioner('police-supervisor', { agencyId })
    assert.ok((await counted(other)).includes(caseId))
  })

  test('a referral to an agency reaches those who take referrals, but for whoever is close to the people in it', async () => {
    const { lead, caseId, victimId } = await aPlace()
    const agencyId = await agencyOf('housing')
    const manager = await aPractitioner('housing-manager', { agencyId })
    const [close, other] = [
      await aPractitioner('housing-officer', { agencyId, supervisorId: manager.id }),
      await aPractitioner('housing-officer', { agencyId, supervisorId: manager.id }),
    ]
    const teamId = await teamOf(agencyId, close, other)
    await everything.updateTable('team').set({ takesReferrals: true }).where('id', '=', teamId).execute()
    const phone = '07700 900333'
    await as(close).submit('/staff/connections/other', { practitionerId: close.id, relation: 'kin', phone })
    const form = aNewReferral({ personId: victimId, toAgencyId: agencyId, contactRoute: `Ring ${phone}` })
    const sent = await as(lead).submit(`/cases/${caseId}/referrals/new`, form)
    assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
    const address = `/referrals/${sent.location.split('/').at(-1)}`
    assert.equal((await as(other).visit(address)).status, 200)
    const told = await everything.selectFrom('alarm').select('toId').where('kind', '=', 'referral-sent').execute()
    assert.ok(told.some(({ toId }) => toId === other.id))
    assert.equal((await as(close).visit(address)).status, 404)
    assert.ok(!(await as(close).visit('/referrals')).body.includes(address))
    const chosen = await as(other).submit(`${address}/accept`, { version: '1', workerId: close.id })
    assert.ok([404, 422].includes(chosen.status), String(chosen.status))
    assert.equal((await as(close).submit(`${address}/accept`, { version: '1', workerId: close.id })).status, 404)
  })

  test('where nobody of the agency is left, the work goes on with another agency, and the case never stands without leads', async () => {
    const agencyId = await agencyOf('housing')
    const alone = await aPractitioner('housing-officer', { agencyId })
    const { caseId } = await aCase(services, alone)
    assert.equal((await say(alone, caseId)).status, 303)
    const row = await everything.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
    assert.ok(row.riskLeadId && row.riskLeadId !== alone.id)
    assert.deepEqual(new Set([row.riskLeadId, row.planLeadId, row.contactLeadId]).size, 1)
  })
})

describe('a sealed case is there for those named and for nobody else (C5: ST-03, ST-04, ST-08, ST-18; S-03; INV-37, INV-38)', () => {
  /** Both work for one force: one is harmed, the other is reported; an adviser opens the case. */
  const bothInOneForce = async () => {
    const force = await agencyOf()
    const officer = (role: string, more = {}) => aPractitioner(role, { agencyId: force, ...more })
    const shift = await officer('police-supervisor')
    const harmed = await officer('first-responder', { supervisorId: shift.id })
    const reported = await officer('first-responder', { supervisorId: shift.id })
    const [mate, standards] = [await officer('first-responder'), await officer('abuse-specialist')]
    const responseTeam = await teamOf(force, reported, mate)
    await teamOf(force, harmed)
    const service = await agencyOf('advocacy')
    const manager = await aPractitioner('idva-manager', { agencyId: service })
    const adviser = await aPractitioner('idva', { agencyId: service, supervisorId: manager.id })
    const colleague = await aPractitioner('idva', { agencyId: service })
    const advisers = await teamOf(service, adviser, colleague)
    const names = { victimName: `Harmed Inventado ${count++}`, perpetratorName: `Reported Inventado ${count++}` }
    const opened = await aCase(services, adviser, { ...names, shareWithTeam: true })
    return {
      ...{
        force,
        shift,
        harmed,
        reported,
        mate,
        standards,
        responseTeam,
        service,
        manager,
        adviser,
        colleague,
        advisers,
      },
      names,
      ...opened,
    }
  }
  const about = {
    because: 'Both work for one force',
    member: 'harmed',
    handledBy: 'Serious crime, northern command',
    alternate: 'The neighbouring force of Invented Shire',
    agreement: 'Mutual aid of 4 March 2026',
  }

  test('sealed, it is lost to every team and everybody not named, and no list, search or count of theirs shows it', async () => {
    const { adviser, manager, colleague, caseId, names } = await bothInOneForce()
    const reference = await referenceOf(caseId)
    await letIn(adviser, caseId, manager)
    assert.equal(
      (await as(colleague).submit('/people/search', { name: reference })).text().includes(names.victimName),
      true,
    )
    const page = await as(adviser).visit(`/cases/${caseId}/conflicts/seal`)
    assert.equal(page.status, 200)
    const done = await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, { ...about, named: [adviser.id] })
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    assert.match(
      (await as(adviser).visit(`/cases/${caseId}/conflicts`)).text(),
      /This case is sealed.*northern command.*Invented Shire/,
    )
    for (const who of [manager, colleague]) {
      assert.equal((await as(who).visit(`/cases/${caseId}`)).status, 404)
      for (const place of ['/boards/team', '/boards/mine', `/handovers/all?of=${adviser.id}`])
        for (const word of [names.victimName, caseId])
          assert.ok(!(await as(who).visit(place)).body.includes(word), place)
      const found = (await as(who).submit('/people/search', { name: reference })).body
      assert.ok(!found.includes(names.victimName) && !found.includes(caseId), 'search')
    }
    const rows = await everything
      .selectFrom('caseGrant')
      .innerJoin('team', 'team.id', 'caseGrant.granteeId')
      .select('team.id')
      .where('caseId', '=', caseId)
      .where('revokedAt', 'is', null)
      .execute()
    assert.deepEqual(rows, [])
    const figures = await workAs(
      services,
      manager,
      async ({ tx }) =>
        (
          await sql<{
            n: number
          }>`select risk_leads + open_duties as n from caseloads(${[adviser.id]}::uuid[], ${now()})`.execute(tx)
        ).rows,
    )
    assert.deepEqual(figures, [{ n: 0 }])
  })

  test('a whole force but one named cover never gets it: not now, not who joins later, not by an alarm', async () => {
    const { adviser, force, standards, mate, caseId } = await bothInOneForce()
    await letIn(adviser, caseId, standards, mate)
    const done = await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, {
      ...about,
      named: [adviser.id, standards.id],
      units: [force],
    })
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    assert.equal((await as(standards).visit(`/cases/${caseId}`)).status, 200)
    assert.equal((await as(mate).visit(`/cases/${caseId}`)).status, 404)
    const joiner = await aPractitioner('first-responder', { agencyId: force })
    await everything
      .insertInto('alarm')
      .values({ toId: joiner.id, caseId, kind: 'law clock passed', raisedAt: now() })
      .execute()
    assert.equal((await as(joiner).visit(`/cases/${caseId}`)).status, 404)
    const told = await alarmsOf(caseId)
    assert.ok(!told.includes(joiner.id))
    assert.ok(told.some((id) => [adviser.id, standards.id].includes(id)))
  })

  test('professional standards get the list of past looks by those now kept out; any grant of theirs is gone (S-03)', async () => {
    const { adviser, reported, mate, force, shift, responseTeam, caseId } = await bothInOneForce()
    const standards = await aPractitioner('professional-standards', { agencyId: force })
    await letIn(adviser, caseId, reported)
    for (const part of ['', '/duties', '/people']) await as(reported).visit(`/cases/${caseId}${part}`)
    const shown = await as(adviser).visit(`/cases/${caseId}/conflicts/seal`)
    const offered = shown
      .$('[name=standardsId] option')
      .get()
      .map((each) => shown.$(each).attr('value'))
    assert.ok(offered.includes(standards.id) && !offered.includes(mate.id), 'professional standards alone')
    const form = { ...about, named: [adviser.id], units: [responseTeam], standardsId: standards.id }
    const other = await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, { ...form, standardsId: mate.id })
    assert.match(other.text('.govuk-error-summary'), /Select somebody of professional standards/)
    assert.equal((await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, form)).status, 303)
    const list = await as(standards).visit('/conflicts')
    const address = list.links().find(({ text }) => text.startsWith('Looks at the records'))?.href ?? ''
    const notice = await as(standards).visit(address)
    assert.match(notice.text(), new RegExp(`${reported.name}, Invented police \\d+: \\d+ looks? at WM-`))
    // There is nothing to record on a case, and no case to find.
    assert.doesNotMatch(notice.text(), /Find them first|Case on which it was recorded/)
    assert.equal((await as(standards).visit(`/cases/${caseId}`)).status, 404)
    for (const who of [reported, shift]) assert.equal((await as(who).visit(address)).status, 404)
    const grants = await everything
      .selectFrom('caseGrant')
      .select('granteeId')
      .where('caseId', '=', caseId)
      .where('revokedAt', 'is', null)
      .execute()
    assert.ok(!grants.some(({ granteeId }) => granteeId === reported.id))
  })

  test('nobody seals a case in which they have no lead and manage nothing; a seal without its own sealer named is put right first', async () => {
    const { adviser, colleague, caseId } = await bothInOneForce()
    await letIn(adviser, caseId, colleague)
    assert.equal((await as(colleague).visit(`/cases/${caseId}/conflicts/seal`)).status, 404)
    assert.equal(
      (await as(colleague).submit(`/cases/${caseId}/conflicts/seal`, { ...about, named: [colleague.id] })).status,
      404,
    )
    const without = await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, { ...about, named: [colleague.id] })
    assert.equal(without.status, 422)
    assert.match(without.text('.govuk-error-summary'), /Name yourself too/)
    assert.equal(without.value('handledBy'), about.handledBy)
    const asked = await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, {
      ...about,
      named: [adviser.id],
      colleagueId: colleague.id,
    })
    assert.match(asked.text('.govuk-error-summary'), /Enter when and how the person asked/)
    const nobody = { ...about, named: [adviser.id], standardsId: '00000000-0000-4000-8000-00000000dead' }
    const told = await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, nobody)
    assert.equal(told.status, 422)
    assert.match(told.text('.govuk-error-summary'), /Select somebody of professional standards who works here now/)
  })

  test('a lead of a unit that is kept out hands over at once; the shift supervisor of somebody in the case comes last', async () => {
    const { harmed, shift, mate, responseTeam, adviser, caseId } = await bothInOneForce()
    const name = `Shift Inventado${count++}`
    await as(harmed).submit('/staff/connections/own', { name, bornOn: '2/2/1990' })
    const other = await aPractitioner('police-supervisor', { agencyId: shift.agencyId })
    const officer = await aPractitioner('investigating-officer', { agencyId: shift.agencyId, supervisorId: shift.id })
    const own = await aCase(services, officer, { victimName: name, victimBornOn: '1990-02-02' })
    assert.equal((await say(officer, own.caseId)).status, 303)
    const { riskLeadId } = await everything
      .selectFrom('cases')
      .select('riskLeadId')
      .where('id', '=', own.caseId)
      .executeTakeFirstOrThrow()
    assert.equal(riskLeadId, other.id)
    await letIn(adviser, caseId, mate)
    const blocks = { risk: 'High', plan: 'None', contact: 'By telephone', duties: 'Tell' }
    await as(adviser).submit(`/cases/${caseId}/handovers/new`, { ...blocks, toId: mate.id, lead_plan: 'yes' })
    const { id } = await everything
      .selectFrom('handover')
      .select('id')
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    assert.equal((await as(mate).submit(`/cases/${caseId}/handovers/${id}/accept`)).status, 303)
    const done = await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, {
      ...about,
      named: [adviser.id],
      units: [responseTeam],
    })
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    const leads = await everything
      .selectFrom('cases')
      .select(['riskLeadId', 'planLeadId'])
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    assert.deepEqual(leads, { riskLeadId: adviser.id, planLeadId: adviser.id })
    clock.set('2026-11-23T10:00:00Z')
  })
})
