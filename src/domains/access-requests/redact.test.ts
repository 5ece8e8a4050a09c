import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { clock, dueOn, dueWhenExtended, earliestOn } from './model/clock.ts'
import { linesOf } from './model/lines.ts'
import { redactor } from './model/redact.ts'

const nobody = { names: [], own: [], sealed: [], words: [] }
const hide = (text: string, change: Partial<Parameters<typeof redactor>[0]>) => redactor({ ...nobody, ...change })(text)

describe('what must not leave is taken out of each text (INV-01, INV-07; S-25)', () => {
  test('names of others go, in whole and in part, however they are written; the name of who asks stays', () => {
    const others = { names: ['Hawk  Fabricáto', 'Łucja Zmyślona'], own: ['Ash Fabricáto'] }
    assert.equal(
      hide('HAWK FABRICATO came. Hawk’s car. lucja rang Ash; Łucji no. Hawkins is a shop.', others),
      '[somebody else] came. [somebody else]’s car. [somebody else] rang Ash; Łucji no. Hawkins is a shop.',
    )
    assert.equal(hide('Ash Fabricato said', others), 'Ash Fabricato said')
  })

  test('numbers, e-mail addresses, postcodes and houses go, whoever’s they are', () => {
    const text =
      'Ring 07700 900123 or +44 (0)113 496 0000, write a.b@example.test, at 12b Hollow Lane, ZZ1 1ZZ. Aged 34, on 3 May.'
    const out = hide(text, {})
    assert.equal(
      out,
      'Ring [taken out] or [taken out], write [taken out], at [taken out], [taken out]. Aged 34, on 3 May.',
    )
  })

  test('sealed values go wherever they stand, also a part of an address, and so do the words that were typed', () => {
    const sealed = ['The Old Mill, Northwold', 'bluebell']
    assert.equal(
      hide('She is at the old  mill. Word: Bluebell. Works at Fakewell Ltd.', { sealed, words: ['Fakewell'] }),
      'She is at [taken out]. Word: [taken out]. Works at [taken out] Ltd.',
    )
  })

  const name = fc.stringMatching(/^[A-ZŁØ][a-zéłøß]{2,8}$/)
  test('no name of anybody else is left in any text, and nothing else is touched', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, {
          minLength: 4,
          maxLength: 4,
          selector: (each) =>
            each
              .toLowerCase()
              .normalize('NFD')
              .replace(/\p{M}/gu, '')
              .replace(/ł/g, 'l')
              .replace(/ø/g, 'o')
              .replace(/ß/g, 'ss'),
        }),
        fc.array(fc.constantFrom(0, 1, 2, 3), { maxLength: 12 }),
        fc.boolean(),
        (names, order, isUpper) => {
          const [first = '', last = '', own = ''] = names
          const said = order.map((at) => (isUpper ? names[at]?.toUpperCase() : names[at])).join(' ')
          const out = redactor({ ...nobody, names: [`${first} ${last}`], own: [own] })(said)
          const kept = order.filter((at) => at > 1).map((at) => (isUpper ? names[at]?.toUpperCase() : names[at]))
          assert.equal(
            out.replaceAll('[somebody else]', '').split(/\s+/).filter(Boolean).join(' '),
            kept.join(' '),
            said,
          )
        },
      ),
      { numRuns: 100 },
    )
  })

  test('no sealed value is left, wherever it stands in a text', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9.+*()[\] -]{4,30}$/).filter((value) => value.trim().length >= 4),
        fc.string(),
        fc.string(),
        (sealed, before, after) => {
          const out = hide(`${before}|${sealed}|${after}`, { sealed: [sealed] })
          const [left = '', right = ''] = [before, after].map((each) => hide(each, { sealed: [sealed] }))
          assert.equal(
            out.toLowerCase().includes(sealed.trim().toLowerCase()) &&
              !`${left}${right}`.toLowerCase().includes(sealed.trim().toLowerCase()),
            false,
            out,
          )
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('what may be given at all is an allow-list (INV-01, INV-02)', () => {
  const rows = [
    'person',
    'note',
    'entry',
    'level',
    'account',
    'barrier',
    'referral',
    'sharing',
    'telling',
    'measure',
    'plan',
    'route',
  ]
  const fields = {
    type: 'incidents.recorded',
    what: 'x',
    said: 'x',
    name: 'x',
    value: 'x',
    level: 'high',
    text: 'x',
    content: 'x',
    reason: 'x',
    why: 'x',
  }
  const held = rows.map((kind) => ({ kind, id: kind, at: new Date('2027-05-03T12:00:00Z'), fields }))

  test('whoever is not known to be safe is given only what was done to their face, whatever is held', () => {
    assert.deepEqual(linesOf(held, 'limited'), [])
    const measure = {
      kind: 'measure',
      id: 'm',
      at: new Date('2027-05-03T12:00:00Z'),
      fields: { type: 'justice.charged', condition: null, until: null, what: 'She said' },
    }
    assert.deepEqual(
      linesOf([...held, measure], 'limited').map(({ text }) => text),
      ['What: Suspect charged'],
    )
  })

  test('a kind of record and a field that nobody allowed are in no pack', () => {
    const lines = linesOf(held, 'harmed')
    assert.deepEqual(lines.map(({ key }) => key.split('-')[0]).toSorted(), [
      'account',
      'barrier',
      'entry',
      'level',
      'note',
      'person',
      'referral',
      'sharing',
      'telling',
    ])
    assert.ok(lines.every(({ text }) => !text.includes('value')))
  })

  test('one thing in two cases of one suspect is one line: the count of lines tells of no second person', () => {
    const measure = (id: string) => ({
      kind: 'measure',
      id,
      at: new Date('2027-05-03T12:00:00Z'),
      fields: { type: 'justice.charged' },
    })
    assert.equal(linesOf([measure('a'), measure('b')], 'limited').length, 1)
  })
})

describe('the clock of an answer (UK GDPR Art. 12(3))', () => {
  test('one month from when it is known who asks, to the last of a shorter month, and three where it is made longer', () => {
    assert.equal(dueOn('2027-01-31'), '2027-02-28')
    assert.equal(dueOn('2028-01-31'), '2028-02-29')
    assert.equal(dueOn('2027-12-24'), '2028-01-24')
    assert.equal(dueWhenExtended('2027-11-30'), '2028-02-29')
    assert.match(clock.source.section, /Art\. 12\(3\)/)
  })

  test('whatever says little leaves on one day, and a pack for a person harmed does not wait for it', () => {
    const days = [
      earliestOn('2027-03-01', { standing: 'limited', answer: 'nothing' }),
      earliestOn('2027-03-01', { standing: 'limited', answer: 'pack' }),
      earliestOn('2027-03-01', { standing: 'limited', answer: 'refused' }),
      earliestOn('2027-03-01', { standing: 'harmed', answer: 'nothing' }),
    ]
    assert.deepEqual([...new Set(days)], ['2027-03-22'])
    assert.equal(earliestOn('2027-03-01', { standing: 'harmed', answer: 'pack' }), '2027-03-01')
    assert.ok((days[0] ?? '') < dueOn('2027-03-01'))
  })
})
