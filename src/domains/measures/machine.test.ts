import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { answersTo } from '../../testing/measures.ts'
import type { Practitioner } from '../../testing/people.ts'
import { decidedTogether } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { confirmMark, insertMarks, insertStep, marksOf } from './store.ts'

const app = await testApp({ at: '2027-03-01T10:00:00Z' })
const { as, aPractitioner, everything, services } = app
const adviser = await aPractitioner('idva')
const officer = await aPractitioner('investigating-officer')

/** Sanctuary as MODEL 5.10 and SA-01 to SA-13 tell it, written down apart from the program: what may follow what. */
const follows: Record<string, Record<string, string>> = {
  referred: { test: 'eligible', refuse: 'refused' },
  eligible: { sign: 'signed', refuse: 'refused' },
  signed: { 'second-sign': 'assessed', refuse: 'refused' },
  assessed: { approve: 'approved', refuse: 'refused' },
  approved: { fit: 'fitted', refuse: 'refused', leave: 'leaving' },
  fitted: { inspect: 'inspected', fail: 'approved', refuse: 'refused', leave: 'leaving' },
  inspected: { mark: 'marked', fail: 'approved', refuse: 'refused', leave: 'leaving' },
  marked: { install: 'installed', renew: 'marked', leave: 'leaving' },
  installed: { renew: 'marked', leave: 'leaving', fail: 'approved' },
  leaving: { close: 'closed' },
  refused: {},
  closed: {},
}
// Partners are asked for what they think at any time until it is left (SA-10).
for (const [state, ways] of Object.entries(follows))
  if (!['leaving', 'refused', 'closed'].includes(state)) ways.consult = state
const ends = ['refused', 'closed']
const asking = ['mark', 'renew', 'leave']
const steps = [...new Set(Object.values(follows).flatMap((ways) => Object.keys(ways)))]

type Act =
  | { is: 'step'; code: string; by: Practitioner; wrong: 'nothing' | 'from' | 'to' | 'version' | 'next' }
  | { is: 'confirm'; by: Practitioner }
const by = fc.constantFrom(adviser, officer)
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        is: fc.constant('step' as const),
        // One in two goes on as it should, so that long ways are walked.
        code: fc.oneof(fc.constant('next'), fc.constantFrom(...steps)),
        by,
        wrong: fc.oneof(
          { weight: 6, arbitrary: fc.constant('nothing' as const) },
          {
            weight: 1,
            arbitrary: fc.constantFrom('from' as const, 'to' as const, 'version' as const, 'next' as const),
          },
        ),
      }),
    },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('confirm' as const), by }) },
  ),
  { minLength: 10, maxLength: 40 },
)

/** The model: state, who took what, and which partners still owe their word. */
type Model = {
  state: string
  version: number
  round: number
  signedBy: Set<string>
  fittedBy: Set<string>
  open: number
  asked: boolean
  consulted: boolean
}
const may = (model: Model, act: Extract<Act, { is: 'step' }>, code: string): boolean => {
  if (act.wrong !== 'nothing' || follows[model.state]?.[code] === undefined) return false
  // Whoever holds a mark takes it off before anything ends (SA-11, INV-61); where nobody does, there is none to take off.
  if (code === 'refuse' && model.round > 0) return false
  if (code === 'leave' && model.round === 0) return false
  if (code === 'approve' && !model.consulted) return false
  if (code === 'second-sign' && model.signedBy.has(act.by.id)) return false
  if (code === 'inspect' && model.fittedBy.has(act.by.id)) return false
  return !['install', 'close'].includes(code) || (model.asked && model.open === 0)
}

test('whatever is tried, in whatever order and by whom, a sanctuary goes only where MODEL 5.10 lets it', {
  timeout: 300_000,
}, async () => {
  const { caseId, victimId } = await aCase(services, adviser)
  assert.equal((await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(officer.id, 'Works on it'))).status, 303)
  const reached = new Set<string>()
  let [taken, refused] = [0, 0]
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      const form = {
        personId: victimId,
        ...decidedTogether,
        happenedOn: 'today',
        ownerId: adviser.id,
        nextOn: '8/3/2027',
      }
      const begun = await as(adviser).submit(`/cases/${caseId}/measures/new/sanctuary`, {
        ...form,
        ...answersTo['sanctuary/begin'],
      })
      const id = begun.location.split('/').at(-1) ?? ''
      const model: Model = {
        state: 'referred',
        version: 1,
        round: 0,
        signedBy: new Set(),
        fittedBy: new Set(),
        open: 0,
        asked: false,
        consulted: false,
      }
      for (const act of sequence) {
        if (act.is === 'confirm') {
          await workAs(services, act.by, async ({ tx, now, actor }) => {
            const mark = (await marksOf(tx, caseId, id)).find(
              (each) => each.round === model.round && each.confirmedOn === null,
            )
            const confirmed = {
              confirmedOn: '2027-03-01',
              confirmedHow: 'Rang',
              neverSet: false,
              confirmedBy: actor.id,
              confirmedAt: now,
            }
            if (mark && (await confirmMark(tx, caseId, mark.id, confirmed))) model.open -= 1
          })
          continue
        }
        const code = act.code === 'next' ? (Object.keys(follows[model.state] ?? {})[0] ?? 'test') : act.code
        const to = follows[model.state]?.[code] ?? 'closed'
        const isAllowed = may(model, act, code)
        const isEnd = ends.includes(to) !== (act.wrong === 'next')
        const row = {
          ...{ id: randomUUID(), measureId: id, caseId, personId: victimId, step: code, content: Buffer.from('x') },
          version: model.version + (act.wrong === 'version' ? 2 : 1),
          fromState: act.wrong === 'from' ? 'signed before' : model.state,
          toState: act.wrong === 'to' ? 'installed at once' : to,
          ...{ happenedOn: '2027-03-01', factId: randomUUID(), agencyId: act.by.agencyId, takenBy: act.by.id },
          ...(isEnd ? { ownerId: null, nextOn: null } : { ownerId: adviser.id, nextOn: '2027-03-08' }),
        }
        const isTaken = await workAs(services, act.by, async ({ tx, now }) => {
          await insertStep(tx, { ...row, takenAt: now })
          if (!asking.includes(code)) return true
          const mark = { measureId: id, caseId, personId: victimId, round: model.round + 1, askedOn: '2027-03-01' }
          const asks = code === 'leave' ? 'take off' : 'set'
          await insertMarks(
            tx,
            ['Police', 'Fire'].map((partner) => ({ ...mark, asks, partner })),
          )
          return true
        }).catch(() => false)
        assert.equal(isTaken, isAllowed, `${code} by ${act.by.name} at ${model.state}, wrong: ${act.wrong}`)
        if (!isTaken) {
          refused += 1
          continue
        }
        taken += 1
        if (code !== 'consult') reached.add(to)
        if (code === 'consult') model.consulted = true
        if (code === 'sign') model.signedBy.add(act.by.id)
        if (code === 'fit') model.fittedBy.add(act.by.id)
        if (asking.includes(code)) Object.assign(model, { round: model.round + 1, open: 2, asked: true })
        Object.assign(model, { state: to, version: model.version + 1 })
      }
      const marks = await everything.selectFrom('measureMark').selectAll().where('measureId', '=', id).execute()
      if (ends.includes(model.state) && marks.length > 0)
        for (const partner of new Set(marks.map((mark) => mark.partner))) {
          const last = marks.filter((mark) => mark.partner === partner).sort((a, b) => b.round - a.round)[0]
          assert.deepEqual(
            [last?.asks, last?.confirmedOn !== null],
            ['take off', true],
            `${partner} holds a mark still`,
          )
        }
      const held = await everything.selectFrom('measure').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      assert.deepEqual(
        [held.state, held.version, held.round, held.isOver],
        [model.state, model.version, model.round, ends.includes(model.state)],
      )
    }),
    { numRuns: 60, examples: [[wholeWay()], [afterAFault()]] },
  )
  console.log(
    `${taken} steps taken, ${refused} refused, ${reached.size} of ${Object.keys(follows).length - 1} states reached`,
  )
  assert.equal(reached.size, Object.keys(follows).length - 1)
  assert.ok(refused > 100 && taken > 100)
})

/** From the referral to the end, with every partner’s word, and a refusal on another. */
function wholeWay(): Act[] {
  const step = (code: string, who: Practitioner): Act => ({ is: 'step', code, by: who, wrong: 'nothing' })
  const confirm: Act = { is: 'confirm', by: officer }
  return [
    ...[step('test', adviser), step('sign', officer), step('second-sign', adviser)],
    ...[step('approve', adviser), step('consult', adviser), step('approve', adviser)],
    ...[step('fit', adviser), step('inspect', adviser), step('inspect', officer), step('mark', adviser)],
    ...[step('install', adviser), confirm, step('install', adviser), confirm, step('install', adviser)],
    ...[
      step('renew', adviser),
      step('install', adviser),
      confirm,
      confirm,
      step('install', adviser),
      step('leave', officer),
    ],
    ...[step('close', officer), confirm, confirm, step('close', officer), step('test', adviser)],
  ]
}

/** It does not hold after all partners marked it, and they move: it is not ended as if nobody had a mark, and the mark comes off first. */
function afterAFault(): Act[] {
  const step = (code: string, who: Practitioner): Act => ({ is: 'step', code, by: who, wrong: 'nothing' })
  const confirm: Act = { is: 'confirm', by: officer }
  return [
    ...[step('leave', adviser), step('test', adviser), step('sign', officer), step('consult', officer)],
    ...[step('second-sign', adviser), step('approve', adviser), step('leave', adviser), step('fit', adviser)],
    ...[step('leave', adviser), step('inspect', officer), step('mark', adviser), confirm, confirm],
    ...[step('install', adviser), step('fail', officer), step('refuse', adviser), step('leave', adviser)],
    ...[step('close', adviser), confirm, confirm, step('close', adviser)],
  ]
}
