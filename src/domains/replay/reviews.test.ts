import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { allRules } from '../../all-rules.ts'
import { defaultPolicy } from '../../local-policy/values.ts'
import { englandAndWales } from '../../rules/calendar.ts'
import { type Replayed, replayFile } from './index.ts'

const folder = path.join(import.meta.dirname, 'reviews')
const terms = { rules: allRules, policy: defaultPolicy, calendar: englandAndWales }
const bytesOf = (slug: string) => readFileSync(path.join(folder, `${slug}.json`))
const replayed = (slug: string, day0: string | null = null): Replayed => {
  const result = replayFile({ name: slug, bytes: bytesOf(slug) }, () => day0, terms)
  assert.ok('duties' in result)
  return result
}

/** A duty that a sentence asks for: its code, the event that asks, and the day, or the first day that it may be. */
type Wanted = [code: string, because: number, day: string]
/** Each sentence of each file: the duties that it asks for, or why the events cannot carry it. */
const mapping: Record<string, [sentence: string, wanted: Wanted[] | string][]> = {
  'bedfordshire-2022-dvpo': [
    ['DVPO breach: immediate duty, power of arrest, court within 24 hours', [['ORDER_BREACH', 1, '2022-05-01']]],
    ['Order visible to whoever takes the call', [['ORDER_VISIBLE', 0, 'unknown']]],
    ['Suicide-risk prompt for victim', [['SUICIDE_RISK', 2, '2022-05-01']]],
  ],
  'cambridgeshire-2019': [
    [
      'Threat to kill is a critical answer: prompt for professional-judgement high',
      [['CRITICAL_ANSWER', 1, '2019-08-07']],
    ],
    ['Same-day safety plan for medium + threat to kill', [['PLAN_REVIEW', 1, '2019-08-07']]],
  ],
  'dorset-2018': [
    [
      'Failed contact attempts must escalate (other route, other agency) within a set time',
      [['CONTACT_ESCALATION', 3, '2018-05-01']],
    ],
    [
      'Any agency contact with a MARAC-flagged victim while contact is outstanding raises a task',
      [
        ['CONTACT_CHANCE', 5, '2018-06-01'],
        ['CONTACT_CHANCE', 6, '2018-06-01'],
      ],
    ],
    ['Health disclosure of repeated assault re-grades from standard', [['RISK_REVIEW', 2, '2018-05-01']]],
  ],
  'essex-2008': [
    [
      'Release from custody is a trigger: risk re-assessment, safety plan review, victim told BEFORE release',
      [
        ['RISK_REVIEW', 3, '2008-10-01'],
        ['PLAN_REVIEW', 3, '2008-10-01'],
        ['RELEASE', 3, '2008-10-01'],
      ],
    ],
    [
      'Conviction on time-served = same-day release: event must fire without a planned release date',
      [['RELEASE', 3, '2008-10-01']],
    ],
    [
      'New report by same suspect against same victim (11 Dec) = repeat, urgent',
      [['REPEAT_INCIDENT', 4, '2008-12-11']],
    ],
    ['Serial/previous-homicide marker on the perpetrator', [['PERPETRATOR_HISTORY', 0, '2008-07-01']]],
  ],
  'hertfordshire-2016': [
    ['Bail address incompatible with conditions (same street)', [['BAIL_ADDRESS_CHECK', 1, '2016-06-01']]],
    [
      'Bail breach: urgent duty to act and to tell the victim',
      [
        ['BREACH_RESPONSE', 2, '2016-06-03'],
        ['RISK_REVIEW', 2, '2016-06-01'],
      ],
    ],
    ['High risk: MARAC/IDVA clocks from D0', [['CONFERENCE_REFERRAL', 0, '2016-06-01']]],
    [
      'Re-bail: tell the victim the new date and conditions within 1 working day; re-assess',
      [
        ['BAIL_CONDITIONS_CHANGED', 3, '2016-06-19'],
        ['RISK_REVIEW', 3, '2016-06-01'],
      ],
    ],
  ],
  'humberside-2023': [['none found by the reviewers', 'The control: nothing is to be missed']],
  'norfolk-2019-firearms': [
    ['Firearms check and licensing notification on every domestic incident', [['FIREARMS_CHECK', 1, '2019-01-01']]],
  ],
  'northumbria-2021-22': [
    [
      'Repeat-incident escalation: 2nd, 3rd and 4th incident inside 12 months each need a fresh risk assessment',
      [
        ['REPEAT_INCIDENT', 2, '2021-12-09'],
        ['REPEAT_INCIDENT', 5, '2021-12-15'],
        ['REPEAT_INCIDENT', 8, '2021-12-21'],
        ['RISK_ASSESSMENT', 8, '2021-12-03'],
      ],
    ],
    [
      'MARAC referral received: research/list/IDVA-contact clocks from 21 Dec 2021',
      [
        ['CONFERENCE_RESEARCH', 7, '2021-12-21'],
        ['ADVISER_CONTACT', 7, '2021-12-21'],
      ],
    ],
    ['Unallocated crime on a MARAC case must raise an owner alarm', [['UNALLOCATED', 8, '2021-12-22']]],
    [
      'Victim to be told of each decision not to proceed (1 working day, enhanced entitlement)',
      [
        ['POLICE_NFA', 1, '2021-12-03'],
        ['POLICE_NFA', 4, '2021-12-09'],
        ['POLICE_NFA', 6, '2021-12-15'],
      ],
    ],
  ],
  'surrey-hampshire-2012': [
    [
      'MARAC repeat = further incident within 12 months',
      'The file has one incident event with no day: nothing tells a second from a first',
    ],
    ['Non-resident victim/perpetrator: notify home area', [['CASE_TRANSFER', 1, 'unknown']]],
    ['Safeguarding adult concern in parallel', 'No event tells of care needs, or of an adult at risk'],
  ],
  'west-yorkshire-2019': [
    [
      'Link reports about one suspect by different callers and forces',
      [
        ['PATTERN_REVIEW', 6, '2019-09-07'],
        ['PATTERN_REVIEW', 7, '2019-09-07'],
        ['CASE_TRANSFER', 0, '2019-08-16'],
      ],
    ],
    [
      'Re-assess risk on 7 and 9 Sep (new incidents while DASH of 19 Aug stands)',
      [
        ['RISK_REVIEW', 6, '2019-09-07'],
        ['RISK_REVIEW', 7, '2019-09-07'],
        ['REPEAT_INCIDENT', 6, '2019-09-07'],
        ['REPEAT_INCIDENT', 7, '2019-09-09'],
      ],
    ],
    [
      'Victim update owed: contact attempts by the victim must not be the only contact',
      [['VICTIM_UPDATE', 5, '2019-08-20']],
    ],
    [
      'Stalking pattern: threats + street harassment + counter-allegations',
      [
        ['PATTERN_REVIEW', 6, '2019-09-07'],
        ['COUNTER_ALLEGATION', 4, '2019-08-21'],
      ],
    ],
  ],
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const slug = path.basename(file, '.json')
  const { missed_duties: sentences } = JSON.parse(bytesOf(slug).toString()) as { missed_duties: string[] }
  describe(slug, () => {
    test('every missed duty of the file is in the table', () => {
      assert.deepEqual(
        mapping[slug]?.map(([sentence]) => sentence),
        sentences,
      )
    })
    for (const [sentence, wanted] of mapping[slug] ?? [])
      test(`${sentence}${typeof wanted === 'string' ? `: not raised. ${wanted}` : ''}`, () => {
        if (typeof wanted === 'string') return assert.ok(wanted.length > 0)
        const { duties } = replayed(slug)
        for (const [code, because, day] of wanted) {
          const found = duties.find((duty) => duty.code === code && duty.reasons.includes(because))
          assert.ok(found, `${code} because of event ${because}`)
          assert.equal(found.raisedOn ?? found.raisedBetween?.[0] ?? 'unknown', day)
        }
      })
  })
}

test('in the control nothing comes out as not recorded, and no stretch as empty', () => {
  const { duties, gaps } = replayed('humberside-2023')
  assert.deepEqual(
    duties.filter(({ state }) => state === 'not_recorded'),
    [],
  )
  assert.deepEqual(gaps, [])
  for (const day of ['2023-04-01', '2023-04-06', '2023-04-30'])
    assert.ok(replayed('humberside-2023', day).duties.every(({ state }) => state !== 'not_recorded'))
})

/** All that comes out as not recorded, each read against its account, so that a new rule cannot raise noise unseen. */
const notRecorded: Record<string, string[]> = {
  // The death came on the day of the breach: every clock was still running, or its day is not known.
  'bedfordshire-2022-dvpo': [],
  'cambridgeshire-2019': ['PLAN_REVIEW 0', 'CRITICAL_ANSWER 1'],
  'dorset-2018': ['PLAN_REVIEW 0', 'CONTACT_ESCALATION 3'],
  // The reviewers found no rigorous assessment and nothing after the release; the file tells of nobody who told her.
  'essex-2008': [
    ...['RISK_ASSESSMENT 0', 'PERPETRATOR_HISTORY 0', 'BAIL_HEARING_OUTCOME 1', 'TRIAL_OUTCOME 2', 'RISK_REVIEW 2'],
    ...['PLAN_REVIEW 2', 'SENTENCE 2', 'RELEASE 3', 'MANAGEMENT_PLAN 3', 'REPEAT_INCIDENT 4'],
  ],
  // The re-bail of the last day but one was still to be told when both died.
  'hertfordshire-2016': [
    ...['CONFERENCE_REFERRAL 0', 'ARREST 0', 'PERPETRATOR_HISTORY 0', 'RELEASED_ON_BAIL 1', 'BAIL_ADDRESS_CHECK 1'],
    ...['RISK_REVIEW 1', 'PLAN_REVIEW 1', 'BREACH_RESPONSE 2'],
  ],
  'humberside-2023': [],
  'norfolk-2019-firearms': ['FIREARMS_CHECK 1'],
  // The three closures have no certain day: what they ask for stays running. The crime of 21 December has one.
  'northumbria-2021-22': [
    ...['RISK_ASSESSMENT 0', 'PLAN_REVIEW 0', 'REPEAT_INCIDENT 2', 'PATTERN_REVIEW 2', 'REPEAT_INCIDENT 5'],
    ...['CONFERENCE_RESEARCH 7', 'ADVISER_CONTACT 7', 'REPEAT_INCIDENT 8', 'UNALLOCATED 8', 'SUSPECT_NOT_SPOKEN_TO 8'],
  ],
  // No event but the death has a day of its own, and the death ends the file.
  'surrey-hampshire-2012': [],
  'west-yorkshire-2019': [
    ...['PLAN_REVIEW 0', 'CASE_TRANSFER 0', 'COUNTER_ALLEGATION 4', 'RISK_REVIEW 6', 'REPEAT_INCIDENT 6'],
    ...['ESCALATION 6', 'PATTERN_REVIEW 6', 'REPEAT_INCIDENT 7'],
  ],
}
test('the list of what is not recorded is pinned for each of the ten files', () =>
  assert.deepEqual(Object.keys(notRecorded).sort(), Object.keys(mapping).sort()))
for (const [slug, expected] of Object.entries(notRecorded))
  test(`${slug}: no more is called unrecorded than a careful reader would`, () => {
    const found = replayed(slug).duties.filter(({ state }) => state === 'not_recorded')
    assert.deepEqual(
      found.map(({ code, because }) => `${code} ${because}`),
      expected,
    )
  })

test('what hangs on words is never certain, and quotes them', () => {
  for (const slug of Object.keys(mapping))
    for (const duty of replayed(slug).duties) if (duty.quotes.length > 0) assert.equal(duty.certain, false)
  const [firearms] = replayed('norfolk-2019-firearms').duties.filter(({ code }) => code === 'FIREARMS_CHECK')
  assert.deepEqual(firearms?.quotes, ['firearms'])
})

test('hertfordshire: with day 0 not told, spans are certain and days are not; with it told, days are too', () => {
  const find = (result: Replayed, code: string) => result.duties.find((duty) => duty.code === code)
  const unknown = find(replayed('hertfordshire-2016'), 'ARREST')
  assert.deepEqual([unknown?.state, unknown?.dueAt], ['not_recorded', null])
  assert.deepEqual(unknown?.between, ['2016-06-02T23:59:59+01:00', '2016-07-01T23:59:59+01:00'])
  const told = find(replayed('hertfordshire-2016', '2016-06-03'), 'ARREST')
  assert.deepEqual(
    [told?.raisedOn, told?.dueAt, told?.why.title],
    ['2016-06-03', '2016-06-06T23:59:59+01:00', "Victims' Code of 2015: enhanced entitlements"],
  )
})

test('a review stands because of what first asked for it, and its reasons begin there', () => {
  for (const slug of Object.keys(mapping))
    for (const { because, reasons } of replayed(slug).duties) assert.equal(reasons[0], because)
})

test('northumbria: the crime of 21 December is nobody’s until the death is told', () => {
  const { gaps } = replayed('northumbria-2021-22')
  assert.deepEqual(
    gaps.find(({ code }) => code === 'UNALLOCATED'),
    { code: 'UNALLOCATED', from: '2021-12-21', to: '2022-01-20', because: 8 },
  )
})

test('every code that a replay gives stands in the rulebook, and the file’s name decides nothing', () => {
  const codes = new Set(allRules.map(({ code }) => code))
  for (const slug of Object.keys(mapping)) {
    const { duties } = replayed(slug)
    for (const { code } of duties) assert.ok(codes.has(code), code)
    const renamed = replayFile({ name: 'other.json', bytes: bytesOf(slug) }, () => null, terms)
    assert.ok('duties' in renamed)
    assert.deepEqual(renamed.duties, duties)
  }
})
