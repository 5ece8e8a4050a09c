import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { updatePerson } from './domains/people/store.ts'
import { aRule, decidedTogether } from './domains/safe-contact/fixtures.ts'
import { isBehind, markOf } from './platform/marks.ts'
import { testApp } from './testing/app.ts'
import { aCase } from './testing/cases.ts'
import type { Practitioner } from './testing/people.ts'

// Two people change the same record at once: neither writes over the other unseen (U9).
const app = await testApp({ at: '2026-12-01T10:00:00Z' })
const { as, everything, services, aPractitioner } = app

test('10,000 interleavings of up to four editors of one person: whoever saves what has changed since is refused (U9)', async (t) => {
  const owner = await aPractitioner('idva')
  const { victimId } = await aCase(services, owner)
  const { version: first, ...row } = await everything
    .selectFrom('person')
    .selectAll()
    .where('id', '=', victimId)
    .executeTakeFirstOrThrow()
  const { called, otherNames, bornOn, ageAbout } = row
  const step = fc.record({ editor: fc.nat(3), act: fc.constantFrom('open', 'save') })
  let [now, name, runs, refused, saved] = [first, row.name, 0, 0, 0]
  await everything.transaction().execute(async (tx) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const opened = new Map<number, number>()
        runs += 1
        for (const { editor, act } of steps) {
          const base = opened.get(editor)
          if (act === 'open' || base === undefined) {
            opened.set(editor, now)
            continue
          }
          const change = { ...{ called, otherNames, bornOn, ageAbout }, name: `Fern Inventada ${runs} ${editor}` }
          const isDone = await updatePerson(tx, victimId, base, change)
          assert.equal(isDone, base === now)
          if (isDone) [now, name, saved] = [now + 1, change.name, saved + 1]
          else refused += 1
        }
      }),
      { numRuns: 10_000 },
    )
    const held = await tx
      .selectFrom('person')
      .select(['name', 'version'])
      .where('id', '=', victimId)
      .executeTakeFirstOrThrow()
    assert.deepEqual(held, { name, version: now })
  })
  t.diagnostic(`${runs} interleavings, ${saved} saved, ${refused} refused, 0 written over`)
  assert.ok(refused > 1000)
})

type Editing = {
  person: Practitioner
  address: string
  first: Record<string, string>
  second: Record<string, string>
  shows: RegExp
}
const editings: Record<string, () => Promise<Editing>> = {
  'a person of a case': async () => {
    const person = await aPractitioner('idva')
    const { caseId, victimId } = await aCase(services, person)
    const [first, second] = [{ name: 'Heron Inventada' }, { name: 'Egret Inventada' }]
    return {
      person,
      address: `/cases/${caseId}/people/${victimId}/edit`,
      first,
      second,
      shows: /Heron Inventada.*Egret Inventada/,
    }
  },
  'how to reach them safely': async () => {
    const person = await aPractitioner('idva')
    const { caseId } = await aCase(services, person)
    const address = `/cases/${caseId}/safe-contact/rule`
    await as(person).submit(address, aRule())
    const [first, second] = [
      { ...aRule(), interpreter: 'Tigrinya' },
      { ...aRule(), interpreter: 'Welsh' },
    ]
    return { person, address, first, second, shows: /Tigrinya.*Welsh/ }
  },
  'a team': async () => {
    const person = await aPractitioner('administrator')
    const team = await as(person).submit('/staff/teams/new', { name: 'Night desk', kinds: 'desk' })
    const [first, second] = [
      { name: 'Heron desk', kinds: 'desk' },
      { name: 'Egret desk', kinds: 'desk' },
    ]
    return { person, address: `${team.location}/edit`, first, second, shows: /Heron desk.*Egret desk/ }
  },
  'what the law asks of a request for information': async () => {
    const person = await aPractitioner('idva')
    const { caseId, victimId } = await aCase(services, person)
    const made = await as(person).submit(`/cases/${caseId}/information-requests/new`, {
      ...{ personId: victimId, fromBody: 'Another force', fromWho: 'An officer', asks: 'All notes' },
      ...{ counselling: 'yes', receivedOn: 'today', answerBy: '4/12/2026' },
    })
    const [first, second] = [{ words: 'Wrote on Tuesday' }, { words: 'Rang on Monday' }]
    return { person, address: `${made.location}/tests`, first, second, shows: /Wrote on Tuesday.*Rang on Monday/ }
  },
  'one item of the menu of interventions': async () => {
    const person = await aPractitioner('abuse-specialist')
    const item = {
      name: 'Arrest, where there are grounds',
      side: 'reported',
      leads: 'police',
      reason: 'Agreed in June',
    }
    const of = (purpose: string) => ({ ...item, purpose, 'level-high': 'yes' })
    const [first, second] = [of('For heron'), of('For egret')]
    return { person, address: '/interventions/items/arrest/edit', first, second, shows: /For heron.*For egret/ }
  },
  'the headings of a decision': async () => {
    const person = await aPractitioner('idva-manager')
    const of = (headings: string) => ({ name: 'Ours', headings, reason: 'Agreed by the board in June' })
    const [first, second] = [of('Heron\nTwo\nThree'), of('Egret\nTwo\nThree')]
    return { person, address: '/local-policy/decision-framework/set', first, second, shows: /Heron.*Egret/ }
  },
  'a look at an intervention': async () => {
    const person = await aPractitioner('idva')
    const { caseId } = await aCase(services, person)
    const days = { dueOn: '4/12/2026', reviewOn: '4/12/2026' }
    const made = await as(person).submit(`/cases/${caseId}/interventions/new?item=safety-plan`, {
      ...{ ...decidedTogether, what: 'With them', lead: 'here', ownerId: person.id, ...days },
    })
    const of = (said: string) => ({ ...decidedTogether, happenedOn: 'today', said, reviewOn: '5/12/2026' })
    const [first, second] = [of('Fits, says heron'), of('Fits, says egret')]
    return { person, address: `${made.location}/review`, first, second, shows: /says heron.*says egret/ }
  },
  'a helpline': async () => {
    const person = await aPractitioner('administrator')
    const line = {
      place: 'England',
      name: 'Invented line',
      number: '0808 157 0000',
      about: 'Anybody. Free',
      reason: 'New',
    }
    const made = await as(person).submit('/helplines/new', line)
    const [first, second] = [
      { ...line, number: '0808 157 0001' },
      { ...line, number: '0808 157 0002' },
    ]
    return { person, address: `${made.location}/edit`, first, second, shows: /0808 157 0001.*0808 157 0002/ }
  },
  'a colleague’s entry in the staff list': async () => {
    const person = await aPractitioner('administrator')
    const colleague = await aPractitioner('idva', { agencyId: person.agencyId })
    const [first, second] = [
      { name: 'Heron Inventado', role: 'idva' },
      { name: 'Egret Inventado', role: 'idva' },
    ]
    return { person, address: `/staff/${colleague.id}/edit`, first, second, shows: /Heron Inventado.*Egret Inventado/ }
  },
}

/** What the form carries unseen of what it was filled in from. */
const opened = async (person: Practitioner, address: string): Promise<Record<string, string>> => {
  const page = await as(person).visit(address)
  assert.equal(page.status, 200)
  const marks = ['version', 'basedOn'].flatMap((name) => {
    const value = page.value(name)
    return typeof value === 'string' ? [[name, value]] : []
  })
  assert.equal(marks.length, 1, `${address} does not say what it was filled in from`)
  return Object.fromEntries(marks)
}

for (const [what, make] of Object.entries(editings)) {
  test(`${what}, changed in two windows: the second is shown both, and may then save (U9)`, async () => {
    const { person, address, first, second, shows } = await make()
    const [one, two] = [await opened(person, address), await opened(person, address)]
    assert.equal((await as(person).submit(address, { ...first, ...one })).status, 303)
    const refused = await as(person).submit(address, { ...second, ...two })
    assert.equal(refused.status, 422)
    assert.match(refused.text(), /Somebody else changed this/)
    assert.match(refused.text('table'), shows)
    const again = { version: refused.value('version'), basedOn: refused.value('basedOn') }
    const marks = Object.entries(again).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
    assert.equal((await as(person).submit(address, { ...second, ...Object.fromEntries(marks) })).status, 303)
  })

  test(`${what}, saved from two windows at the same moment: one is saved, one is told (U9)`, async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const { person, address, first, second } = await make()
      const [one, two] = [await opened(person, address), await opened(person, address)]
      const answers = await Promise.all([
        as(person).submit(address, { ...first, ...one }),
        as(person).submit(address, { ...second, ...two }),
      ])
      assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
    }
  })
}

test('a mark tells apart whatever differs, and a form that was filled in from nothing is never behind', () => {
  const shown = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(null), fc.boolean()))
  fc.assert(
    fc.property(shown, shown, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other)
      assert.equal(isBehind({ basedOn: markOf(one) }, markOf(other)), !isSame)
      assert.equal(isBehind({}, markOf(other)), false)
    }),
  )
})
