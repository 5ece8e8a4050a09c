import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newFormKey } from '../../platform/form-keys.ts'
import { key } from '../../platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { readPdf } from '../../testing/pdf.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aChildDecided, agreedNow, allChecked, aPaper, aThought } from '../../testing/plans.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'

// An adviser goes through the papers with a mother, her own and those of her children.
const app = await testApp({ at: '2027-03-25T10:34:56Z' })
const { as, aPractitioner, everything, services, web } = app
const adviser = await aPractitioner('idva')
const officer = await aPractitioner('investigating-officer')

const done = async (who: Practitioner, at: string, form: Record<string, string | string[]> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const refused = async (at: string, form: Record<string, string>): Promise<string> => {
  const answer = await as(adviser).submit(at, form)
  assert.equal(answer.status, 422, answer.text('main').slice(0, 300))
  assert.match(answer.title(), /^Error/)
  for (const [name, word] of Object.entries(form))
    if (name.endsWith('Where')) assert.equal(answer.value(name), word, `${name} is kept`)
  return answer.text('.govuk-error-summary')
}
const read = async (at: string): Promise<string> => (await as(adviser).visit(at)).text('main')
const onPlan = async (circumstance = 'leaving') => {
  const { caseId, victimId } = await aCase(services, adviser)
  await done(adviser, `/cases/${caseId}/team`, aLetIn(officer.id, 'Works on it'))
  const name = 'Sorrel Inventado'
  const child = { name, role: 'child', ageAbout: '4', why: 'Lives there', known: 'none', checkedName: name }
  await done(adviser, `/cases/${caseId}/people/new`, child)
  const children = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
  const { personId: childId } = await children.where('role', '=', 'child').executeTakeFirstOrThrow()
  const home = `/cases/${caseId}/safety-plans`
  const at = await done(adviser, `${home}/new`, { personId: victimId, circumstance, shows: 'no' })
  const agreeIt = async () => {
    await done(adviser, `${at}/check`, allChecked)
    await done(adviser, `${at}/agree`, agreedNow)
  }
  await done(adviser, `${at}/items/new`, { ...aThought, heading: 'going', title: 'The blue rucksack', words: '' })
  await done(adviser, `${at}/children/${childId}`, aChildDecided)
  const { name: hers } = await everything
    .selectFrom('person')
    .select('name')
    .where('id', '=', victimId)
    .executeTakeFirstOrThrow()
  return {
    caseId,
    childId,
    victimId,
    home,
    at,
    hers,
    agreeIt,
    own: `${at}/papers/${victimId}`,
    childs: `${at}/papers/${childId}`,
  }
}
const bag = async (at: string, change: Record<string, string> = {}) => {
  const formKey = newFormKey(key(services.secret, 'form-keys'), adviser.id)
  const answer = await web.inject({
    ...{ method: 'POST', url: `${at}/to-hold` },
    headers: { cookie: `waymark=${adviser.token}`, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...aPaper, document: 'bag', ...change, formKey }).toString(),
  })
  assert.equal(answer.statusCode, 200, answer.body.replace(/<[^>]+>|\s+/g, ' ').slice(0, 2000))
  return readPdf(answer.rawPayload)
}
const said = { agreedBy: 'She did', on: 'today' }
const hersNow = {
  ...{ ...said, passport: 'have', passportWhere: 'With her sister', divorce: 'have', insurance: 'not needed' },
  ...{ birth: 'cannot', birthWhere: 'In his desk', medical: 'copy' },
}

describe('the papers to have ready are ticked off for each person (P2-06)', () => {
  test('for the one whose plan it is and for each child: have it, a copy is safe, cannot be got safely, not needed, and where', async () => {
    const { at, own, childs, hers } = await onPlan()
    assert.match(
      await read(at),
      new RegExp(`Papers to have ready: 0 lists begun ${hers}.*Nothing was asked yet.*Sorrel Inventado`),
    )
    await done(adviser, own, hersNow)
    await done(adviser, childs, { ...said, passport: 'have', school: 'copy' })
    const shown = await read(at)
    assert.match(
      shown,
      /2 lists begun.*Passport Have it: With her sister Birth certificate Cannot be got safely: In his desk Divorce papers Have it Insurance papers Not needed Medical records A copy is safe/,
    )
    assert.match(shown, /Sorrel Inventado.*Passport Have it School records A copy is safe Said Thu 25 Mar by She did/)
    assert.equal((await as(adviser).visit(own)).value('passportWhere'), 'With her sister')
    assert.equal((await as(adviser).visit(own)).value('birth'), 'cannot')
    await done(adviser, own, { ...hersNow, birth: 'have', basedOn: '1' })
    assert.match(await refused(own, { ...hersNow, basedOn: '1' }), /colleague has changed this list/)
    assert.match(await read(at), /Birth certificate Have it: In his desk/)
  })

  test('what is missing or must not be there is said at its line, and what was typed is kept: no place, no school, no number of an account', async () => {
    const { caseId, own } = await onPlan()
    await done(adviser, `/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
    const route = { ...aMobile({ kind: 'mobile', value: '07700 900777' }), textIsSafe: '' }
    await done(adviser, `/cases/${caseId}/safe-contact/routes/new`, route)
    const wrong: [Record<string, string>, RegExp][] = [
      [{ homeWhere: 'In the shed' }, /Select how it stands: tenancy or mortgage papers/],
      [{ agreedBy: '' }, /who said so/],
      [{ on: '26/3/2027' }, /cannot be after today/],
      [{ passportWhere: 'At 12 Linden Grove' }, /part of an address/],
      [{ birthWhere: 'PO1 3AX' }, /a postcode/],
      [{ medical: 'have', medicalWhere: 'Larkspur Refuge' }, /a refuge/],
      [{ school: 'have', schoolWhere: 'Oakfield Primary' }, /a school/],
      [{ court: 'have', courtWhere: 'Ring 07700 900777' }, /a telephone number/],
      [{ benefits: 'have', benefitsWhere: '4111 1111 1111 1111' }, /number of a card/],
    ]
    for (const [change, problem] of wrong) assert.match(await refused(own, { ...hersNow, ...change }), problem)
    assert.match(await refused(own, said), /at least one paper/)
    assert.match(await refused(own, { ...said, passport: 'lost' }), /Select how it stands/)
  })

  test('it is agreed with the plan: a change opens it, and the older version keeps what it said', async () => {
    const { at, own, agreeIt } = await onPlan()
    await done(adviser, own, hersNow)
    await agreeIt()
    await done(adviser, own, { ...hersNow, passport: 'cannot', passportWhere: '', basedOn: '1' })
    assert.match(await read(at), /Being looked at again/)
    assert.match(await read(`${at}/versions/1`), /Passport Have it: With her sister/)
    await agreeIt()
    assert.match(await read(`${at}/versions/2`), /Passport Cannot be got safely/)
  })

  test('a child’s own plan has no papers, whoever is reported none, and officers find none (MODEL 13)', async () => {
    const { caseId, home, own, childId, at } = await onPlan()
    const childs = await done(adviser, `${home}/new`, { personId: childId, circumstance: 'child', shows: 'no' })
    assert.equal((await as(adviser).visit(`${childs}/papers/${childId}`)).status, 404)
    assert.doesNotMatch(await read(childs), /Papers to have ready/)
    const reported = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
    const { personId } = await reported.where('role', '=', 'perpetrator').executeTakeFirstOrThrow()
    assert.equal((await as(adviser).visit(`${at}/papers/${personId}`)).status, 404)
    assert.equal((await as(officer).visit(own)).status, 404)
    assert.equal((await as(officer).submit(own, hersNow)).status, 404)
  })
})

describe('the list of what to take names them by person, discreetly (P2-06, X10, INV-06)', () => {
  test('what she has and what is a copy, to tick; never where it is, and nothing that cannot be got', async () => {
    const { at, own, childs, agreeIt, hers } = await onPlan()
    await done(adviser, own, hersNow)
    await done(adviser, childs, { ...said, passport: 'have', school: 'copy', court: 'have', immigration: 'have' })
    await agreeIt()
    const discreet = await bag(at)
    const first = hers.split(' ')[0] ?? ''
    assert.match(
      discreet.words,
      new RegExp(
        `The blue rucksack.*${first} .*Passport.*Medical records.*A copy.*Sorrel .*Passport.*School records.*A copy`,
      ),
    )
    assert.doesNotMatch(discreet.words, /Inventado|sister|desk|Birth|Divorce|Court|Immigration|Insurance/)
    const plain = await bag(at, { edition: 'plain' })
    assert.match(plain.words, /Divorce papers.*Sorrel Inventado.*Immigration papers.*Court papers/)
    assert.doesNotMatch(plain.words, /sister|desk|Birth|Insurance/)
    assert.doesNotMatch((await bag(at, { document: 'plan', edition: 'plain' })).words, /Passport/)
    assert.match((await bag(at, { language: 'pl' })).words, /Paszport.*Kopia/)
    assert.match((await bag(at, { language: 'cy' })).words, /Pasbort.*Copi/)
  })

  test('what was not agreed is on no paper, and a list is paper enough without another thought to take', async () => {
    const { at, own, childs, agreeIt } = await onPlan()
    await done(adviser, own, { ...said, licence: 'have' })
    await agreeIt()
    await done(adviser, childs, { ...said, passport: 'have' })
    const { words } = await bag(at)
    assert.match(words, /Driving licence/)
    assert.doesNotMatch(words, /Passport|Sorrel/)
  })
})
