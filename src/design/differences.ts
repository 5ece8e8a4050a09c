import { type Html, html } from '../platform/html.ts'
import type { Difference } from '../platform/marks.ts'
import { table } from './components/table.ts'
import { warningText } from './components/warning-text.ts'

export const markField = (mark: string): Html => html`<input type="hidden" name="basedOn" value="${mark}">`

/** Two wrote at once: the second is shown both, and nothing is written over unseen (U9). */
export const differencesShown = (differences: readonly Difference[]): Html =>
  html`${warningText({ text: 'Somebody else changed this while you wrote. Nothing was saved. Put below what is right, then save again.' })}
    ${
      differences.length > 0 &&
      table({
        caption: 'What differs',
        head: [{ text: 'Field' }, { text: 'Saved now' }, { text: 'You typed' }],
        firstCellIsHeader: true,
        rows: differences.map(({ field, now, typed }) => [
          { text: field },
          { text: now || 'empty' },
          { text: typed || 'empty' },
        ]),
      })
    }`
