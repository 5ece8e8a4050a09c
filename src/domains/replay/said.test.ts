import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wordsIn } from '../../rules/words.ts'
import { whoDied } from './model/deaths.ts'
import { doingsIn } from './model/doings.ts'
import { endIn, sentenceIn } from './model/ends.ts'
import { attemptIn, tellingIn, toldInPassing, toldOnAsking } from './model/telling.ts'
import { bodiesOf, whoIs } from './model/who.ts'

const groups = ['threat to kill', 'strangle', 'firearm', 'child', 'self-harm'] as const
const denied = [
  'No strangulation, no threats to kill and no weapons.',
  'She denied that he had ever tried to strangle her.',
  'No injuries, firearms or threats to kill.',
  'Firearms: none.',
  'Strangulation was not disclosed.',
  'No firearms; no children in the household; has never been suicidal.',
  'There was no evidence that he had strangled or tried to choke her.',
  'He did not strangle or choke her.',
  'She didn’t say that he would kill her.',
  'Guns? No.',
  'Suspect denies strangling her.',
  'Nobody was strangled.',
]
const said = [
  'He did not leave when asked and threatened to kill her.',
  'No injuries, but he had strangled her.',
  'No bruises but strangled twice.',
  'No injuries, he had strangled her.',
  'No answer. He strangled her.',
  'Police did not attend, the children were asleep.',
  'He denied the assault and threatened to kill her.',
  'Not arrested because he had a shotgun.',
  'No police action after he threatened to kill her.',
  '“I will not leave you, I will kill you.”',
]
describe('what an account denies did not happen, and what stands beside a “no” did', () => {
  for (const text of denied) test(text, () => assert.deepEqual(wordsIn(text, groups), []))
  for (const text of said) test(text, () => assert.notDeepEqual(wordsIn(text, groups), []))
})

/** What each account answers: some of these codes, none of those; null where it is no telling. */
const tellings: [text: string, answers: string[] | null, not: string[]][] = [
  ['Officer tells her of the arrest.', ['ARREST'], ['RELEASED_ON_BAIL', 'CHARGED']],
  ['Officer tells her that he is on bail and what the conditions are.', ['RELEASED_ON_BAIL', 'ARREST'], ['CHARGED']],
  ['Officer explains that there will be no charge.', ['CPS_NO_CHARGE', 'POLICE_NFA'], ['CHARGED']],
  ['Adviser meets the victim.', ['ADVISER_CONTACT'], ['ARREST', 'RELEASED_ON_BAIL']],
  ['Officer tells her about a refuge and an alarm.', ['VICTIM_UPDATE'], ['ARREST']],
  ['Told of the release, not of the conditions.', ['RELEASED_ON_BAIL'], []],
]
for (const [text, answers, not] of tellings)
  test(`“${text}” answers what it names and no more (RULES 2C)`, () => {
    const covers = tellingIn(text)?.covers ?? []
    for (const code of answers ?? []) assert.ok(covers.includes(code), code)
    for (const code of not) assert.ok(!covers.includes(code), code)
  })

test('news that is not said to be of anything answers all that was owed', () => {
  for (const text of ['Officer phones the victim with the news.', 'Officer updates her.', 'Victim told everything.'])
    assert.deepEqual(tellingIn(text)?.covers, null, text)
})

const noTellings = [
  'Officer advises her to ring 999 if he comes.',
  'Victim tells officers that he came back.',
  'Officers attend after a call from her sister.',
  'Officer tells the neighbour.',
  'Officers take her home.',
]
for (const text of noTellings) test(`“${text}” is no telling (INV-22)`, () => assert.equal(tellingIn(text), null))

const attempts = [
  'Officer calls the victim; no answer.',
  'Letter sent to the victim explaining the decision.',
  'Texts her that he has been bailed.',
  'Officer e-mails the victim.',
  'Left a message.',
]
for (const text of attempts) test(`“${text}” is an attempt (RULES 2C)`, () => assert.ok(attemptIn(text)))
test('a message that was answered is a telling', () =>
  assert.ok(tellingIn('Officer texts her that he is on bail; she confirms that she has read it.')?.covers))

const inPassing: [text: string, told: boolean][] = [
  ['Bailed; victim informed the same day.', true],
  ['Charged. The officer in the case told the victim at once.', true],
  ['Victim was told before he walked out.', true],
  ['Arrested. The victim was not told.', false],
  ['No record that the victim was told.', false],
  ['It is not known whether the victim was informed.', false],
  ['Victim told police that he had left.', false],
  ['Victim told to stay away.', false],
  ['Arrested after he told the victim that he would be back.', false],
  ['Officers should have told the victim.', false],
]
for (const [text, told] of inPassing)
  test(`“${text}” ${told ? 'says' : 'does not say'} that the victim was told`, () =>
    assert.equal(toldInPassing('bail', text) !== null, told))

test('a victim who rings and is told of something was told; one who is told to wait was not', () => {
  assert.ok(toldOnAsking('Rings for news and is told that he was charged.')?.covers?.includes('CHARGED'))
  assert.ok(toldOnAsking('Rings and is updated.'))
  for (const text of ['Rings; is told to wait.', 'Rings and is told that the officer is on leave.', 'Rings for news.'])
    assert.equal(toldOnAsking(text), null, text)
})

const doings: [text: string, codes: string[]][] = [
  ['Referred to the IDVA and to children’s social care.', ['SUPPORT_REFERRAL', 'CHILD_SAFEGUARDING']],
  ['School told before the bell.', ['SCHOOL_TOLD']],
  ['Shotguns seized; licensing unit told.', ['FIREARMS_CHECK']],
  ['Licensing unit not told.', []],
  ['Not referred to the IDVA.', []],
  ['No referral to children’s services was made.', []],
]
for (const [text, codes] of doings)
  test(`“${text}” tells of ${codes.length > 0 ? codes.join(', ') : 'nothing done'}`, () =>
    assert.deepEqual(
      doingsIn(text).flatMap(({ details }) => details.covers),
      codes,
    ))

const deaths: [text: string, who: ReturnType<typeof whoDied>][] = [
  ['Suspect found dead in his cell.', 'suspect'],
  ['Her husband was found dead.', 'suspect'],
  ['Both found dead.', 'victim'],
  ['Found dead.', 'victim'],
  ['Police attend and find her body.', 'victim'],
  ['Her mother finds her dead.', 'victim'],
  ['Victim killed; the suspect then takes his own life.', 'victim'],
  ['Partner convicted of murder.', 'victim'],
  ['The couple’s baby dies in hospital.', 'someone else'],
  ['Her son, 4, was killed.', 'someone else'],
  ['He kills the couple’s daughter.', 'someone else'],
  ['The new partner is found dead.', 'someone else'],
]
for (const [text, who] of deaths) test(`“${text}” is a death of ${who}`, () => assert.equal(whoDied(text), who))

test('the end of bail or of an order is read where the account gives it, over leap days too', () => {
  const ends = (what: string) => endIn(what, '2024-02-01')?.day ?? null
  assert.deepEqual(
    ['Bailed for 28 days.', 'a 28-day order', 'order for twelve months', 'until 3 March 2024', 'to 2024-02-29'].map(
      ends,
    ),
    ['2024-02-29', '2024-02-29', '2025-02-01', '2024-03-03', '2024-02-29'],
  )
  assert.deepEqual(['after 3 years of abuse', 'Bailed.', 'until 30 February 2024', 'until 3 March 2020'].map(ends), [
    null,
    null,
    null,
    null,
  ])
})

test('the months of a sentence are read; a suspended or community sentence is none to be let out of', () => {
  assert.deepEqual(
    [
      'three years for wounding',
      '18 months',
      '12-week sentence',
      'six months, suspended',
      'community order of 12 months',
    ].map((what) => sentenceIn(what)?.months ?? null),
    [36, 18, 2, null, null],
  )
})

const bodies: [by: string, body: string][] = [
  ['probation officer', 'probation'],
  ['housing officer', 'housing'],
  ['witness care officer', 'wcu'],
  ['custody officer', 'police'],
  ['police DA adviser', 'police'],
  ['officer in the case', 'police'],
  ['hospital IDVA', 'advocacy'],
  ['HMP Lowmoor', 'prison'],
  ['A&E', 'health'],
]
for (const [by, body] of bodies) test(`${by} is ${body}`, () => assert.equal(whoIs(by).body, body))

test('two agencies in one event each act; a second victim is a victim, an ex-boyfriend a suspect', () => {
  assert.deepEqual(bodiesOf('probation officer and IDVA'), ['probation', 'advocacy'])
  assert.equal(whoIs('second victim').reporter, 'victim')
  assert.equal(whoIs('ex-boyfriend').reporter, 'suspect')
  assert.equal(whoIs('new partner').reporter, 'third party')
})
