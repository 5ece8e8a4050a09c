import { type Html, html } from '../platform/html.ts'
import { table } from './components/table.ts'
import { warningText } from './components/warning-text.ts'

/** A field that somebody else changed, or that this person typed otherwise: both texts side by side. */
export type Difference = { field: string; now: string; typed: string }

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

type Words = Readonly<Record<string, string | undefined>>
/** The fields in which what is saved and what was typed are not the same, by the names that the form gives them. */
export const differencesIn = (labels: Readonly<Record<string, string>>, now: Words, typed: Words): Difference[] =>
  Object.entries(labels).flatMap(([name, field]) => {
    const [saved, written] = [now[name] ?? '', (typed[name] ?? '').trim()]
    return saved === written ? [] : [{ field, now: saved, typed: written }]
  })
