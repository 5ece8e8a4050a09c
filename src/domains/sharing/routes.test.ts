import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aThought } from '../../testing/plans.ts'
import { grantCase } from '../cases/index.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { bases, fieldOf, inForce, isReportedSide, stateOf } from './model.ts'

const { as, aPractitioner, everything, services, database } = await testApp({ at: new Date().toISOString() })
const inDays = (days: number) => new Date(services.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const officer = await aPractitioner('investigating-officer')
const secret = 'She keeps a bag at her sister Quillback.'

/** A case of an adviser that an officer sees too, with one note that is the service's own. */
const aSharedCase = async () => {
  const { caseId, victimId } = await aCase(services, adviser, {
    victimName: 'Ash Inventado',
    perpetratorName: 'Hawk Fabricato',
  })
  await workAs(services, adviser, (work) => grantCase(work, caseId, officer.id, 'Investigates', null))
  const written = await as(adviser).submit(`/cases/${caseId}/notes/new`, {
    how: 'visit',
    day: 'today',
    time: '00:00',
    said: secret,
  })
  assert.equal(written.status, 303, written.text())
  const note = await everything.selectFrom('note').select('id').where('caseId', '=', caseId).executeTakeFirstOrThrow()
  return { caseId, victimId, noteId: note.id }
}
type Shared = Awaited<ReturnType<typeof aSharedCase>>
const aDecision = ({ victimId, noteId }: Shared, change: Record<string, string> = {}) => ({
  ...{
    personId: victimId,
    [fieldOf({ kind: 'note', id: noteId })]: 'yes',
    also: '',
    why: 'To arrest safely',
    to: officer.agencyId,
  },
  ...{
    basis: 'public task',
    special: 'safeguarding',
    agreement: 'agreed',
    agreementOn: 'today',
    agreementHow: 'Said yes, by phone',
  },
  ...{ told: 'told', toldOn: 'today', toldHow: 'On the same call', approverId: '', expiresOn: inDays(30), ...change },
})
const without = { agreement: 'did not agree', approverId: boss.id, told: 'will be told', toldHow: 'At the next visit' }
const decide = async (it: Shared, change: Record<string, string> = {}) =>
  as(adviser).submit(`/cases/${it.caseId}/sharing/new`, aDecision(it, change))
const reads = async (who: Practitioner, { caseId }: Shared): Promise<boolean> =>
  (await as(who).visit(`/cases/${caseId}/notes`)).text().includes(secret)
const sharing = async ({ caseId }: Shared) =>
  everything.selectFrom('sharingDecision').selectAll().where('caseId', '=', caseId).executeTakeFirstOrThrow()

describe('a note is opened for one agency by a decision, and for nobody else (IS-01, AD-01)', () => {
  test('on the person’s agreement the chosen note opens for the other agency until its day, and the page says both facts', async () => {
    const it = await aSharedCase()
    assert.equal(await reads(officer, it), false)
    const done = await decide(it)
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    assert.equal(await reads(officer, it), true)
    const page = await as(adviser).visit(done.location)
    assert.match(page.text(), /Public task \(UK GDPR Art. 6\(1\)\(e\)\)/)
    assert.match(page.text(), /Yes, they agreed. Said yes, by phone/)
    assert.match((await as(officer).visit(`/cases/${it.caseId}/notes`)).text(), /Shared with your agency/)
  })

  test('what holds part of a protected address is not shared, in whichever record it stands, and no word repeats it (INV-06, INV-07)', async () => {
    const it = await aSharedCase()
    const at = `/cases/${it.caseId}`
    await as(adviser).submit(`${at}/safe-contact/rule`, aRule({ reviewOn: inDays(20) }))
    const post = { ...aMobile({ kind: 'post', value: '14 Sentinel Row\nInventedham SO99 9ZZ' }), textIsSafe: '' }
    assert.equal((await as(adviser).submit(`${at}/safe-contact/routes/new`, post)).status, 303)
    await everything
      .updateTable('note')
      .set({ said: 'Moved on Friday. Post goes to SO99 9ZZ.' })
      .where('id', '=', it.noteId)
      .execute()
    const refused = await decide(it)
    assert.equal(refused.status, 422)
    assert.match(refused.text('.govuk-error-summary'), /part of an address that is protected/)
    assert.doesNotMatch(refused.text('.govuk-error-summary'), /SO99|Sentinel/)
    await everything.updateTable('note').set({ said: secret }).where('id', '=', it.noteId).execute()
    assert.equal((await decide(it, { also: 'She is at 14 Sentinel Row now' })).status, 422)
    const plan = { personId: it.victimId, circumstance: 'staying', shows: 'no' }
    const begun = (await as(adviser).submit(`${at}/safety-plans/new`, plan)).location
    assert.equal(
      (await as(adviser).submit(`${begun}/items/new`, { ...aThought, words: 'Post to SO99 9ZZ' })).status,
      303,
    )
    const thought = await everything
      .selectFrom('vault.planItem')
      .select('id')
      .where('caseId', '=', it.caseId)
      .executeTakeFirstOrThrow()
    const field = fieldOf({ kind: 'plan item', id: thought.id })
    const ofPlan = await decide(it, { [field]: 'yes' })
    assert.equal(ofPlan.errors()[0]?.href, `#${field}`, 'the thought is named, not the note beside it')
    assert.equal((await decide(it)).status, 303, 'what names no place is shared')
  })

  test('a third agency on the case reads neither the note nor that a decision was made', async () => {
    const it = await aSharedCase()
    const other = await aPractitioner('housing-officer')
    await workAs(services, adviser, (work) => grantCase(work, it.caseId, other.id, 'Finds a home', null))
    const { location } = await decide(it)
    assert.equal(await reads(other, it), false)
    assert.equal((await as(other).visit(location)).status, 404)
    assert.doesNotMatch((await as(other).visit(`/cases/${it.caseId}/sharing`)).text(), /To arrest safely/)
    const list = await as(other).visit(`/cases/${it.caseId}/sharing/schedule`)
    assert.match(list.text(), /Nothing that you may read was shared with police/)
  })

  test('when its day is over, or the sharing is stopped, the note closes again', async () => {
    const it = await aSharedCase()
    const { location } = await decide(it)
    const stopped = await as(adviser).submit(`${location}/stop`, { why: 'The officer left' })
    assert.equal(stopped.status, 303)
    assert.equal(await reads(officer, it), false)
    const second = await aSharedCase()
    await decide(second)
    await everything
      .updateTable('itemGrant')
      .set({ untilAt: new Date(Date.now() - 1000) })
      .where('caseId', '=', second.caseId)
      .execute()
    assert.equal(await reads(officer, second), false)
  })

  test('the moment the person takes their agreement back, what is still shared stops (INV-19)', async () => {
    const it = await aSharedCase()
    const { location } = await decide(it)
    const said = await as(adviser).submit(`${location}/agreement`, {
      agreement: 'withdrawn',
      agreementOn: 'today',
      agreementHow: 'Changed her mind',
    })
    assert.equal(said.status, 303)
    assert.equal(await reads(officer, it), false)
    assert.match((await as(adviser).visit(location)).text(), /Stopped/)
    assert.equal((await as(adviser).visit(`${location}/stop`)).status, 404)
    const words = await everything
      .selectFrom('sharingWord')
      .select(['state', 'onDay'])
      .where('caseId', '=', it.caseId)
      .where('about', '=', 'agreement')
      .orderBy('position')
      .execute()
    assert.deepEqual(
      words.map(({ state }) => state),
      ['agreed', 'withdrawn'],
    )
  })

  test('who never agreed has nothing to take back', async () => {
    const it = await aSharedCase()
    const { location } = await decide(it, without)
    const said = await as(adviser).submit(`${location}/agreement`, { agreement: 'withdrawn', agreementOn: 'today' })
    assert.equal(said.status, 422)
    assert.match(said.text('.govuk-error-summary'), /They had not agreed/)
  })
})

describe('without agreement it takes two people (INV-19)', () => {
  test('nothing is shared before the supervisor agrees, and then it is', async () => {
    const it = await aSharedCase()
    const { location } = await decide(it, without)
    assert.equal(await reads(officer, it), false)
    assert.equal((await as(officer).visit(location)).status, 404)
    assert.match((await as(boss).visit('/sharing')).text(), /To arrest safely/)
    const answered = await as(boss).submit(`${location}/answer`, { answer: 'agree' })
    assert.equal(answered.status, 303, answered.text())
    assert.equal(await reads(officer, it), true)
  })

  test('whoever asked cannot agree, not by the page and not past it', async () => {
    const it = await aSharedCase()
    const ownBoss = await as(boss).submit(`/cases/${it.caseId}/sharing/new`, aDecision(it, without))
    assert.equal(ownBoss.status, 404)
    const { location } = await decide(it, without)
    assert.equal((await as(adviser).submit(`${location}/answer`, { answer: 'agree' })).status, 404)
    const { default: pg } = await import('pg')
    const client = new pg.Client(database.app)
    await client.connect()
    try {
      await client.query('begin')
      await client.query('select bind($1)', [adviser.token])
      const id = (await sharing(it)).id
      assert.equal((await client.query('select share_items($1, now()) as done', [id])).rows[0].done, false)
      await client.query('savepoint here')
      for (const sql of [
        `update sharing_decision set shared_at = now() where id = '${id}'`,
        `insert into item_grant (sharing_id, case_id, kind, record_id, agency_id, from_at, until_at) values ('${id}', '${it.caseId}', 'note', '${it.noteId}', '${officer.agencyId}', now(), now() + interval '1 day')`,
      ]) {
        await assert.rejects(client.query(sql), { code: '42501' })
        await client.query('rollback to savepoint here')
      }
    } finally {
      await client.query('rollback')
      await client.end()
    }
    assert.equal(await reads(officer, it), false)
  })

  test('a supervisor who does not agree says why, and it stays unshared', async () => {
    const it = await aSharedCase()
    const { location } = await decide(it, without)
    assert.equal((await as(boss).submit(`${location}/answer`, { answer: 'decline' })).status, 422)
    assert.equal((await as(boss).submit(`${location}/answer`, { answer: 'decline', why: 'Ask her first' })).status, 303)
    assert.equal(await reads(officer, it), false)
    assert.match((await as(adviser).visit(location)).text(), /Ask her first/)
    assert.equal((await as(boss).submit(`${location}/answer`, { answer: 'agree' })).status, 404)
  })
})

describe('what a decision must say', () => {
  const asks: [string, Record<string, string>, RegExp][] = [
    ['whether they agreed has no usual answer', { agreement: '' }, /Select what the person said/],
    ['whether they know has no usual answer', { told: '' }, /Select whether the person knows/],
    ['how they were told', { toldHow: '' }, /Enter how they were told/],
    ['a second person where they did not agree', { agreement: 'not asked: unsafe' }, /Select the supervisor/],
    [
      'why they were not asked',
      { agreement: 'not asked: reason', agreementHow: '', approverId: boss.id },
      /Enter why they were not asked/,
    ],
    ['what in law allows it', { basis: '' }, /Select what in law allows it/],
    ['an end', { expiresOn: '' }, /Enter the last day/],
    ['an end that lies ahead', { expiresOn: 'yesterday' }, /Enter a day from today on/],
    ['the body outside', { to: 'outside' }, /Select what kind of body/],
  ]
  for (const [what, change, problem] of asks)
    test(`it asks for ${what}, keeps what was typed, and saves nothing`, async () => {
      const it = await aSharedCase()
      const done = await decide(it, change)
      assert.equal(done.status, 422)
      assert.match(done.text('.govuk-error-summary'), problem)
      assert.match(String(done.value('why')), /To arrest safely/)
      assert.equal(done.checked(fieldOf({ kind: 'note', id: it.noteId })), 'yes')
      const rows = await everything.selectFrom('sharingDecision').select('id').where('caseId', '=', it.caseId).execute()
      assert.deepEqual(rows, [])
    })

  test('a decision about nothing is none', async () => {
    const it = await aSharedCase()
    const done = await decide(it, { [fieldOf({ kind: 'note', id: it.noteId })]: '' })
    assert.match(done.text('.govuk-error-summary'), /Tick what is shared/)
  })
})

describe('nothing goes to the side of the person reported (INV-03)', () => {
  for (const [who, outsideKind, outsideName] of [
    ['their solicitor', 'defence', 'Fabricated Law'],
    ['a behaviour programme', 'programme', 'Invented Steps'],
    ['the person themselves, by name, as another kind of body', 'support', 'c/o HAWK  Fabricáto, flat 2'],
  ])
    test(`${who} is turned away, whoever agreed`, async () => {
      const it = await aSharedCase()
      const done = await decide(it, { to: 'outside', outsideKind: outsideKind ?? '', outsideName: outsideName ?? '' })
      assert.equal(done.status, 422)
      assert.match(done.text('.govuk-error-summary'), /side of the person reported/)
    })

  test('whoever works with the person reported reads nothing that was shared with their agency', async () => {
    const it = await aSharedCase()
    await decide(it)
    assert.equal(await reads(officer, it), true)
    const reported = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', it.caseId)
      .where('role', '=', 'perpetrator')
      .executeTakeFirstOrThrow()
    await everything
      .insertInto('reportedContact')
      .values({
        caseId: it.caseId,
        personId: reported.personId,
        practitionerId: officer.id,
        recordedBy: adviser.id,
        recordedAt: services.now(),
      })
      .execute()
    assert.equal(await reads(officer, it), false)
  })

  test('no way of writing a name gets past, and other names do', () => {
    const word = fc.stringMatching(/^[A-Za-z]{3,9}$/)
    fc.assert(
      fc.property(word, word, fc.constantFrom(' ', '  ', '-', ', '), word, (first, last, between, other) => {
        const name = `${first} ${last}`
        assert.equal(isReportedSide('support', `${other} ${first.toUpperCase()}${between}${last} `, [name]), true)
        if (other.toLowerCase() !== first.toLowerCase())
          assert.equal(isReportedSide('support', `${other} ${last}`, [name]), false)
      }),
    )
  })
})

test('police have a list of what was shared with them, for the disclosure officer', async () => {
  const it = await aSharedCase()
  await decide(it)
  const list = await as(officer).visit(`/cases/${it.caseId}/sharing/schedule`)
  assert.match(list.text(), /Note: visit/)
  assert.match(list.text(), /1 item/)
})

test('referrals and who was let in stand on the same page, each once', async () => {
  const it = await aSharedCase()
  const page = await as(adviser).visit(`/cases/${it.caseId}/sharing`)
  assert.match(page.text(), /Let in: The whole case/)
  assert.match(page.text(), /Investigates/)
})

test('a basis that the law did not have yet is not offered', () => {
  assert.equal(inForce(bases, '2026-02-04').includes('recognised interest'), false)
  assert.equal(inForce(bases, '2026-02-05').includes('recognised interest'), true)
})

test('a decision is over on the day after its last day, by London’s clock', () => {
  const at = { sharedAt: new Date(), declinedAt: null, stoppedAt: null, expiresOn: '2027-06-30' }
  assert.equal(stateOf(at, new Date('2027-06-30T22:59:59Z')), 'shared')
  assert.equal(stateOf(at, new Date('2027-06-30T23:00:00Z')), 'over')
})

test('what was decided is on the record as a disclosure', async () => {
  const it = await aSharedCase()
  await decide(it)
  const rows = await everything
    .selectFrom('audit')
    .select('kind')
    .where('caseId', '=', it.caseId)
    .where('route', '=', '/cases/:caseId/sharing/new')
    .execute()
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['disclose'],
  )
})
