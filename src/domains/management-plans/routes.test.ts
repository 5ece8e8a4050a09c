import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { agreedNow, allChecked, aThought } from '../../testing/plans.ts'
import { aLetIn } from '../sharing/fixtures.ts'

// Before somebody is let out of prison two plans must be there and current: hers, and one for managing him.
const app = await testApp({ at: '2027-05-20T11:00:00+01:00' })
const { as, aPractitioner, everything, services, clock } = app
const adviser = await aPractitioner('idva')
const chief = await aPractitioner('police-supervisor')
const officer = await aPractitioner('investigating-officer', { agencyId: chief.agencyId, supervisorId: chief.id })
const manager = await aPractitioner('probation-manager')
const liaison = await aPractitioner('victim-liaison-officer', { agencyId: manager.agencyId, supervisorId: manager.id })
const otherAdviser = await aPractitioner('idva')
const housing = await aPractitioner('housing-officer')
const prosecutor = await aPractitioner('cps-lawyer')
const social = await aPractitioner('social-worker')
const witnessCare = await aPractitioner('witness-care-officer')
const onIt = [officer, liaison, otherAdviser, housing, prosecutor, social, witnessCare]

const done = async (who: Practitioner, at: string, form: Record<string, string> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const aPlan = {
  ...{ lead: 'outside', outside: 'Prison and probation north, the duty manager', lookedOn: 'today' },
  ...{ covers: 'Curfew and weekly visits', nextReviewOn: '20/6/2027' },
}
const onCase = async (changes: Parameters<typeof aCase>[2] = {}) => {
  clock.set('2027-05-20T11:00:00+01:00')
  const { caseId, victimId, perpetratorId } = await aCase(services, adviser, changes)
  for (const who of onIt) await done(adviser, `/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))
  const front = `/cases/${caseId}`
  const home = `${front}/management-plans`
  const suspect = perpetratorId ?? ''
  const knows = (releaseOn: string, of = suspect): Promise<string> =>
    done(officer, `${front}/entries/new/justice.release-date-known`, {
      ...{ suspect: of, day: 'today', time: '10:30', body: 'prison', exact: 'as written', releaseOn, confirmed: 'no' },
    })
  const write = (who: Practitioner, change: Record<string, string> = {}) =>
    done(who, `${home}/new`, { ...aPlan, personId: suspect, ...change })
  const send = (path: string, form: Record<string, string> = {}) => done(adviser, `${front}/${path}`, form)
  return { caseId, victimId, suspect, front, home, knows, write, send }
}
const read = async (who: Practitioner, at: string): Promise<string> =>
  (await as(who).visit(at)).text('main').replace(/\s+/g, ' ')
const duties = async (caseId: string, code: string) =>
  (
    await everything
      .selectFrom('duty as d')
      .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
      .select(['d.state', 'p.name', 'd.safetyDueAt', 'd.raisedAt', 'd.id'])
      .where('d.caseId', '=', caseId)
      .where('d.code', '=', code)
      .orderBy('d.raisedAt')
      .execute()
  ).filter(({ raisedAt }) => raisedAt <= services.now())
type Send = (path: string, form?: Record<string, string>) => Promise<string>
const agreedPlan = async (send: Send, { victimId }: { victimId: string }): Promise<void> => {
  const made = await send('safety-plans/new', { personId: victimId, circumstance: 'staying', shows: 'no' })
  const plan = `safety-plans/${made.split('/').at(-1)}`
  await send(`${plan}/items/new`, aThought)
  await send(`${plan}/check`, allChecked)
  await send(`${plan}/agree`, agreedNow)
}

describe('a release is not ready until both plans are there and current (RR-16, PM-07, TP-06)', () => {
  test('S-24: told on Thursday of a release on Monday, each thing is somebody’s the same day, and the check is red', async () => {
    const { caseId, home, front, knows } = await onCase()
    await knows('24/5/2027')
    const codes = {
      MANAGEMENT_PLAN: liaison.name,
      PLAN_REVIEW: adviser.name,
      PRISON_RELEASE_LICENCE: liaison.name,
      PRISON_RELEASE_CONTACT: liaison.name,
      PRISON_RELEASE_WATCH: officer.name,
      PRISON_RELEASE_DEVICES: adviser.name,
    }
    for (const [code, owner] of Object.entries(codes)) {
      const [duty, ...more] = (await duties(caseId, code)).filter(({ state }) => state === 'open')
      assert.equal(duty?.name, owner, code)
      assert.equal(more.length, 0, code)
      if (code !== 'PLAN_REVIEW') assert.equal(duty?.safetyDueAt?.toISOString(), '2027-05-20T22:59:59.000Z', code)
    }
    const page = await read(adviser, home)
    assert.match(
      page,
      /Not ready Before .* is let out this must be there and current: the plan for managing .* \(missing\); the safety plan of .* \(missing\)/,
    )
    assert.match(page, /To be let out Mon 24 May, which the prison has not confirmed/)
    assert.match(page, /holds no release back/)
    assert.match(await read(officer, `${front}/justice`), /Before a release Not ready/)
  })

  test('it stays red with either plan alone, and is green with both', async () => {
    const { home, knows, write, send, caseId, victimId } = await onCase()
    await knows('24/5/2027')
    clock.set('2027-05-20T12:00:00+01:00')
    await write(liaison)
    assert.match(await read(adviser, home), /Not ready Before .* current: the safety plan of [^;]*\(missing\)\. This/)
    await agreedPlan(send, { victimId })
    assert.match(await read(adviser, home), /Ready: both plans are current/)
    const [plan] = await everything.selectFrom('managementPlan').selectAll().where('caseId', '=', caseId).execute()
    await done(liaison, `${home}/${plan?.id}/end`, { why: 'Moved to another area' })
    assert.match(
      await read(adviser, home),
      /Not ready Before .* current: the plan for managing [^;]*\(missing\)\. This/,
    )
    assert.equal((await duties(caseId, 'MANAGEMENT_PLAN')).at(-1)?.state, 'open', 'somebody is asked for another')
  })

  test('what was agreed before the news is not current, nor what is past its day; one day later counts for neither half', async () => {
    const { home, knows, write, send, victimId } = await onCase()
    await write(liaison)
    await agreedPlan(send, { victimId })
    clock.set('2027-05-20T11:30:00+01:00')
    await knows('24/5/2027')
    const since = 'not looked at since the release came to be known as it is now'
    assert.match(
      await read(adviser, home),
      new RegExp(`plan for managing [^;]*\\(${since}\\); the safety plan of [^;]*\\(${since}\\)`),
    )
    clock.set('2027-05-20T12:30:00+01:00')
    await write(liaison)
    assert.doesNotMatch(await read(officer, home), /Not ready/)
    clock.set('2027-06-20T12:30:00+01:00')
    assert.match(await read(officer, home), /This half is ready/, 'its last day still counts')
    clock.set('2027-06-21T00:30:00+01:00')
    assert.match(await read(officer, home), /Not ready .*\(past the day on which it was to be looked at\)/)
  })

  test('a look of a day before the news does not count, however late it was written down', async () => {
    const { caseId, home, knows, write } = await onCase()
    await knows('24/5/2027')
    clock.set('2027-05-20T12:00:00+01:00')
    await write(liaison, { lookedOn: 'yesterday' })
    assert.match(await read(officer, home), /Not ready .*not looked at since/)
    assert.equal((await duties(caseId, 'MANAGEMENT_PLAN'))[0]?.state, 'open')
    await write(liaison)
    assert.match(await read(officer, home), /This half is ready/)
    assert.equal((await duties(caseId, 'MANAGEMENT_PLAN'))[0]?.state, 'met')
  })

  test('a release brought forward asks for both anew; a word that the prison confirmed the same day does not', async () => {
    const { caseId, home, knows, write, front } = await onCase()
    const entry = await knows('20/6/2027')
    clock.set('2027-05-20T12:00:00+01:00')
    await write(liaison)
    assert.match(await read(officer, home), /This half is ready/)
    const correct = async (change: Record<string, string>) => {
      const form = await as(officer).visit(`${entry}/correct`)
      const kept = {
        what: 'The prison rang again',
        suspect: String(form.value('suspect') ?? ''),
        body: 'prison',
        exact: 'as written',
      }
      await done(officer, `${entry}/correct`, {
        ...kept,
        day: 'today',
        time: '10:30',
        releaseOn: '20/6/2027',
        confirmed: 'no',
        ...change,
      })
    }
    clock.set('2027-05-20T12:10:00+01:00')
    await correct({ confirmed: 'yes' })
    assert.match(await read(officer, home), /This half is ready/)
    clock.set('2027-05-20T12:20:00+01:00')
    await correct({ releaseOn: '24/5/2027', confirmed: 'yes' })
    assert.match(await read(officer, home), /Not ready .*not looked at since/)
    assert.match(await read(officer, home), /To be let out Mon 24 May\./)
    assert.equal((await duties(caseId, 'MANAGEMENT_PLAN')).filter(({ state }) => state === 'open').length, 1)
    assert.match(await read(officer, `${front}/justice`), /Before a release Not ready/)
  })

  test('told of a release in three days, what is put in place is due the same day at every level; told of one in months, by the level', async () => {
    for (const [level, on, due] of [
      ['standard', '24/5/2027', '2027-05-20T22:59:59.000Z'],
      ['standard', '24/9/2027', '2027-05-25T22:59:59.000Z'],
      ['high', '24/9/2027', '2027-05-20T22:59:59.000Z'],
    ] as const) {
      const { caseId, victimId, knows, send } = await onCase()
      await send('risk/new', { personId: victimId, level, reasons: 'Nothing since May', victimView: 'Agrees' })
      await knows(on)
      for (const code of ['LICENCE', 'CONTACT', 'WATCH', 'DEVICES']) {
        const found = await duties(caseId, `PRISON_RELEASE_${code}`)
        assert.deepEqual(
          found.map(({ safetyDueAt }) => safetyDueAt?.toISOString()),
          [due],
          `${level} ${on} ${code}`,
        )
      }
    }
  })

  test('that the prison confirms the day, long known and looked at, asks nobody for anything again (TP-06)', async () => {
    const { caseId, knows, write, front } = await onCase()
    const entry = await knows('20/6/2027')
    clock.set('2027-05-24T12:00:00+01:00')
    await write(liaison)
    clock.set('2027-06-01T12:00:00+01:00')
    const codes = ['MANAGEMENT_PLAN', 'PRISON_RELEASE_LICENCE', 'PRISON_RELEASE_CONTACT', 'PRISON_RELEASE_WATCH']
    for (const code of codes)
      for (const { id } of (await duties(caseId, code)).filter(({ state }) => state === 'open'))
        await done(code.endsWith('WATCH') ? officer : liaison, `${front}/duties/${id}/done`, {
          ...{ what: 'Set up', day: 'today', time: '11:50' },
        })
    const form = await as(officer).visit(`${entry}/correct`)
    await done(officer, `${entry}/correct`, {
      ...{ what: 'The prison wrote', suspect: String(form.value('suspect')), body: 'prison', exact: 'as written' },
      ...{ day: '20/5/2027', time: '10:30', releaseOn: '20/6/2027', confirmed: 'yes' },
    })
    clock.set('2027-06-18T12:00:00+01:00')
    for (const code of codes)
      assert.deepEqual(
        (await duties(caseId, code)).filter(({ state }) => state === 'open'),
        [],
        code,
      )
  })

  test('letting him out makes no plan current: what was red before stays red, what was green stays green (RR-16)', async () => {
    const { home, front, knows, write, send, suspect, victimId } = await onCase()
    const letOut = (day: string) =>
      done(officer, `${front}/entries/new/justice.suspect-released-from-prison`, {
        ...{ suspect, day, time: '08:00', body: 'prison', exact: 'as written' },
      })
    await write(liaison)
    await agreedPlan(send, { victimId })
    clock.set('2027-05-20T12:00:00+01:00')
    await knows('24/5/2027')
    assert.match(await read(adviser, home), /Not ready .*not looked at since.*not looked at since/)
    clock.set('2027-05-24T09:00:00+01:00')
    await letOut('24/5/2027')
    const since = 'not looked at since the release came to be known as it is now'
    assert.match(
      await read(adviser, home),
      new RegExp(`Not ready [^;]*\\(${since}\\); the safety plan of [^;]*\\(${since}\\)`),
    )
    assert.match(await read(officer, `${front}/justice`), /Before a release Not ready/)
    await write(liaison)
    assert.match(await read(officer, home), /This half is ready/)
  })

  test('looked at for the day on which he is let out, a plan stays current; let out on another day, it is looked at again (RR-16)', async () => {
    for (const [day, said] of [
      ['24/5/2027', /This half is ready/],
      ['22/5/2027', /Not ready .*not looked at since/],
    ] as const) {
      const { home, front, knows, write, suspect } = await onCase()
      await knows('24/5/2027')
      clock.set('2027-05-20T12:00:00+01:00')
      await write(liaison)
      clock.set('2027-05-24T09:00:00+01:00')
      const form = { suspect, day, time: '08:00', body: 'prison', exact: 'as written' }
      await done(officer, `${front}/entries/new/justice.suspect-released-from-prison`, form)
      assert.match(await read(officer, home), said, day)
    }
  })

  test('while no release is known, the check says nothing of one (RR-16)', async () => {
    const { home, front, write, send, suspect, victimId } = await onCase()
    const form = { suspect, day: 'today', time: '09:00', body: 'court', exact: 'as written' }
    await done(officer, `${front}/entries/new/justice.remanded`, form)
    await write(liaison)
    await agreedPlan(send, { victimId })
    assert.match(
      await read(adviser, home),
      /Ready: both plans are current Each plan is there, and none is past its day\./,
    )
  })

  test('a day that the prison has not confirmed is asked after each week, until it is confirmed or they are out (TP-06)', async () => {
    const { caseId, front, suspect, knows } = await onCase()
    const entry = await knows('24/9/2027')
    const states = async () => (await duties(caseId, 'PRISON_RELEASE_DAY')).map(({ state }) => state)
    const about = { suspect, day: 'today', body: 'prison', exact: 'as written', what: 'They do not know yet' }
    clock.set('2027-05-27T22:00:00+01:00')
    assert.deepEqual(await states(), [])
    clock.set('2027-05-28T09:00:00+01:00')
    assert.deepEqual(await states(), ['open'])
    const asked = { ...about, time: '08:50' }
    await done(liaison, `${front}/entries/new/justice.release-date-chased`, asked)
    assert.deepEqual(await states(), ['met'])
    clock.set('2027-06-07T09:00:00+01:00')
    assert.deepEqual(await states(), ['met', 'open'])
    const right = { ...about, time: '08:00', releaseOn: '24/9/2027', confirmed: 'yes' }
    await done(officer, `${entry}/correct`, right)
    assert.deepEqual(
      (await states()).filter((state) => state.startsWith('open')),
      [],
    )
    clock.set('2027-06-30T09:00:00+01:00')
    assert.deepEqual(
      (await states()).filter((state) => state.startsWith('open')),
      [],
    )
  })

  test('"done" without a plan leaves the check red, and the duty comes again by the next alert', async () => {
    const { caseId, home, front, knows } = await onCase()
    await knows('24/5/2027')
    const [duty] = await duties(caseId, 'MANAGEMENT_PLAN')
    await done(liaison, `${front}/duties/${duty?.id}/done`, { what: 'Asked the prison', day: 'today', time: '10:50' })
    assert.match(await read(officer, home), /Not ready/)
    assert.deepEqual(
      (await duties(caseId, 'MANAGEMENT_PLAN')).map(({ state }) => state),
      ['met'],
    )
    clock.set('2027-05-21T09:00:00+01:00')
    assert.deepEqual(
      (await duties(caseId, 'MANAGEMENT_PLAN')).map(({ state }) => state),
      ['met', 'open'],
    )
  })

  test('whoever leads it looks again by its day; a new look answers that and sets the next', async () => {
    const { caseId, write, suspect, home } = await onCase()
    await write(liaison, { lead: 'here', leadId: officer.id })
    const reviews = () =>
      everything
        .selectFrom('duty')
        .select(['state', 'ownerId', 'safetyDueAt'])
        .where('caseId', '=', caseId)
        .where('code', '=', 'MANAGEMENT_REVIEW')
        .orderBy('safetyDueAt')
        .execute()
    assert.deepEqual(
      (await reviews()).map(({ state, ownerId }) => [state, ownerId]),
      [['open', officer.id]],
    )
    await write(officer, { nextReviewOn: '25/6/2027' })
    assert.deepEqual(
      (await reviews()).map(({ state, ownerId }) => [state, ownerId]),
      [
        ['met', officer.id],
        ['open', officer.id],
      ],
    )
    const page = await read(liaison, home)
    assert.match(page, /Who leads it Outside: Prison and probation north, the duty manager/)
    assert.match(page, /A newer look stands for it/)
    const plans = await everything
      .selectFrom('managementPlan')
      .select('endedAs')
      .where('personId', '=', suspect)
      .orderBy('nextReviewOn')
      .execute()
    assert.deepEqual(
      plans.map(({ endedAs }) => endedAs),
      ['replaced', null],
    )
  })

  test('where two are reported, a plan for one answers for that one alone', async () => {
    const { caseId, home, knows, write, send } = await onCase()
    await send('people/new', { name: 'Rowan Inventado', role: 'perpetrator', why: 'His brother' })
    const { id: brother } = await everything
      .selectFrom('party as y')
      .innerJoin('person as p', 'p.id', 'y.personId')
      .select('p.id')
      .where('y.caseId', '=', caseId)
      .where('p.name', '=', 'Rowan Inventado')
      .executeTakeFirstOrThrow()
    await knows('24/5/2027')
    await knows('24/5/2027', brother)
    clock.set('2027-05-20T12:00:00+01:00')
    assert.deepEqual(
      (await duties(caseId, 'MANAGEMENT_PLAN')).map(({ state }) => state),
      ['open', 'open'],
    )
    await write(liaison)
    assert.deepEqual((await duties(caseId, 'MANAGEMENT_PLAN')).map(({ state }) => state).sort(), ['met', 'open'])
    const page = await read(officer, home)
    assert.match(page, /This half is ready.*Rowan Inventado Not ready Before Rowan Inventado/)
    clock.set('2027-05-24T09:00:00+01:00')
    assert.equal(
      (await duties(caseId, 'MANAGEMENT_PLAN')).filter(({ state }) => state === 'open').length,
      1,
      'no further alert for the first',
    )
  })

  test('where two are reported, the alerts before the later release of one outlive a plan for the other', async () => {
    const { caseId, knows, write, send, suspect } = await onCase()
    await send('people/new', { name: 'Sorrel Inventado', role: 'perpetrator', why: 'Her uncle' })
    const uncle = everything.selectFrom('party as y').innerJoin('person as p', 'p.id', 'y.personId').select('p.id')
    const { id } = await uncle
      .where('y.caseId', '=', caseId)
      .where('p.name', '=', 'Sorrel Inventado')
      .executeTakeFirstOrThrow()
    await knows('20/9/2027')
    await knows('20/9/2027', id)
    const alerts = async () => {
      const found = await everything
        .selectFrom('duty as d')
        .innerJoin('entry as e', (join) => join.onRef('e.caseId', '=', 'd.caseId').onRef('e.factId', '=', 'd.factId'))
        .select('e.suspectId')
        .where('d.caseId', '=', caseId)
        .where('d.code', '=', 'MANAGEMENT_PLAN')
        .where('d.state', '=', 'open')
        .where('d.raisedAt', '<=', new Date('2027-08-23T09:00:00+01:00'))
        .execute()
      return found.map(({ suspectId }) => suspectId).sort()
    }
    assert.deepEqual(await alerts(), [suspect, id].sort())
    clock.set('2027-05-20T12:00:00+01:00')
    await write(liaison, { personId: id, nextReviewOn: '20/9/2027' })
    assert.deepEqual(await alerts(), [suspect])
  })

  test('one plan serves each case of the person, and says nothing there but its days (INV-03)', async () => {
    const first = await onCase()
    const second = await onCase({ perpetratorKnown: first.suspect })
    await second.knows('24/5/2027')
    clock.set('2027-05-20T12:00:00+01:00')
    await first.write(liaison, { covers: 'Curfew in the eastern town' })
    const page = await read(officer, second.home)
    assert.match(page, /This half is ready/)
    assert.doesNotMatch(page, /Curfew|duty manager/)
    assert.equal((await duties(second.caseId, 'MANAGEMENT_PLAN'))[0]?.state, 'met')
    assert.equal((await duties(second.caseId, 'MANAGEMENT_REVIEW')).length, 0)
  })
})

describe('the check tells each reader no more than they may know (MODEL 13, INV-01, INV-02)', () => {
  test('police, probation and the other side read the same of her safety, whether she has a plan or none', async () => {
    const { caseId, victimId, suspect, home, front, knows, write, send } = await onCase()
    await knows('24/5/2027')
    clock.set('2027-05-20T12:00:00+01:00')
    await write(liaison)
    const contact = {
      caseId,
      personId: suspect,
      practitionerId: liaison.id,
      recordedBy: adviser.id,
      recordedAt: services.now(),
    }
    await everything.insertInto('reportedContact').values(contact).execute()
    const readers = [officer, liaison, housing, social, prosecutor]
    const pages = async () =>
      Promise.all(readers.map(async (who) => [await read(who, home), await read(who, `${front}/justice`)]))
    const before = await pages()
    await agreedPlan(send, { victimId })
    assert.deepEqual(await pages(), before)
    assert.match(before[0]?.[0] ?? '', /Whether there is a plan is told only to whoever would make it with them/)
    for (const page of before) assert.doesNotMatch(page.join(), /both plans are current|Safety plan of/)
    assert.doesNotMatch(
      before[1]?.[0] ?? '',
      /Safety of whoever was harmed|Whether there is a plan/,
      'who works with him',
    )
    assert.match(before[1]?.[0] ?? '', /This half is ready/)
  })

  test('an adviser is told whether there is a plan for managing him, and reads none of it; witness care is told nothing', async () => {
    const { home, front, knows, write } = await onCase()
    await knows('24/5/2027')
    clock.set('2027-05-20T12:00:00+01:00')
    await write(liaison)
    const page = await read(otherAdviser, home)
    assert.match(page, /Plan for managing them\s?There, and current/)
    assert.doesNotMatch(page, /Curfew|duty manager/)
    const line = /Plan for managing the person reported made/
    for (const who of [officer, liaison]) assert.match(await read(who, `${front}/entries`), line)
    for (const who of [otherAdviser, housing, social, prosecutor])
      assert.doesNotMatch(await read(who, `${front}/entries`), line)
    assert.equal((await as(witnessCare).visit(home)).status, 404)
    for (const at of [`${front}/justice`, `${front}/duties`, `${front}/entries`, front])
      assert.doesNotMatch(await read(witnessCare, at), /[Pp]lan for managing|Before a release/)
    for (const who of [housing, social, prosecutor]) {
      const shut = await read(who, home)
      assert.match(shut, /Not shown to you What must be there before .*Told to police, probation, advisers/)
      assert.doesNotMatch(shut, /Nobody is known here to hold|Not ready|There, and current|Missing/)
      assert.doesNotMatch(await read(who, `${front}/duties`), /[Pp]lan for managing/)
    }
  })

  test('an adviser who works with the person reported is told of neither', async () => {
    const { caseId, suspect, home, front, knows, write } = await onCase()
    await knows('24/5/2027')
    clock.set('2027-05-20T12:00:00+01:00')
    await write(liaison)
    const contact = {
      caseId,
      personId: suspect,
      practitionerId: otherAdviser.id,
      recordedBy: adviser.id,
      recordedAt: services.now(),
    }
    await everything.insertInto('reportedContact').values(contact).execute()
    const page = await read(otherAdviser, home)
    assert.doesNotMatch(page, /There, and current|Missing|[Ss]afety plan of|Ready/)
    const work = await read(otherAdviser, `${front}/duties`)
    assert.doesNotMatch(work, /police watch around|each alarm, telephone/)
    assert.match(await read(prosecutor, `${front}/duties`), /police watch around/)
  })

  test('what somebody is not shown they do not replace, and what another agency wrote stays theirs', async () => {
    const { caseId, home, knows, write } = await onCase()
    await write(liaison)
    await write(housing, { covers: 'The flat is kept empty' })
    assert.doesNotMatch(await read(housing, home), /Curfew/)
    assert.match(await read(liaison, home), /Curfew.*The flat is kept empty|The flat is kept empty.*Curfew/)
    const plans = await everything.selectFrom('managementPlan').select('endedAt').where('caseId', '=', caseId).execute()
    assert.deepEqual(
      plans.map(({ endedAt }) => endedAt),
      [null, null],
    )
    clock.set('2027-06-10T12:00:00+01:00')
    await write(housing, { covers: 'The flat is let again', nextReviewOn: '12/6/2027' })
    await knows('24/6/2027')
    await write(officer, { nextReviewOn: '20/6/2027' })
    await write(housing, { covers: 'The flat is let', nextReviewOn: '12/6/2027' })
    clock.set('2027-06-14T12:00:00+01:00')
    assert.match(await read(liaison, home), /This half is ready/, 'one that is current is enough, whoever wrote last')
    const [own] = await everything
      .selectFrom('managementPlan')
      .select('id')
      .where('caseId', '=', caseId)
      .where('agencyId', '=', liaison.agencyId)
      .execute()
    assert.equal((await as(housing).visit(`${home}/${own?.id}/end`)).status, 404)
  })

  test('it is on no paper that the person harmed, or the person reported, may ask for (S-25)', async () => {
    const { caseId, write } = await onCase()
    await write(liaison)
    const { heldOf } = await import('../access-requests/store/held.ts')
    const { workAs } = await import('../../testing/cases.ts')
    for (const { personId } of await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', caseId)
      .execute())
      assert.doesNotMatch(
        JSON.stringify(
          await workAs(services, liaison, ({ tx }) =>
            heldOf(tx, liaison.agencyId, { caseId, personId, role: 'x', state: 'open' }),
          ),
        ),
        /management|Curfew/,
      )
    const { wholeCase } = await import('../cases/store/export.ts')
    assert.doesNotMatch(
      JSON.stringify(await workAs(services, officer, ({ tx }) => wholeCase(tx, caseId))),
      /Curfew|duty manager/,
    )
  })
})

describe('what is written down (PM-07)', () => {
  test('who leads, what it covers and both days are asked for, and nothing of where anybody is', async () => {
    const { home, suspect, victimId } = await onCase()
    const refused: [Record<string, string>, RegExp][] = [
      [{ personId: victimId }, /not reported in this case now/],
      [{ lead: '' }, /Select who leads it/],
      [{ lead: 'here', leadId: '' }, /Select who leads it here/],
      [{ lead: 'here', leadId: witnessCare.id }, /They cannot lead it now/],
      [{ outside: '' }, /name of the body/],
      [{ covers: '' }, /Enter what it covers/],
      [{ covers: 'Not to go near 12 Mill Lane' }, /an address/],
      [{ outside: 'The duty desk, 07700 900123' }, /a telephone number/],
      [{ lookedOn: 'tomorrow' }, /cannot be after today/],
      [{ nextReviewOn: 'today' }, /a day after today/],
    ]
    for (const [change, said] of refused) {
      const typed = Object.entries({ ...aPlan, personId: suspect, ...change }).filter(([, word]) => word !== '')
      const asked = await as(liaison).submit(`${home}/new`, Object.fromEntries(typed))
      assert.equal(asked.status, 422, JSON.stringify(change))
      assert.match(asked.text('.govuk-error-summary'), said)
      assert.equal(asked.value('nextReviewOn'), change.nextReviewOn ?? '20/6/2027', 'what was typed is still there')
    }
    assert.equal((await as(liaison).visit(`${home}`)).text('main').includes('Curfew'), false)
  })

  test('what a colleague wrote meanwhile is not written over; one that ended is not ended twice', async () => {
    const { caseId, home, suspect, write } = await onCase()
    const basedOn = (await as(liaison).visit(`${home}/new`)).value('basedOn') ?? ''
    await write(officer)
    const late = await as(liaison).submit(`${home}/new`, { ...aPlan, personId: suspect, basedOn })
    assert.equal(late.status, 422)
    assert.match(late.text('.govuk-error-summary'), /A colleague wrote or ended one meanwhile/)
    const { id } = await everything
      .selectFrom('managementPlan')
      .select('id')
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    assert.equal((await as(officer).submit(`${home}/${id}/end`)).status, 422)
    await done(officer, `${home}/${id}/end`, { why: 'The order is over' })
    const twice = await as(liaison).submit(`${home}/${id}/end`, { why: 'The order is over' })
    assert.equal(twice.status, 422)
    assert.match(twice.text('.govuk-error-summary'), /It has ended already/)
    assert.match(await read(officer, home), /Ended, 11:00 today, .*: The order is over/)
  })

  test('two looks at once leave one that stands', async () => {
    const { caseId, home, suspect } = await onCase()
    const form = { ...aPlan, personId: suspect }
    const answers = await Promise.all([officer, officer, officer].map((who) => as(who).submit(`${home}/new`, form)))
    assert.ok(answers.every(({ status }) => status === 303))
    const plans = await everything.selectFrom('managementPlan').select('endedAs').where('caseId', '=', caseId).execute()
    assert.deepEqual(plans.map(({ endedAs }) => endedAs).sort(), [null, 'replaced', 'replaced'].sort())
  })
})
