import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aChildDecided, agreedNow, allChecked, aThought } from '../../testing/plans.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { thoughtsHeld } from './index.ts'

// An adviser decides with a mother, child by child, whether they are included, and what they are told.
const { as, aPractitioner, everything, services } = await testApp({ at: '2027-03-25T10:34:56Z' })
const adviser = await aPractitioner('idva')
const colleague = await aPractitioner('idva', { agencyId: adviser.agencyId })
const officer = await aPractitioner('investigating-officer')

const done = async (who: Practitioner, at: string, form: Record<string, string> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const refused = async (at: string, form: Record<string, string>): Promise<string> => {
  const answer = await as(adviser).submit(at, form)
  assert.equal(answer.status, 422, answer.text('main').slice(0, 300))
  assert.match(answer.title(), /^Error/)
  for (const name of ['why', 'tellWords', 'tellWhy', 'decidedBy', 'with'])
    assert.equal(answer.value(name) ?? '', form[name] ?? '', `${name} is kept`)
  return answer.text('.govuk-error-summary')
}
const read = async (who: Practitioner, at: string): Promise<string> => (await as(who).visit(at)).text('main')
const onPlan = async (circumstance = 'staying', names = ['Sorrel Inventado', 'Tansy Inventado']) => {
  const { caseId, victimId, perpetratorId } = await aCase(services, adviser)
  for (const who of [colleague, officer]) await done(adviser, `/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))
  const join = async (name: string, change: Record<string, string> = {}): Promise<string> => {
    const child = { name, role: 'child', ageAbout: '4', why: 'Lives there', known: 'none', checkedName: name }
    await done(adviser, `/cases/${caseId}/people/new`, { ...child, ...change })
    const found = everything.selectFrom('party as y').innerJoin('person as p', 'p.id', 'y.personId').select('p.id')
    return (await found.where('y.caseId', '=', caseId).where('p.name', '=', name).executeTakeFirstOrThrow()).id
  }
  const ids: string[] = []
  for (const name of names) ids.push(await join(name))
  const home = `/cases/${caseId}/safety-plans`
  const at = await done(adviser, `${home}/new`, { personId: victimId, circumstance, shows: 'no' })
  await done(adviser, `${at}/items/new`, aThought)
  const [sorrel = '', tansy = ''] = ids.map((id) => `${at}/children/${id}`)
  return { caseId, victimId, perpetratorId: perpetratorId ?? '', home, at, sorrel, tansy, ids, join }
}

describe('each child of the case stands in the plan, with whether they are included, why, and who decided it (CH-01)', () => {
  test('also those of whom nobody has decided; the check asks for each, and a child who joins later has no decision', async () => {
    const { at, sorrel, tansy, join } = await onPlan()
    const first = await read(adviser, at)
    assert.match(first, /The children Sorrel Inventado Nobody has decided yet.*Tansy Inventado Nobody has decided yet/)
    assert.match(first, /Before it can be checked.*Sorrel Inventado: Whether this child is included in planning/)
    assert.equal((await as(adviser).visit(`${at}/check`)).status, 404)
    assert.equal((await as(adviser).submit(`${at}/check`, allChecked)).status, 422)
    await done(adviser, sorrel, aChildDecided)
    assert.equal((await as(adviser).submit(`${at}/check`, allChecked)).status, 422, 'one is decided, one is not')
    await done(adviser, tansy, {
      ...aChildDecided,
      included: 'no',
      why: 'Her mother does not want it',
      tell: 'not yet',
    })
    const shown = await read(colleague, at)
    assert.match(shown, /Included in planning\? Yes. Knows the way to the neighbour.*told on the day.*We visit Grandma/)
    assert.match(shown, /Included in planning\? No. Her mother does not want it.*Not safe to tell yet/)
    assert.match(shown, /Decided Thu 25 Mar by She did, with The adviser/)
    await done(adviser, `${at}/check`, allChecked)
    await done(adviser, `${at}/agree`, agreedNow)
    await join('Yarrow Inventado')
    assert.match(await read(adviser, at), /Yarrow Inventado Nobody has decided yet/)
  })

  test('what is missing is asked about, and what was typed is kept; where they mean to leave, whether it is safe to tell the child (P2-16)', async () => {
    const { sorrel } = await onPlan()
    const wrong: [Record<string, string>, RegExp][] = [
      [{ included: '' }, /whether the child is included/],
      [{ why: '' }, /why they are not, or not yet/],
      [{ decidedBy: '' }, /who decided it/],
      [{ with: '' }, /with whom/],
      [{ on: '26/3/2027' }, /cannot be after today/],
      [{ tell: '' }, /whether it is safe to tell/],
      [{ tellWhy: '' }, /their age, what they understand/],
      [{ tellWords: '' }, /words in which they are told/],
      [{ why: 'Card 4111 1111 1111 1111' }, /number of a card/],
    ]
    for (const [change, said] of wrong) assert.match(await refused(sorrel, { ...aChildDecided, ...change }), said)
    const { tell: _, tellWords: _1, tellWhy: _2, ...untold } = aChildDecided
    await done(adviser, sorrel, untold)
    const leaving = await onPlan('leaving')
    assert.match(await refused(leaving.sorrel, untold), /whether it is safe to tell/)
    await done(adviser, leaving.sorrel, { ...untold, tell: 'not yet', tellWhy: 'Tells their father everything' })
    assert.match(await read(adviser, leaving.at), /Not safe to tell yet Why Tells their father everything/)
    assert.match(await read(adviser, leaving.sorrel), /Sorrel Inventado, 4 years old/)
  })

  test('it is agreed with the plan as it then stood: a change opens the plan, and the older version keeps what it said', async () => {
    const { at, sorrel } = await onPlan('staying', ['Sorrel Inventado'])
    await done(adviser, sorrel, aChildDecided)
    await done(adviser, `${at}/check`, allChecked)
    await done(adviser, `${at}/agree`, agreedNow)
    assert.ok((await as(adviser).visit(at)).links().some(({ href }) => href === `${at}/kept`))
    const changed = { ...aChildDecided, why: 'Goes to her aunt first', basedOn: '1' }
    await done(adviser, sorrel, changed)
    const late = await as(adviser).submit(sorrel, { ...changed, why: 'Stays' })
    assert.equal(late.status, 422)
    assert.match(late.text('main'), /colleague has decided about this child.*Goes to her aunt first.*Stays/)
    assert.match(await read(adviser, at), /Being looked at again.*Goes to her aunt first/)
    assert.ok(!(await as(adviser).visit(at)).links().some(({ href }) => href === `${at}/kept`), 'a change is agreed')
    await done(adviser, `${at}/check`, allChecked)
    await done(adviser, `${at}/agree`, agreedNow)
    assert.match(await read(adviser, `${at}/versions/1`), /Knows the way to the neighbour/)
    assert.doesNotMatch(await read(adviser, `${at}/versions/1`), /Goes to her aunt/)
    assert.match(await read(adviser, `${at}/versions/2`), /Sorrel Inventado.*Goes to her aunt first/)
  })

  test('a child’s own plan is linked, and speaks of no other child; somebody harmed who is under 18 is a child of the case (INV-40)', async () => {
    const { at, home, ids, sorrel, join } = await onPlan()
    const own = await done(adviser, `${home}/new`, { personId: ids[0] ?? '', circumstance: 'child', shows: 'no' })
    assert.ok((await as(adviser).visit(at)).links().some(({ href }) => href === own))
    assert.doesNotMatch(await read(adviser, own), /Nobody has decided yet|Tansy/)
    assert.equal((await as(adviser).visit(`${own}/children/${ids[1]}`)).status, 404)
    await join('Bryony Teal', { role: 'victim', ageAbout: '16' })
    assert.match(await read(adviser, at), /Bryony Teal Nobody has decided yet/)
    await done(adviser, sorrel, aChildDecided)
  })

  test('who is in the case no longer is asked about no more, and what was decided of them stays to be read', async () => {
    const { caseId, at, sorrel, tansy, ids } = await onPlan()
    await done(adviser, sorrel, aChildDecided)
    for (const id of ids) await done(adviser, `/cases/${caseId}/people/${id}/leave`, { why: 'Lives elsewhere now' })
    const shown = await read(adviser, at)
    assert.match(shown, /Sorrel Inventado Not a child of this case now.*Knows the way to the neighbour/)
    assert.doesNotMatch(shown, /Tansy|Nobody has decided/)
    for (const gone of [sorrel, tansy]) assert.equal((await as(adviser).visit(gone)).status, 404)
    await done(adviser, `${at}/check`, allChecked)
  })

  test('two who decide in one moment: one is told, and nothing is lost (U9)', async () => {
    const { at, sorrel } = await onPlan()
    const both = await Promise.all(
      ['Hers', 'His'].map((why) => as(adviser).submit(sorrel, { ...aChildDecided, why, basedOn: '0' })),
    )
    assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422])
    assert.match(await read(adviser, at), /Yes. (Hers|His)/)
    await done(adviser, `${at}/pause`, { words: 'Wants none for now' })
    assert.match(await refused(sorrel, aChildDecided), /put this plan away/)
    assert.equal((await as(adviser).visit(sorrel)).status, 404)
  })
})

describe('it is seen as the plan is, and goes nowhere alone (MODEL 13, decision 27, S8)', () => {
  test('officers find nothing, an adviser on the other side neither, and no thought of it is there to be shared', async () => {
    const { caseId, at, sorrel, perpetratorId } = await onPlan()
    const front = `/cases/${caseId}`
    const pages = () =>
      Promise.all(['', '/entries', '/duties', '/safety-plans'].map((word) => read(officer, `${front}${word}`)))
    const before = await pages()
    await done(adviser, sorrel, { ...aChildDecided, why: 'quagmirewort' })
    assert.deepEqual(await pages(), before)
    assert.equal((await as(officer).visit(sorrel)).status, 404)
    assert.equal((await as(officer).submit(sorrel, aChildDecided)).status, 404)
    const held = await workAs(services, adviser, (work) => thoughtsHeld(services, work, caseId))
    assert.deepEqual(
      held.map(({ title }) => title),
      [aThought.title],
    )
    for (const name of ['vault.plan_item', 'entry', 'duty', 'audit', 'draft']) {
      const found = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.raw(name)} t
        where t::text ~ 'quagmirewort'`.execute(everything)
      assert.equal(found.rows[0]?.rows, 0, name)
    }
    const contact = { caseId, personId: perpetratorId, practitionerId: colleague.id, recordedBy: adviser.id }
    await everything
      .insertInto('reportedContact')
      .values({ ...contact, recordedAt: services.now() })
      .execute()
    for (const address of [at, sorrel]) assert.equal((await as(colleague).visit(address)).status, 404)
  })
})
