import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allRules } from './all-rules.ts'
import { defaultPolicy } from './local-policy/values.ts'
import { englandAndWales } from './rules/calendar.ts'
import { instantOf, londonTime } from './rules/days.ts'
import { type Due, deadline } from './rules/deadline.ts'
import { derive } from './rules/derive.ts'
import { type Details, type Entry, exactly } from './rules/entry.ts'
import type { Facts } from './rules/facts.ts'
import type { Clock, Example, Rule } from './rules/rule.ts'

const shown = (due: Due) => (due && 'at' in due ? londonTime(due.at).slice(0, 19) : JSON.stringify(due))
const factsOf = ({ grade }: Example): Facts => ({
  gradeAt: () => grade ?? null,
  isEnhancedAt: () => true,
  ownerOf: (role) => role,
  personAt: (body) => body,
  recorderOf: () => 'recorder',
  toBeTold: [],
  postSeparationUntil: null,
})

const dutiesOf = (rule: Rule, type: Entry['type'], example: Example) => {
  const happened = exactly(instantOf(example.happened))
  const days = example.named && { hearingOn: example.named, endsOn: example.named, releaseOn: example.named }
  const details: Details = { ...days, ...(example.startsOn && { startsOn: example.startsOn }) }
  const receivedAt = example.received ? exactly(instantOf(example.received)) : null
  const times = { happenedAt: happened, knownAt: happened, enteredAt: happened, receivedAt }
  const entry: Entry = {
    id: 'e',
    factId: 'f',
    position: 1,
    relation: 'starts',
    type,
    by: 'police',
    what: null,
    details,
    ...times,
  }
  const { when: _, ...always } = rule
  const question = { history: [entry], facts: factsOf(example), rules: [always], policy: defaultPolicy }
  return derive({ ...question, calendar: englandAndWales })
}

/** For a rule that answers to another duty or to a correction: its clock alone, from when it comes up. */
const alone = (clock: Clock | undefined, example: Example) => {
  const at = exactly(instantOf(example.happened))
  const moments = { happened: at, known: at, received: at, entered: at, date: at, raised: at }
  const terms = { calendar: englandAndWales, policy: defaultPolicy, grade: null, isEnhanced: true, isSeparated: false }
  return clock && shown(deadline(clock, moments, terms))
}

for (const rule of allRules)
  describe(`${rule.id}, ${rule.version}`, () => {
    test('names the document it comes from, and the days on which it holds', () => {
      assert.notEqual(rule.source.section, '')
      assert.match(rule.source.url, /^https:/)
      assert.ok(rule.inForce.to === null || rule.inForce.from < rule.inForce.to)
    })
    test('says who must do what by when', () => {
      assert.match(rule.task, /^[A-Z].{15,}[^.]$/)
      assert.ok(rule.clocks.statutory || rule.clocks.safety)
      assert.notEqual(rule.metBy.types.length, 0)
    })
    test('has two worked examples or more', () => assert.ok(rule.examples.length >= 2))
    for (const example of rule.examples)
      for (const type of rule.on)
        test(`${type}: ${example.because}${example.grade ? ` (${example.grade})` : ''}`, () => {
          const duties = dutiesOf(rule, type, example)
          const [duty] = duties
          assert.ok(duty)
          if (example.raised) assert.deepEqual(raisedIn(rule, example), example.raised)
          if (example.statutoryDue) assert.equal(shown(duty.statutoryDue), example.statutoryDue)
          if (example.safetyDue) assert.equal(shown(duty.safetyDue), example.safetyDue)
        })
    if (rule.on.length === 0)
      for (const example of rule.examples)
        test(example.because, () => assert.equal(alone(rule.clocks.safety, example), example.safetyDue))
  })

/** Each alert on its own, as when every review is done before the next alert comes. */
const raisedIn = (rule: Rule, example: Example) => {
  const { absorbs: _, ...separate } = rule
  const [type] = rule.on
  assert.ok(type)
  return dutiesOf(separate, type, example).map(({ raisedAt }) => londonTime(raisedAt.latest).slice(0, 19))
}

test('no version of a rule stands twice', () => {
  assert.equal(new Set(allRules.map((rule) => `${rule.id} ${rule.version}`)).size, allRules.length)
})

test('rules survive being written down: they are values, not code', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(allRules)), allRules)
})

const required = `ARREST INTERVIEW_UNDER_CAUTION RELEASED_NO_CHARGE RELEASED_ON_BAIL RELEASED_UNDER_INVESTIGATION
  BAIL_CONDITIONS_CHANGED BAIL_CANCELLED NOT_INVESTIGATED CHARGED OUT_OF_COURT_DISPOSAL POLICE_NFA CPS_NO_CHARGE CPS_POST_CHARGE
  FIRST_HEARING HEARING_LISTED BAIL_HEARING_OUTCOME WARRANT WITNESS_REQUIRED SPECIAL_MEASURES_RESULT TRIAL_OUTCOME SENTENCE APPEAL
  SUPPORT_REFERRAL WRITTEN_CONFIRMATION VICTIM_CONTACT_SCHEME VICTIM_NOTIFICATION_SCHEME RELEASE ESCAPE CHASE_RESULT
  ARREST_FOR_BREACH BREACH_NOT_PUT_BEFORE_COURT RISK_REVIEW PLAN_REVIEW RISK_ASSESSMENT OWNER_MISSING UNALLOCATED REPEAT_INCIDENT
  ESCALATION CONFERENCE_REFERRAL CONFERENCE_RESEARCH CHILD_SAFEGUARDING BREACH_RESPONSE ORDER_BREACH SUSPECT_NOT_SPOKEN_TO
  GRADE_LOWERED_UNREVIEWED PATTERN_REVIEW CASE_TRANSFER FIREARMS_CHECK DEFERRED_URGENT COUNTER_ALLEGATION`.split(/\s+/)

test('every duty of the Code, and every other that a review has asked for, stands in the rulebook (INV-20)', () => {
  const codes = new Set(allRules.map(({ code }) => code))
  assert.deepEqual(
    required.filter((code) => !codes.has(code)),
    [],
  )
})

test('one version follows another with no day between and no day twice', () => {
  for (const [id, versions] of Map.groupBy(allRules, (rule) => rule.id))
    for (const [index, { inForce }] of versions.entries()) {
      const next = versions[index + 1]
      if (!next) continue
      assert.ok(inForce.to, `${id}: an earlier version ends`)
      const dayAfter = new Date(Date.parse(inForce.to) + 86_400_000).toISOString().slice(0, 10)
      assert.equal(next.inForce.from, dayAfter, id)
    }
})

test('no later version gives longer to protect than the one before, unless it says who agreed', () => {
  const seconds = (clock: Clock | undefined) => {
    const due = clock && alone(clock, { because: '', happened: '2026-12-16T12:00' })
    return due ? Date.parse(due) : Number.POSITIVE_INFINITY
  }
  for (const [id, versions] of Map.groupBy(allRules, (rule) => rule.id))
    for (const [index, { clocks, lengthens }] of versions.entries()) {
      const before = versions[index - 1]
      if (!before || lengthens) continue
      assert.ok(seconds(clocks.statutory) <= seconds(before.clocks.statutory), id)
      assert.ok(seconds(clocks.safety) <= seconds(before.clocks.safety), id)
    }
})

test('who holds a telling follows the stage: police before charge, the CPS when it stops a charge (DC-02, DC-03)', () => {
  const holderOf = (code: string) => new Set(allRules.filter((rule) => rule.code === code).map(({ holder }) => holder))
  assert.deepEqual([...holderOf('CPS_NO_CHARGE')], ['police'])
  assert.deepEqual([...holderOf('CPS_POST_CHARGE')], ['cps'])
  assert.deepEqual([...holderOf('BAIL_HEARING_OUTCOME')], ['wcu'])
})
