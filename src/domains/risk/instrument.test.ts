import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ownInstrument } from './instruments/index.ts'
import { answerField, commentField, countOf, signsIn, talkIn } from './model/answers.ts'
import { answerKinds, type Instrument, itemsOf, questionsOf, readInstrument, signs } from './model/instrument.ts'

const question = (id: string, more: object = {}) => ({ id, kind: 'yes or no', text: `Question ${id}?`, ...more })
const file = (change: object = {}, items: object[] = [question('one')]) =>
  JSON.stringify({
    ...{ format: 'waymark-instrument', version: 1, code: 'a-list', edition: '1', title: 'A list', owner: 'Somebody' },
    ...{ language: 'en', counts: 'nothing', sections: [{ title: 'Now', items }] },
    ...change,
  })
const read = (text: string): Instrument => {
  const found = readInstrument(text)
  assert.ok('instrument' in found, JSON.stringify(found))
  return found.instrument
}
const problems = (text: string): string[] => {
  const found = readInstrument(text)
  return 'problems' in found ? found.problems : []
}
const twentyFour = Array.from({ length: 24 }, (_, index) => question(`q${index + 1}`))

describe('a file of questions is checked before anybody is asked (RULES 4.2)', () => {
  test('each thing to put right is said with its place, counted as a person counts', () => {
    for (const [text, wanted] of [
      ['no json', /^The file is not JSON/],
      ['[]', /The file/],
      [file({ version: 2 }), /^version: is not 1$/],
      [
        file({}, [question('one'), { ...question('two'), kind: 'maybe' }]),
        /^sections 1 items 2 kind: is "yes or no" or/,
      ],
      [file({}, [{ ...question('one'), text: ' ' }]), /^sections 1 items 1 text: is empty$/],
      [file({}, [question('one'), question('one')]), /^The id "one" stands there twice$/],
      [
        file({}, [question('one', { opens: { on: ['often'], items: [question('more')] } })]),
        /^one: "often" is no answer/,
      ],
      [file({ counts: 'yes answers' }), /it has 1$/],
      [file({ extra: 1 }), /The file: .*extra/],
    ] as const)
      assert.match(problems(text)[0] ?? '', wanted, text)
  })

  test('whatever the file holds, it is read or refused in words, never a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const found = readInstrument(text)
        return 'instrument' in found || (found.problems.length > 0 && found.problems.length <= 20)
      }),
      { numRuns: 2000 },
    )
  })

  test('Waymark’s own is in words of its own, counts nothing, and asks for each thing that the rules look for', () => {
    assert.equal(ownInstrument.counts, 'nothing')
    assert.ok(itemsOf(ownInstrument).length >= 24)
    for (const sign of signs)
      assert.ok(
        questionsOf(ownInstrument).some((each) => each.sign === sign),
        sign,
      )
  })
})

describe('what was answered', () => {
  const about = { asked: 'the person', alone: 'yes' }
  const said = (instrument: Instrument, typed: Record<string, string>) => {
    const issues: string[] = []
    const assessed = talkIn(instrument, { ...about, ...typed }, (field, message) => issues.push(`${field}: ${message}`))
    return { assessed, issues }
  }

  test('what was left empty was not asked, and is not kept as an answer', () => {
    const list = read(file({}, [question('one'), question('two')]))
    const { assessed, issues } = said(list, { [answerField('one')]: 'not said', [commentField('two')]: 'Looked away' })
    assert.deepEqual(issues, [])
    assert.deepEqual(assessed.answers, {
      one: { answer: 'not said' },
      two: { answer: 'not asked', comment: 'Looked away' },
    })
  })

  test('a question that follows counts only where the one before it opened it', () => {
    const follows = [question('one', { opens: { on: ['yes'], items: [question('more', { sign: 'firearm' })] } })]
    const list = read(file({}, follows))
    for (const [first, isKept] of [
      ['yes', true],
      ['no', false],
      ['not known', false],
    ] as const) {
      const { assessed } = said(list, { [answerField('one')]: first, [answerField('more')]: 'yes' })
      assert.equal('more' in assessed.answers, isKept, first)
      assert.deepEqual(signsIn(list, assessed.answers), isKept ? { firearm: true } : {})
    }
  })

  test('an answer of another kind of question is none, and nothing answered is no assessment', () => {
    const list = read(file({}, [question('one'), { ...question('two'), kind: 'how often' }]))
    assert.deepEqual(said(list, { [answerField('one')]: 'often' }).issues, [`a-one: Select one of the answers`])
    assert.deepEqual(said(list, {}).issues, ['a-one: Answer one question or more'])
  })

  test('only the 24 questions count, only their own "yes", and never those of two', () => {
    const counted = read(file({ counts: 'yes answers' }, twentyFour))
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...answerKinds['yes or no']), { minLength: 24, maxLength: 24 }), (given) => {
        const typed = Object.fromEntries(given.map((answer, index) => [answerField(`q${index + 1}`), answer]))
        return (
          countOf(counted, said(counted, typed).assessed.answers) === given.filter((answer) => answer === 'yes').length
        )
      }),
    )
    const plain = read(file({}, twentyFour))
    assert.equal(countOf(plain, said(plain, { [answerField('q1')]: 'yes' }).assessed.answers), null)
  })

  test('a sign is one whatever the words: yes, or as seldom as "occasionally"', () => {
    const list = read(file({}, [{ ...question('one', { sign: 'strangled' }), kind: 'how often' }]))
    for (const [answer, isSign] of [
      ['never', false],
      ['occasionally', true],
      ['all the time', true],
      ['not known', false],
    ] as const)
      assert.equal(
        signsIn(list, said(list, { [answerField('one')]: answer }).assessed.answers).strangled ?? false,
        isSign,
        answer,
      )
  })
})
