import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { someRisk } from '../../testing/risk.ts'
import { addParty, addPerson } from '../people/index.ts'
import { aNewReferral } from '../referrals/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'

// S-05: two reports within an hour, each naming the other; one has a visible injury, the other a bite mark.
const { as, aPractitioner, everything, services, clock } = await testApp({ at: '2027-02-09T22:40:00Z' })
const officer = await aPractitioner('first-responder')
const specialist = await aPractitioner('abuse-specialist')
const idva = await aPractitioner('idva')
const otherIdva = await aPractitioner('idva')
const manager = await aPractitioner('idva-manager')
const stranger = await aPractitioner('investigating-officer')
const blocks = { risk: 'Both are hurt', plan: 'Locks', contact: 'After ten', duties: 'Tell them' }

const names = { victimName: 'Dunnock Inventado', perpetratorName: 'Fieldfare Inventada' }
/** One case of the first, in which the second says the same of them. */
const accused = async (opener = officer, children: Record<string, string> = {}) => {
  const opened = await aCase(services, opener, { ...names, relationship: 'partner' })
  const { caseId } = opened
  const { id } = await everything
    .selectFrom('relationship')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const answer = await as(opener).submit(`/cases/${caseId}/people/counter-allegation`, {
    ...{ relationshipId: id, day: 'today', time: '22:30', toldBy: 'Fieldfare', what: 'Says they were bitten first' },
    ...children,
  })
  assert.equal(answer.status, 303)
  return { ...opened, reportedId: opened.perpetratorId ?? '' }
}
/** And a case of the second's own, by somebody who sees both people. */
const bothCases = async (opener = officer) => {
  const first = await accused(opener)
  const second = await aCase(services, opener, {
    ...{ victimName: names.perpetratorName, perpetratorName: names.victimName, relationship: 'partner' },
    ...{ victimKnown: first.reportedId, perpetratorKnown: first.victimId },
  })
  return { first, second }
}
const letIn = (who: Practitioner, caseId: string, granteeId: string) =>
  as(who).submit(`/cases/${caseId}/team`, aLetIn(granteeId, 'Supports them'))
const openDuties = async (caseId: string, code: string) =>
  everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('code', '=', code)
    .where('state', '=', 'open')
    .execute()
const aChildOf = (caseId: string, name: string): Promise<string> =>
  workAs(services, officer, async (work) => {
    const personId = await addPerson(services, work, { name })
    await addParty(work, { caseId, personId, role: 'child' })
    return personId
  })
const both = (caseId: string) => `/cases/${caseId}/counter-allegations`

test('each accuses the other: two records one each way, nobody is relabelled, and nothing is called mutual (S-05, INV-32)', async () => {
  const { caseId, victimId, reportedId } = await accused()
  const rows = await everything.selectFrom('relationship').selectAll().where('caseId', '=', caseId).execute()
  const ways = rows.map(({ personId, otherId, personRole, otherRole }) => [personId, otherId, personRole, otherRole])
  assert.deepEqual(
    new Set(ways.map(String)),
    new Set([
      [victimId, reportedId, 'victim', 'perpetrator'].join(),
      [reportedId, victimId, 'victim', 'perpetrator'].join(),
    ]),
  )
  const roles = await everything.selectFrom('party').select(['personId', 'role']).where('caseId', '=', caseId).execute()
  assert.deepEqual(roles.find(({ personId }) => personId === victimId)?.role, 'victim')
  const page = await as(officer).visit(both(caseId))
  assert.equal(page.status, 200)
  assert.match(page.text(), /Who rang first decides nothing/)
  assert.match(page.text(), /Harm to Dunnock Inventado, by Fieldfare Inventada/)
  assert.match(
    page.text(),
    /Harm to Fieldfare Inventada, by Dunnock Inventado.*1 report, first (today|9 Feb|Tue 9 Feb)/,
  )
  assert.match(page.text(), /You see no case of Fieldfare Inventada as the person harmed/)
  for (const address of [both(caseId), `/cases/${caseId}/people`, `/cases/${caseId}`])
    assert.doesNotMatch((await as(officer).visit(address)).text('body'), /mutual/i, address)
  assert.ok((await as(officer).visit(`/cases/${caseId}/people`)).links().some(({ href }) => href === both(caseId)))
  assert.equal((await openDuties(caseId, 'COUNTER_ALLEGATION')).length, 1)
})

test('a second word of the same does not make a third record', async () => {
  const { caseId, reportedId } = await accused()
  const first = await everything
    .selectFrom('relationship')
    .select('id')
    .where('caseId', '=', caseId)
    .where('otherId', '=', reportedId)
    .executeTakeFirstOrThrow()
  await as(officer).submit(`/cases/${caseId}/people/counter-allegation`, {
    ...{ relationshipId: first.id, day: 'today', time: '22:35', toldBy: 'Fieldfare', what: 'Says it again' },
  })
  assert.equal(
    (await everything.selectFrom('relationship').select('id').where('caseId', '=', caseId).execute()).length,
    2,
  )
})

test('a case in which nobody accuses back has no such page, and a stranger is told the same (S-05)', async () => {
  const { caseId } = await aCase(services, officer)
  const none = await as(officer).visit(both(caseId))
  const hidden = await as(stranger).visit(both((await accused()).caseId))
  assert.deepEqual([none.status, hidden.status], [404, 404])
  assert.equal(none.body, hidden.body)
})

test('each level stands on its own side, and whoever sees one case learns nothing of the other (S-05, INV-04, INV-32)', async () => {
  const { first, second } = await bothCases()
  const level = (level: string, reasons: string) => ({
    ...someRisk,
    level,
    reasons,
    victimView: 'Afraid',
    notAsked: '',
  })
  const set = async (caseId: string, personId: string, form: Record<string, string>) =>
    assert.equal((await as(officer).submit(`/cases/${caseId}/risk/new`, { ...form, personId })).status, 303)
  await set(first.caseId, first.victimId, level('high', 'Marks on the neck'))
  await set(second.caseId, second.victimId, level('medium', 'A bite on the arm'))
  const page = await as(officer).visit(both(first.caseId))
  assert.match(page.text('section:nth-of-type(1)'), /Marks on the neck/)
  assert.doesNotMatch(page.text('section:nth-of-type(1)'), /A bite on the arm/)
  assert.match(page.text('section:nth-of-type(2)'), /A bite on the arm/)
  assert.doesNotMatch(page.text('section:nth-of-type(2)'), /Marks on the neck/)

  await letIn(officer, first.caseId, idva.id)
  const one = await as(idva).visit(both(first.caseId))
  assert.equal(one.status, 200)
  assert.doesNotMatch(one.body, /A bite on the arm/)
  assert.ok(!one.body.includes(second.caseId))
  const lone = await accused()
  const alone = await aPractitioner('idva')
  await letIn(officer, lone.caseId, alone.id)
  const shape = (text: string) => text.replace(/WM-[A-Z0-9-]+|\d\d:\d\d/g, '')
  const rest = (page: { text: (selector?: string) => string }) => shape(page.text('section:nth-of-type(2)'))
  assert.equal(rest(await as(alone).visit(both(lone.caseId))), rest(one))
  assert.equal((await as(idva).visit(`${both(first.caseId)}/new`)).status, 404)
})

const anOpinion = (changes: Record<string, string>) => ({
  ...{
    fear: 'Dunnock shakes when Fieldfare is named',
    injuries: 'A bite, as from defence',
    control: 'Fieldfare holds both telephones',
  },
  ...{
    history: 'Three reports in 2026, all against Fieldfare',
    defence: 'The bite fits being held',
    reasons: 'Taken together',
  },
  ...changes,
})

test('an opinion on the main aggressor is a version with its factors, its writer and a specialist’s look, and changes no role (S-05, INV-28, INV-29, INV-32)', async () => {
  const { first, second } = await bothCases()
  const form = anOpinion({ otherCaseId: second.caseId, personId: second.victimId, reviewerId: specialist.id })
  const empty = await as(officer).submit(`${both(first.caseId)}/new`, { ...form, fear: ' ' })
  assert.equal(empty.status, 422)
  assert.deepEqual(
    empty.errors().map(({ href }) => href),
    ['#fear'],
  )
  assert.equal(empty.value('injuries'), form.injuries)
  assert.equal((await as(officer).submit(`${both(first.caseId)}/new`, form)).status, 303)
  const shown = (await as(officer).visit(both(second.caseId))).text()
  assert.match(shown, /Opinions on who is the main aggressor 1 opinion/)
  assert.match(shown, /Fieldfare Inventada is held to be the main aggressor Opinion Tess first-responder/)
  assert.match(shown, /Waits for Tess abuse-specialist .* to look at it/)

  const { id } = await everything
    .selectFrom('aggressorOpinion')
    .select('id')
    .where('caseId', '=', first.caseId)
    .executeTakeFirstOrThrow()
  const look = `${both(first.caseId)}/opinions/${id}`
  assert.match((await as(specialist).visit('/boards/mine')).text(), /An opinion in WM-\S+ waits for your look/)
  assert.equal((await as(officer).visit(look)).status, 404)
  assert.equal((await as(officer).submit(look, { agrees: 'yes', reasons: 'Mine' })).status, 404)
  assert.equal((await as(specialist).submit(look, { agrees: 'no', reasons: '' })).status, 422)
  assert.equal((await as(specialist).submit(look, { agrees: 'no', reasons: 'The history is not checked' })).status, 303)
  assert.equal((await as(specialist).submit(look, { agrees: 'yes', reasons: 'Again' })).status, 404)
  assert.match(
    (await as(officer).visit(both(first.caseId))).text(),
    /A specialist does not agree Tess abuse-specialist .*The history is not checked/,
  )
  clock.set('2027-02-10T09:00:00Z')
  const again = { ...form, personId: 'nobody', reasons: 'The history speaks both ways' }
  assert.equal((await as(officer).submit(`${both(first.caseId)}/new`, again)).status, 303)
  const versions = (await as(officer).visit(both(first.caseId))).text()
  assert.match(versions, /2 opinions.*It cannot be said yet.*Fieldfare Inventada is held to be the main aggressor/)
  const roles = await everything
    .selectFrom('party')
    .select(['role', 'isMain'])
    .where('caseId', '=', second.caseId)
    .where('personId', '=', second.victimId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(roles, { role: 'victim', isMain: true })
  clock.set('2027-02-09T22:40:00Z')
})

test('an opinion is read by nobody who sees one case only, and the database keeps it and its review as they were written (INV-28, INV-32)', async () => {
  const { first, second } = await bothCases()
  const form = anOpinion({ otherCaseId: second.caseId, personId: first.victimId, reviewerId: specialist.id })
  await as(officer).submit(`${both(first.caseId)}/new`, form)
  await letIn(officer, first.caseId, otherIdva.id)
  assert.doesNotMatch((await as(otherIdva).visit(both(first.caseId))).body, /main aggressor/)
  const read = (who: Practitioner) =>
    workAs(services, who, ({ tx }) =>
      tx.selectFrom('aggressorOpinion').select('id').where('caseId', '=', first.caseId).execute(),
    )
  assert.deepEqual([(await read(officer)).length, (await read(otherIdva)).length], [1, 0])
  await assert.rejects(
    workAs(services, officer, ({ tx }) => tx.updateTable('aggressorOpinion').set({ reasons: 'Changed' }).execute()),
    /permission denied/,
  )
  const forged = workAs(services, officer, ({ tx, actor, now }) =>
    tx
      .insertInto('aggressorReview')
      .columns(['caseId', 'otherCaseId', 'opinionId', 'agrees', 'reasons', 'reviewedBy', 'reviewedAt'])
      .expression((from) =>
        from
          .selectFrom('aggressorOpinion')
          .where('caseId', '=', first.caseId)
          .select(({ val }) => [
            'caseId',
            'otherCaseId',
            'id',
            val(true).as('agrees'),
            val('x').as('reasons'),
            val(actor.id).as('by'),
            val(now).as('at'),
          ]),
      )
      .execute(),
  )
  await assert.rejects(forged, /row-level security/)
})

test('only a specialist other than the writer can be asked, and only one of the two can be named (S-05)', async () => {
  const { first, second } = await bothCases()
  const form = anOpinion({ otherCaseId: second.caseId, personId: second.victimId, reviewerId: specialist.id })
  for (const wrong of [
    { reviewerId: stranger.id },
    { reviewerId: officer.id },
    { personId: crypto.randomUUID() },
    { otherCaseId: crypto.randomUUID() },
  ])
    assert.equal((await as(officer).submit(`${both(first.caseId)}/new`, { ...form, ...wrong })).status, 404)
  assert.equal(
    (await everything.selectFrom('aggressorOpinion').select('id').where('caseId', '=', first.caseId).execute()).length,
    0,
  )
})

test('the officer who opens both is the contact of both: a duty follows to put it right, and the case does not close before (S-05, INV-05)', async () => {
  const { first, second } = await bothCases()
  assert.equal((await openDuties(second.caseId, 'OWN_WORKER_EACH')).length, 1)
  assert.match((await as(officer).visit(both(first.caseId))).text(), /Tess first-responder \S+ works for both/)
  const close = await as(officer).visit(`/cases/${first.caseId}/close`)
  assert.match(close.text(), /is the contact lead here and works with the other side too: hand the contact over first/)
  const refused = await as(officer).submit(`/cases/${first.caseId}/close`, {
    closedAs: 'ended',
    reason: 'x',
    separate: 'yes',
  })
  assert.equal(refused.status, 422)
})

test('the adviser of the one is not let into the case of the other: by the team page, a handover, a referral or an opening (S-05)', async () => {
  const { first, second } = await bothCases()
  assert.equal((await letIn(officer, first.caseId, idva.id)).status, 303)
  const team = await letIn(officer, second.caseId, idva.id)
  assert.equal(team.status, 422)
  assert.match(team.text('.govuk-error-summary'), /They work for the other side of this/)
  const handover = await as(officer).submit(`/cases/${second.caseId}/handovers/new`, {
    ...blocks,
    lead_risk: 'yes',
    toId: idva.id,
  })
  assert.equal(handover.status, 422)
  assert.match(handover.text('.govuk-error-summary'), /They work for the other side/)
  assert.equal(handover.value('risk'), blocks.risk)
  assert.equal((await letIn(officer, second.caseId, otherIdva.id)).status, 303)
  assert.equal((await letIn(officer, second.caseId, manager.id)).status, 303)

  const sent = await as(officer).submit(
    `/cases/${second.caseId}/referrals/new`,
    aNewReferral({ personId: second.victimId, toAgencyId: idva.agencyId }),
  )
  const version = String((await as(manager).visit(`${sent.location}/accept`)).value('version'))
  const accept = (who: Practitioner, workerId: string) =>
    as(who).submit(`${sent.location}/accept`, { version, workerId, place: 'now' })
  const own = await accept(idva, idva.id)
  assert.equal(own.status, 422)
  assert.match(own.text('.govuk-error-summary'), /You work for the other side of this: a colleague must accept it/)
  const given = await accept(manager, idva.id)
  assert.equal(given.status, 422)
  assert.match(given.text('.govuk-error-summary'), /This colleague cannot take it on/)
  assert.equal((await accept(manager, otherIdva.id)).status, 303)
})

test('a colleague who does not see the other case is told only to choose somebody else (S-05, INV-04)', async () => {
  const { first, second } = await bothCases()
  await letIn(officer, first.caseId, idva.id)
  await letIn(officer, second.caseId, stranger.id)
  const refused = await letIn(stranger, second.caseId, idva.id)
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /They cannot take this on in this case/)
  assert.doesNotMatch(refused.body, /other side/)
})

test('an adviser does not open the case of the one against the person whom they support, and keeps what they typed (S-05)', async () => {
  const first = await aCase(services, idva, {
    victimName: 'Whinchat Inventada',
    perpetratorName: 'Stonechat Inventado',
  })
  const form = {
    ...{
      victimName: 'Stonechat Inventado',
      checkedVictim: 'Stonechat Inventado',
      victimKnown: first.perpetratorId ?? '',
    },
    ...{
      perpetratorName: 'Whinchat Inventada',
      checkedPerpetrator: 'Whinchat Inventada',
      perpetratorKnown: first.victimId,
    },
    ...{ relationship: 'partner', concern: 'Rang us as well', source: 'Stonechat' },
  }
  const refused = await as(idva).submit('/cases/new/open', form)
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /You support the person reported. A colleague must open this case/)
  assert.equal(refused.value('concern'), 'Rang us as well')
  const cases = await everything.selectFrom('party').select('caseId').where('personId', '=', first.victimId).execute()
  assert.equal(cases.length, 1)
})

test('one worker of both from before: the duty comes when the counter-allegation makes two sides of it (S-05)', async () => {
  const shared = await aCase(services, idva, { victimName: 'Godwit Inventada', perpetratorName: 'Knot Inventado' })
  await letIn(idva, shared.caseId, officer.id)
  const other = await aCase(services, officer, {
    ...{ victimName: 'Knot Inventado', victimKnown: shared.perpetratorId ?? '', perpetratorName: 'Not known yet' },
  })
  await letIn(officer, other.caseId, idva.id)
  assert.equal((await openDuties(other.caseId, 'OWN_WORKER_EACH')).length, 0)
  const added = await as(officer).submit(`/cases/${other.caseId}/people/new`, {
    ...{ name: 'Godwit Inventada', checkedName: 'Godwit Inventada', known: shared.victimId, role: 'perpetrator' },
  })
  assert.equal(added.status, 303)
  const [duty] = await openDuties(other.caseId, 'OWN_WORKER_EACH')
  assert.equal(duty?.ownerId, officer.id)
})

test('the database itself refuses one adviser or one contact for both (S-05, INV-05)', async () => {
  const { first, second } = await bothCases()
  await letIn(officer, first.caseId, idva.id)
  const grant = workAs(services, officer, async ({ tx, now }) => {
    const { sql } = await import('kysely')
    await sql`select grant_case(${second.caseId}, ${idva.id}, 'By hand', ${now})`.execute(tx)
  })
  await assert.rejects(grant, /nobody works for both sides/)
  await assert.rejects(
    everything.updateTable('cases').set({ riskLeadId: idva.id }).where('id', '=', second.caseId).execute(),
    /nobody works for both sides/,
  )
  await assert.rejects(
    everything
      .insertInto('reportedContact')
      .values({
        caseId: first.caseId,
        personId: first.reportedId,
        practitionerId: officer.id,
        recordedBy: officer.id,
        recordedAt: new Date(),
      })
      .execute(),
    /the contact of the one is not the contact of the other/,
  )
})

test('children who were there are on record on both sides, each on its own, and children’s services are told (S-05, CH-07)', async () => {
  const { caseId } = await aCase(services, officer, { ...names, relationship: 'partner' })
  const child = await aChildOf(caseId, 'Linnet Inventada')
  const { id } = await everything
    .selectFrom('relationship')
    .select('id')
    .where('caseId', '=', caseId)
    .where('personRole', '=', 'victim')
    .executeTakeFirstOrThrow()
  await as(officer).submit(`/cases/${caseId}/people/counter-allegation`, {
    ...{ relationshipId: id, day: 'today', time: '22:30', toldBy: 'Fieldfare', what: 'Says they were bitten first' },
    [`child-${child}`]: 'heard it from another room',
  })
  await as(officer).submit(`/cases/${caseId}/incidents/new`, {
    ...{
      what: 'A blow to the face',
      day: 'today',
      time: '22:10',
      reportedBy: 'victim',
      mark: 'fact',
      sourceAgency: 'Police',
    },
    [`child-${child}`]: 'saw it',
  })
  const page = await as(officer).visit(both(caseId))
  assert.match(page.text('section:nth-of-type(1)'), /Linnet Inventada saw it/)
  assert.doesNotMatch(page.text('section:nth-of-type(1)'), /from another room/)
  assert.match(page.text('section:nth-of-type(2)'), /Linnet Inventada heard it from another room/)
  assert.match((await as(officer).visit(`/cases/${caseId}/incidents`)).text(), /Linnet Inventada saw it/)
  assert.equal((await openDuties(caseId, 'CHILD_SAFEGUARDING')).length, 1)
})

test('a team in which a colleague supports the person reported is not let in as a whole, and the opener is not told why (S-05, INV-04)', async () => {
  const opener = await aPractitioner('idva')
  const colleague = await aPractitioner('idva')
  const teamId = randomUUID()
  await everything.insertInto('team').values({ id: teamId, agencyId: opener.agencyId, name: 'Invented team' }).execute()
  for (const { id } of [opener, colleague])
    await everything.insertInto('teamMember').values({ teamId, practitionerId: id }).execute()
  const { first } = await bothCases()
  await letIn(officer, first.caseId, colleague.id)
  const mine = await aCase(services, officer, names)
  await letIn(officer, mine.caseId, opener.id)
  await everything
    .insertInto('party')
    .values([
      { caseId: mine.caseId, personId: first.victimId, role: 'other', addedBy: officer.id, addedAt: services.now() },
      { caseId: mine.caseId, personId: first.reportedId, role: 'other', addedBy: officer.id, addedAt: services.now() },
    ])
    .execute()
  const form = {
    ...{ victimName: names.perpetratorName, checkedVictim: names.perpetratorName, victimKnown: first.reportedId },
    ...{ perpetratorName: names.victimName, checkedPerpetrator: names.victimName, perpetratorKnown: first.victimId },
    ...{ relationship: 'partner', concern: 'Rang us as well', source: 'Fieldfare' },
  }
  const refused = await as(opener).submit('/cases/new/open', { ...form, shareWithTeam: 'yes' })
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /Your team as a whole cannot be let into this case/)
  assert.doesNotMatch(refused.text('.govuk-error-summary'), /support/)
  assert.equal((await as(opener).submit('/cases/new/open', form)).status, 303)
})

test('whoever works with the person reported is not the contact of the person harmed: not by a record, a handover or a closing (INV-05)', async () => {
  const { caseId, perpetratorId } = await aCase(services, officer)
  const worker = `/cases/${caseId}/people/${perpetratorId}/worker`
  const same = await as(officer).submit(worker, { where: 'here', practitionerId: officer.id })
  assert.equal(same.status, 422)
  assert.match(same.text('.govuk-error-summary'), /must be different people/)
  assert.equal((await as(officer).submit(worker, { where: 'here' })).status, 422)
  assert.equal((await as(stranger).visit(worker)).status, 404)
  assert.match((await as(officer).visit(`/cases/${caseId}/close`)).text(), /Nobody who works with Bracken Inventado/)
  assert.equal((await as(officer).submit(worker, { where: 'here', practitionerId: specialist.id })).status, 303)
  assert.match((await as(officer).visit(`/cases/${caseId}/people`)).text(), /Works with them Tess abuse-specialist/)
  assert.doesNotMatch((await as(officer).visit(`/cases/${caseId}/close`)).text(), /Nobody who works with/)
  const offer = { ...blocks, lead_contact: 'yes', toId: specialist.id }
  const refused = await as(officer).submit(`/cases/${caseId}/handovers/new`, offer)
  assert.equal(refused.status, 422)
  assert.equal((await as(officer).submit(worker, { where: 'nobody' })).status, 303)
  assert.equal((await as(officer).submit(`/cases/${caseId}/handovers/new`, offer)).status, 303)
  assert.match((await as(officer).visit(`/cases/${caseId}/people`)).text(), /Works with them Nobody/)
})

test('nor as the second eye for a lower level, as the owner of a duty, or in a handover of everything (S-05)', async () => {
  const { first, second } = await bothCases()
  await letIn(officer, first.caseId, idva.id)
  await as(officer).submit(`/cases/${second.caseId}/handovers/new`, { ...blocks, lead_risk: 'yes', toId: otherIdva.id })
  const { id } = await everything
    .selectFrom('handover')
    .select('id')
    .where('caseId', '=', second.caseId)
    .executeTakeFirstOrThrow()
  assert.equal((await as(otherIdva).submit(`/cases/${second.caseId}/handovers/${id}/accept`)).status, 303)
  const level = { ...someRisk, personId: second.victimId, victimView: 'Afraid', reasons: 'As they say' }
  await as(otherIdva).submit(`/cases/${second.caseId}/risk/new`, { ...level, level: 'high' })
  const lower = await as(otherIdva).submit(`/cases/${second.caseId}/risk/new`, {
    ...{ ...level, level: 'medium', secondId: idva.id },
  })
  assert.equal(lower.status, 422)
  assert.deepEqual(
    lower.errors().map(({ href }) => href),
    ['#secondId'],
  )
  const [owned] = await everything
    .selectFrom('duty')
    .select('id')
    .where('caseId', '=', second.caseId)
    .where('ownerId', '=', otherIdva.id)
    .where('state', '=', 'open')
    .execute()
  const given = await as(otherIdva).submit(`/cases/${second.caseId}/duties/${owned?.id}/owner`, {
    ...{ toId: idva.id, reason: 'Away today' },
  })
  assert.equal(given.status, 422)
  assert.match(given.text('.govuk-error-summary'), /They cannot take this on in this case/)
  const all = await as(otherIdva).submit('/handovers/all', { ...blocks, [`to_${second.caseId}`]: idva.id })
  assert.equal(all.status, 422)
  assert.deepEqual(
    all.errors().map(({ href }) => href),
    [`#to_${second.caseId}`],
  )
})

test('who is the contact of the one does not open the other’s closed case again; news all the same opens it, and the duty follows (S-05, INV-05, MODEL 5.1)', async () => {
  const { first, second } = await bothCases()
  await letIn(officer, second.caseId, stranger.id)
  const gone = { riskLeadId: stranger.id, planLeadId: stranger.id, contactLeadId: stranger.id }
  const closed = { state: 'closed', closedAs: 'ended', closedAt: new Date('2027-02-01T10:00:00Z') }
  await everything.updateTable('cases').set(gone).where('id', '=', second.caseId).execute()
  await everything.updateTable('cases').set(closed).where('id', '=', second.caseId).execute()
  await everything
    .updateTable('caseGrant')
    .set({ revokedAt: new Date() })
    .where('caseId', '=', second.caseId)
    .where('granteeId', '=', stranger.id)
    .execute()
  const refused = await as(officer).submit(`/cases/${second.caseId}/reopen`, { why: 'Rang again' })
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /You work for the other side of this/)
  assert.equal(refused.value('why'), 'Rang again')
  const told = await as(officer).submit(`/cases/${second.caseId}/incidents/new`, {
    ...{ what: 'A threat', day: 'today', time: '22:10', reportedBy: 'victim', mark: 'fact', sourceAgency: 'Police' },
  })
  assert.equal(told.status, 303)
  const row = await everything
    .selectFrom('cases')
    .select(['state', 'contactLeadId'])
    .where('id', '=', second.caseId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(row, { state: 'open', contactLeadId: officer.id })
  assert.equal((await openDuties(second.caseId, 'OWN_WORKER_EACH')).length, 1)
  assert.equal((await as(officer).visit(both(first.caseId))).status, 200)
})

test('a supervisor who leads the one side may still be asked for a safe way on the other: news is never turned away (S-02, S-05)', async () => {
  const boss = await aPractitioner('idva-manager')
  const adviser = await aPractitioner('idva', { supervisorId: boss.id })
  const { first, second } = await bothCases()
  const handOver = async (caseId: string, lead: string, to: Practitioner) => {
    const place = `/cases/${caseId}/handovers`
    const offered = await as(officer).submit(`${place}/new`, { ...blocks, [lead]: 'yes', toId: to.id })
    assert.equal(offered.status, 303, offered.text())
    const { id } = await everything
      .selectFrom('handover')
      .select('id')
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    assert.equal((await as(to).submit(`${place}/${id}/accept`)).status, 303)
  }
  await handOver(first.caseId, 'lead_plan', boss)
  await handOver(second.caseId, 'lead_contact', adviser)
  const released = await as(officer).submit(`/cases/${second.caseId}/entries/new/justice.bail-hearing-decided`, {
    ...{ suspect: first.victimId, day: 'today', time: '22:00', body: 'court', what: 'Let go', released: 'yes' },
  })
  assert.equal(released.status, 303, released.text())
  const asked = await everything.selectFrom('otherWay').selectAll().where('caseId', '=', second.caseId).execute()
  assert.ok(asked.some(({ askedOf }) => askedOf === boss.id))
})
