import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { allRules } from '../../all-rules.ts'
import { defaultPolicy } from '../../local-policy/values.ts'
import { englandAndWales } from '../../rules/calendar.ts'
import { type Replayed, type ReplayedDuty, replayFile } from './index.ts'

const folder = path.join(import.meta.dirname, 'fixtures')
const terms = { rules: allRules, policy: defaultPolicy, calendar: englandAndWales }
const state = z.enum(['met', 'open', 'not_recorded', 'superseded'])
const wantedSchema = z.tuple([z.string(), z.int(), z.string(), state, z.string()]).rest(z.int())
const answerSchema = z.object({ title: z.string(), expected: z.array(wantedSchema), never: z.array(z.string()) })
type Wanted = z.infer<typeof wantedSchema>

const replayed = (bytes: Uint8Array): Replayed => {
  const result = replayFile({ name: 'x', bytes }, () => null, terms)
  assert.ok('duties' in result, JSON.stringify(result))
  return result
}
const day = (time: string | null | undefined) => time?.slice(0, 10) ?? ''
const dueOf = ({ dueAt, between }: ReplayedDuty): string => {
  if (dueAt) return day(dueAt)
  if (!between) return 'none'
  return day(between[0]) === day(between[1]) ? day(between[0]) : `${day(between[0])}..${day(between[1])}`
}
const isWanted =
  ([code, because, holder, as, due, metBy]: Wanted) =>
  (duty: ReplayedDuty): boolean =>
    duty.code === code &&
    duty.because === because &&
    duty.holder === holder &&
    duty.state === as &&
    (due === '-' || dueOf(duty) === due) &&
    (metBy === undefined || duty.metBy === metBy)

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const bytes = readFileSync(path.join(folder, file))
  const { title, expected, never } = answerSchema.parse(JSON.parse(bytes.toString()))
  describe(title, () => {
    const { duties, gaps } = replayed(bytes)
    const seen = duties.map((duty) => `${duty.code} ${duty.because} ${duty.holder} ${duty.state} ${dueOf(duty)}`)

    for (const wanted of expected)
      test(`event ${wanted[1]} asks for ${wanted[0]}: ${wanted[3].replace('_', ' ')}`, () =>
        assert.ok(duties.some(isWanted(wanted)), `${wanted.join(' ')}\n${seen.join('\n')}`))

    test('no more is called unrecorded than a careful reader would, and nothing that was denied comes out', () => {
      const unexpected = duties.filter(
        ({ code, because, state: as }) =>
          as === 'not_recorded' && !expected.some((wanted) => wanted[0] === code && wanted[1] === because),
      )
      assert.deepEqual(
        unexpected.map(({ code, because }) => `${code} ${because}`),
        [],
      )
      assert.deepEqual(
        never.filter((code) => duties.some((duty) => duty.code === code)),
        [],
      )
    })

    test('what hangs on words says so and quotes them, and each gap is a stretch of the file', () => {
      for (const { quotes, certain } of duties) assert.ok(quotes.length === 0 || !certain)
      for (const { from, to } of gaps) assert.ok(from === null || to === null || from < to)
    })
  })
}

test('four alerts before the end of one order ask for one thing, once', () => {
  const { duties } = replayed(readFileSync(path.join(folder, 'order-lapses.json')))
  assert.equal(duties.filter(({ code }) => code === 'ORDER_EXPIRY').length, 1)
})

test('when police and an adviser go together, the adviser has been in touch; when police go alone, not', () => {
  const stateAfter = (by: string) =>
    replayed(events([one({ type: 'marac_referral' }), one({ type: 'contact', by, what: 'They meet the victim.' })]))
      .duties.filter(({ code }) => code === 'ADVISER_CONTACT')
      .map((duty) => duty.state)
  assert.deepEqual([stateAfter('police and IDVA'), stateAfter('police')], [['met'], ['open']])
})

test('in the second control nothing is unrecorded, and no stretch is empty', () => {
  const { duties, gaps } = replayed(readFileSync(path.join(folder, 'well-done.json')))
  assert.deepEqual(
    duties.filter(({ state: as }) => as !== 'met'),
    [],
  )
  assert.deepEqual(gaps, [])
})

const events = (list: object[]) => new TextEncoder().encode(JSON.stringify({ events: list }))
const one = (change: object = {}) => ({ date: '2026-03-02', precision: 'day', type: 'arrest', by: 'police', ...change })

test('no events, one event and five hundred are each replayed; letters of any language do no harm', () => {
  assert.deepEqual(replayed(events([])).duties, [])
  assert.match(replayed(events([])).notes.join(' '), /no events/)
  assert.deepEqual(
    replayed(events([one()])).duties.map(({ code, state: as, dueAt }) => [code, as, dueAt]),
    [['ARREST', 'open', '2026-03-03T23:59:59+00:00']],
  )
  const many = Array.from({ length: 500 }, (_, index) => one({ type: index % 2 ? 'arrest' : 'contact' }))
  assert.equal(replayed(events(many)).duties.filter(({ code }) => code === 'ARREST').length, 250)
  const names = {
    type: 'incident',
    by: 'sąsiadka Żółć',
    what: 'أخت، Zoë’s naïve coöperation: he strangled Zoë — “我”. Şahin hat kein gun.',
  }
  assert.deepEqual(
    replayed(events([one(names)]))
      .duties.filter(({ code }) => code === 'CRITICAL_ANSWER')
      .map(({ quotes }) => quotes),
    [['strangled']],
  )
})
