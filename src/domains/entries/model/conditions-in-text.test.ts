import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conditionsInText } from './conditions-in-text.ts'

const kinds = (cell: string) => conditionsInText(cell).map(({ kind }) => kind)

test('a condition is known by how it begins; anything else stands as another condition, in the words of the source (BL-17)', () => {
  assert.deepEqual(
    kinds(
      'No contact with A; not to have any direct or indirect contact with A; Must not contact A; Not to go within 100 m of it; Exclusion zone: Exempelby; ' +
        'to live and sleep at an address; Residence; curfew 19:00 to 07:00; Report to police on Mondays; surrender passport; GPS tag; Electronic monitoring',
    ),
    [
      ...['no contact', 'no contact', 'no contact', 'not to go to', 'not to go to', 'live at', 'live at', 'curfew'],
      ...['report to police', 'hand over', 'tag', 'tag'],
    ],
  )
  assert.deepEqual(kinds('Contact through solicitors only; not to use the internet; nothing more'), [
    ...['other', 'other', 'other'],
  ])
})

test('each condition keeps its own words, and empty ones are none', () => {
  assert.deepEqual(
    conditionsInText(' not to enter Exempelgatan ;\n; curfew').map(({ plain }) => plain),
    ['Not to enter Exempelgatan', 'Curfew'],
  )
  assert.deepEqual(conditionsInText(' ; '), [])
})
