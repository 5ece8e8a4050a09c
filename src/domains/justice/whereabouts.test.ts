import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'

const { as, aPractitioner, services, clock } = await testApp({ at: '2027-04-30T15:40:00+01:00' })
const officer = await aPractitioner('investigating-officer')

const opened = async (perpetratorKnown?: string) => {
  clock.set('2027-04-30T15:40:00+01:00')
  const { caseId, perpetratorId } = await aCase(services, officer, perpetratorKnown ? { perpetratorKnown } : {})
  const { visit, submit } = as(officer)
  const now = { suspect: perpetratorId ?? '', day: 'today', time: '15:00', body: 'police', exact: 'as written' }
  const say = async (type: string, form: Record<string, string>) => {
    const saved = await submit(`/cases/${caseId}/entries/new/${type}`, { ...now, ...form })
    assert.equal(saved.status, 303, saved.text('.govuk-error-summary'))
  }
  const justice = async () => (await visit(`/cases/${caseId}/justice`)).text()
  return { caseId, submit, say, justice, now, visit, suspect: perpetratorId ?? '' }
}

test('where he was last known to be stands with its day, its source and what that is worth, and is too old after a week (SP-29, INV-29)', async () => {
  const { caseId, submit, say, justice, now } = await opened()
  const bare = await submit(`/cases/${caseId}/entries/new/justice.suspect-located`, now)
  assert.deepEqual(
    bare
      .errors()
      .map(({ href }) => href)
      .sort(),
    ['#mark', '#what'],
  )
  await say('justice.suspect-located', { what: 'At his brother’s in Hollowmere', mark: 'fact', day: '20/4/2027' })
  await say('justice.suspect-located', {
    what: 'Sleeps in a van',
    mark: 'hearsay',
    toldBy: 'A neighbour',
    day: '28/4/2027',
  })
  const fresh = await justice()
  assert.match(
    fresh,
    /Last known to be Sleeps in a van, .*28 Apr.*Told by A neighbour\. Hearsay: heard from somebody else/,
  )
  assert.doesNotMatch(fresh, /At his brother|Too old to rely on/)
  clock.set('2027-05-05T12:00:00+01:00')
  assert.doesNotMatch(await justice(), /Too old to rely on/)
  clock.set('2027-05-06T12:00:00+01:00')
  assert.match(await justice(), /Too old to rely on: ask again/)
})

test('while he is held, the page says who speaks for the prison, whether contact is watched and that there is intelligence; not once he is out (RR-15)', async () => {
  const { say, justice } = await opened()
  await say('justice.remanded', { time: '14:00' })
  await say('justice.prison-linked', {
    ...{ prisonContact: 'HMP Invented, offender management', contactWatched: 'asked for', hasIntelligence: 'yes' },
  })
  assert.match(
    await justice(),
    /Prison HMP Invented, offender management\. Contact watched or barred: asked for\. There is intelligence: ask police\./,
  )
  clock.set('2027-05-01T10:00:00+01:00')
  await say('justice.suspect-released-without-charge', { day: '1/5/2027', time: '9:00' })
  assert.doesNotMatch(await justice(), /HMP Invented/)
})

test('what is said of where he was, and of whom to ask in prison, stays in its case and hides nothing in another (SP-29, RR-15)', async () => {
  const one = await opened()
  const other = await opened(one.suspect)
  const held = { prisonContact: 'HMP Invented, offender management', contactWatched: 'in place' }
  await one.say('justice.remanded', { time: '14:00' })
  await other.say('justice.suspect-located', { what: 'At his brother’s in Hollowmere', mark: 'fact', time: '14:30' })
  await other.say('justice.prison-linked', { ...held, time: '14:31' })
  await one.say('justice.suspect-located', { what: 'Sleeps in a van', mark: 'fact' })
  await one.say('justice.prison-linked', { ...held, prisonContact: 'HMP Elsewhere' })
  assert.match(await other.justice(), /Last known to be At his brother’s in Hollowmere.*Prison HMP Invented/)
  assert.match(await one.justice(), /Last known to be Sleeps in a van.*Prison HMP Elsewhere/)
  const entries = (await other.visit(`/cases/${other.caseId}/entries`)).text()
  assert.equal(entries.match(/Where the suspect was last known to be/g)?.length, 1)
})
