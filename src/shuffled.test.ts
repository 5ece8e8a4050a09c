import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allRules } from './all-rules.ts'
import { aLetIn } from './domains/sharing/fixtures.ts'
import { defaultPolicy } from './local-policy/values.ts'
import { newFormKey } from './platform/form-keys.ts'
import { key } from './platform/secrets.ts'
import { englandAndWales } from './rules/calendar.ts'
import { derive } from './rules/derive.ts'
import type { Due, Duty } from './rules/duty.ts'
import { detailsSchema, type Entry, exactly } from './rules/entry.ts'
import { testApp } from './testing/app.ts'
import { aCase } from './testing/cases.ts'
import type { Practitioner } from './testing/people.ts'

// One duty however its entries are repeated or shuffled (R7): what several agencies enter in any order, twice and late,
// comes to the same duties. What is right is worked out here from RULES 2 and 2B, and not by the engine: safety's clock
// runs from the earliest time that anybody here knew, the law's from the event, or for a decision of the CPS from the
// earliest word of it. The order in which things are learned counts in one place only: who was told something before it
// was set right is owed the right news. A review takes in every trigger, so which of them named it says nothing. A time
// that has passed is never moved (INV-21): the stories on the database are entered before any has.
const { as, aPractitioner, services, everything, clock } = await testApp()
const boss = await aPractitioner('police-supervisor')
const officer = await aPractitioner('investigating-officer', { supervisorId: boss.id })
const adviser = await aPractitioner('idva')

const at = (time: string): Date => new Date(`${time}:00Z`)
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const things = {
  arrest: { type: 'justice.suspect-arrested', code: 'ARREST', form: {} },
  interview: { type: 'justice.suspect-interviewed', code: 'INTERVIEW_UNDER_CAUTION', form: {} },
  bail: { type: 'justice.bail-granted', code: 'RELEASED_ON_BAIL', form: {} },
  release: {
    type: 'justice.suspect-released-under-investigation',
    code: 'RELEASED_UNDER_INVESTIGATION',
    form: {},
  },
  charge: { type: 'justice.charged', code: 'CHARGED', form: {} },
  stop: {
    type: 'justice.case-stopped',
    code: 'CPS_NO_CHARGE',
    form: { decidedBy: 'cps', stage: 'before-charge', reason: 'not enough evidence', decisionMaker: 'A lawyer' },
  },
} as const
type Thing = keyof typeof things
const names = Object.keys(things) as Thing[]

/** Minutes from the thing until somebody here knew of it. */
type Step =
  | { do: 'learn'; thing: Thing; late: number }
  | { do: 'again'; thing: Thing }
  | { do: 'correct'; late: number }
  | { do: 'tell' }
/** The things happen a minute apart from `from` on; all is entered at `now`. February is London's own time, with no holiday near. */
type Story = { from: Date; now: Date; steps: Step[] }

/** Each thing is learned by two agencies, some of it twice; bail is set right once, and the victim is told of it once. */
const anyStory = (from: Date, latest: number): fc.Arbitrary<Story> =>
  fc
    .record({
      late: fc.array(fc.nat(latest), { minLength: 13, maxLength: 13 }),
      again: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
    })
    .map(({ late: [corrected = 0, ...late], again }): Step[] => [
      ...names.flatMap((thing, index): Step[] => [
        { do: 'learn', thing, late: late[2 * index] ?? 0 },
        { do: 'learn', thing, late: late[2 * index + 1] ?? 0 },
      ]),
      ...again.map((thing): Step => ({ do: 'again', thing })),
      { do: 'correct', late: corrected },
      { do: 'tell' },
    ])
    .chain((steps) => fc.shuffledSubarray(steps, { minLength: steps.length, maxLength: steps.length }))
    .map((steps) => ({ from, now: new Date(from.getTime() + (latest + 10) * minute), steps: inTurn(steps) }))

const aboutOf = (step: Step): Thing => ('thing' in step ? step.thing : 'bail')

/** What is about a thing waits until somebody has entered it. */
function inTurn(steps: Step[]): Step[] {
  const entered = new Set<Thing>()
  const waiting: Step[] = []
  return steps.flatMap((step) => {
    const thing = aboutOf(step)
    if (step.do !== 'learn' && !entered.has(thing)) {
      waiting.push(step)
      return []
    }
    if (step.do !== 'learn' || entered.has(thing)) return [step]
    entered.add(thing)
    return [step, ...waiting.filter((one) => aboutOf(one) === thing)]
  })
}

const happenedAt = ({ from }: Story, thing: Thing): Date => new Date(from.getTime() + names.indexOf(thing) * minute)
const after = (date: Date, minutes: number): Date => new Date(date.getTime() + minutes * minute)

const endOfDay = (date: Date): Date => new Date(Math.floor(date.getTime() / day) * day + day - 1000)
const nextWorkingDay = (date: Date): Date => {
  const next = new Date(date.getTime() + day)
  return [0, 6].includes(next.getUTCDay()) ? nextWorkingDay(next) : next
}
/** Shifts begin at 7, 15 and 23: the one after the one in which it became known ends at the second beginning after that. */
const endOfNextShift = (date: Date): Date => {
  const midnight = Math.floor(date.getTime() / day) * day
  const begins = [7, 15, 23, 31, 39, 47]
    .map((hours) => midnight + hours * hour)
    .filter((begin) => begin > date.getTime())
  return new Date(begins[1] ?? 0)
}

/** What is owed after such a story, said the slow way. What is met keeps the clocks that it had then. */
const owedAfter = (story: Story): string[] => {
  const { steps, now } = story
  const toldAt = steps.findIndex((step) => step.do === 'tell')
  const tellings = names.map((name) => {
    const happened = happenedAt(story, name)
    const counted = name === 'bail' ? steps.slice(0, toldAt) : steps
    const late = counted.flatMap((step) => ('late' in step && aboutOf(step) === name ? [step.late] : []))
    const known = after(happened, Math.min(...late))
    const safety = name === 'bail' || name === 'release' ? after(known, 60) : endOfNextShift(known)
    const law = endOfDay(nextWorkingDay(name === 'stop' ? known : happened))
    return line(things[name].code, name === 'bail' ? 'met' : 'open', safety, law)
  })
  const reviews = ['RISK_REVIEW', 'PLAN_REVIEW'].map((code) => line(code, 'open', endOfDay(now), null))
  const isWrong = toldAt < steps.findIndex((step) => step.do === 'correct')
  return [...tellings, ...reviews, ...(isWrong ? [line('CORRECTION', 'open', endOfNextShift(now), null)] : [])].sort()
}
const line = (code: string, state: string, safety: Date | null, law: Date | null): string =>
  `${code} ${state} safety ${safety?.toISOString() ?? 'none'} law ${law?.toISOString() ?? 'none'}`

const dayOf = (date: Date) => date.toISOString().slice(0, 10)
const timeOf = (date: Date) => date.toISOString().slice(11, 16)
const moment = (prefix: string, date: Date) =>
  prefix ? { [`${prefix}Day`]: dayOf(date), [`${prefix}Time`]: timeOf(date) } : { day: dayOf(date), time: timeOf(date) }
const condition = { 'condition-no-contact': 'yes', 'plain-no-contact': 'Must not be in touch in any way' }
const bodyOf = (person: Practitioner) => (person === officer ? 'police' : 'advocacy')

/** Plays a story through the front door, on a case of its own. */
const play = async (story: Story): Promise<string> => {
  clock.set(story.now.toISOString())
  const { caseId, perpetratorId } = await aCase(services, officer)
  await as(officer).submit(`/cases/${caseId}/team`, aLetIn(adviser.id, 'Supports them'))
  const entries = new Map<Thing, string>()
  const repeats = new Map<Thing, () => Promise<void>>()
  let turn = 0
  const send = async (person: Practitioner, path: string, form: Record<string, string>) => {
    const formKey = newFormKey(key(services.secret, 'form-keys'), person.id)
    const once = async () => {
      const done = await as(person).submit(`/cases/${caseId}/${path}`, { ...form, formKey })
      assert.equal(done.status, 303, `${path}: ${done.text('.govuk-error-summary')}`)
      return done.location
    }
    const location = await once()
    return { id: location.split('/').at(-1) ?? '', repeat: async () => assert.equal(await once(), location) }
  }
  const about = (thing: Thing) => ({
    ...{ suspect: perpetratorId ?? '', exact: 'as written', ...moment('', happenedAt(story, thing)) },
    ...things[thing].form,
  })
  const learn = async (thing: Thing, late: number): Promise<void> => {
    const person = turn++ % 2 === 0 ? officer : adviser
    const known = after(happenedAt(story, thing), late)
    const times = { ...moment('known', known), ...(thing === 'stop' && moment('received', known)) }
    const said = { body: bodyOf(person), what: 'As it was said', ...times }
    const before = entries.get(thing)
    const sent = before
      ? await send(person, `entries/${before}/confirm`, said)
      : await send(person, `entries/new/${things[thing].type}`, { ...about(thing), ...said })
    if (!before) entries.set(thing, sent.id)
    repeats.set(thing, sent.repeat)
  }
  const tell = async (): Promise<void> => {
    const duty = everything.selectFrom('duty').select('id').where('caseId', '=', caseId)
    const { id } = await duty.where('code', '=', 'RELEASED_ON_BAIL').executeTakeFirstOrThrow()
    const how = { body: 'police', toldBy: 'Somebody', how: 'by telephone', what: 'That he is out' }
    await send(officer, `duties/${id}/told-by`, { ...how, ...moment('', story.now) })
  }
  for (const step of story.steps) {
    if (step.do === 'learn') await learn(step.thing, step.late)
    if (step.do === 'again') await repeats.get(step.thing)?.()
    if (step.do === 'tell') await tell()
    if (step.do === 'correct') {
      const known = moment('known', after(happenedAt(story, 'bail'), step.late))
      const said = { ...condition, ...known, body: 'police', what: 'There is a condition' }
      await send(officer, `entries/${entries.get('bail')}/correct`, { ...about('bail'), ...said })
    }
  }
  return caseId
}

/** What the opening of a case asks for is there before the story begins. */
const ofOpening = ['RISK_ASSESSMENT', 'SAFE_CONTACT']
const triggers = [things.bail, things.release, things.charge, things.stop].map(({ type }) => type).toSorted()

const standing = async (caseId: string) => {
  const duties = await everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).execute()
  const entries = await everything.selectFrom('entry').select(['id', 'type']).where('caseId', '=', caseId).execute()
  const typeOf = (id: string) => entries.find((entry) => entry.id === id)?.type ?? ''
  const asked = duties.filter(({ code }) => code === 'RISK_REVIEW').flatMap(({ reasons }) => reasons.map(typeOf))
  return {
    keys: duties.map((duty) => duty.key),
    lines: duties
      .filter(({ code }) => !ofOpening.includes(code))
      .map(({ code, state, safetyDueAt, statutoryDueAt }) => line(code, state, safetyDueAt, statutoryDueAt))
      .sort(),
    asked: [...new Set(asked.filter((type) => type.startsWith('justice.')))].sort(),
  }
}

// Around the change of shift at three, and around midnight: who knew when then matters most.
const evenings = [at('2027-02-04T14:30'), at('2027-02-04T23:30')]

test('however entries are shuffled, repeated and late, the same is owed, by the same clocks, once (R7)', async () => {
  const stories = fc.oneof(...evenings.map((from) => anyStory(from, 35)))
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const { keys, lines, asked } = await standing(await play(story))
      assert.deepEqual(lines, owedAfter(story))
      assert.equal(new Set(keys).size, keys.length)
      assert.deepEqual(asked, triggers)
    }),
    { numRuns: Number(process.env.SHUFFLES ?? 10), endOnFailure: true },
  )
})

test('the engine alone says the same of a thousand such stories, in which news is up to nine days late (R7)', () => {
  fc.assert(
    fc.property(anyStory(at('2027-02-04T06:00'), 9 * 1440), (story) => {
      const duties = derivedFrom(story)
      const lines = duties.map(({ code, state, safetyDue, statutoryDue }) =>
        line(code, state, dateOf(safetyDue), dateOf(statutoryDue)),
      )
      assert.deepEqual(owed(lines), owed(owedAfter(story)))
    }),
    { numRuns: 1000 },
  )
})

/** The engine dates what is met anew with all that is known; the table keeps it as it was. */
const owed = (lines: string[]) => lines.map((each) => each.replace(/ met .*/, ' met')).sort()
const dateOf = (due: Due): Date | null => (due && 'at' in due ? due.at : null)
const derivedFrom = (story: Story): Duty[] => {
  const facts = {
    ...{ gradeAt: () => null, isEnhancedAt: () => true, ownerOf: () => 'a lead', personAt: () => null },
    ...{ recorderOf: () => null, toBeTold: ['victim'], postSeparationUntil: null },
  }
  const derived = (history: Entry[]) =>
    derive({ history, facts, rules: allRules, policy: defaultPolicy, calendar: englandAndWales })
  const history: Entry[] = []
  for (const step of story.steps) {
    const last = history.findLast(({ factId }) => factId === aboutOf(step))
    if (step.do === 'again' && last) history.push(last)
    else history.push(entryOf(story, step, history, derived))
  }
  return derived(history)
}

const entryOf = (story: Story, step: Step, history: readonly Entry[], derived: (history: Entry[]) => Duty[]): Entry => {
  const thing = aboutOf(step)
  const isKnown = history.some(({ factId }) => factId === thing)
  const known = exactly('late' in step ? after(happenedAt(story, thing), step.late) : story.now)
  const position = history.length
  const common = { id: `e${position}`, position, by: 'police', what: null, enteredAt: exactly(story.now) } as const
  if (step.do === 'tell') {
    const { key } = derived([...history]).find(({ code }) => code === 'RELEASED_ON_BAIL') ?? { key: '' }
    const told = { type: 'duties.told', relation: 'starts' } as const
    return {
      ...common,
      ...told,
      details: { tells: [key] },
      factId: 'told',
      happenedAt: known,
      knownAt: known,
      receivedAt: null,
    }
  }
  const { type, form } = things[thing]
  const of: Pick<Entry, 'type' | 'factId' | 'happenedAt' | 'knownAt'> = {
    type,
    factId: thing,
    happenedAt: exactly(happenedAt(story, thing)),
    knownAt: known,
  }
  const receivedAt = thing === 'stop' ? known : null
  if (step.do === 'correct')
    return { ...common, ...of, receivedAt, relation: 'corrects', details: { conditions: ['no contact'] } }
  return {
    ...common,
    ...of,
    receivedAt,
    relation: isKnown ? 'confirms' : 'starts',
    details: isKnown ? {} : detailsSchema.parse(form),
  }
}
