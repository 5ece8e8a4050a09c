import { table } from '../../../design/components/table.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { personFields } from './person-fields.ts'

/** A field that somebody else changed, or that this person typed otherwise: both texts side by side. */
export type Difference = { field: string; now: string; typed: string }
type Page = {
  screen: Screen
  top: CaseTop
  name: string
  version: number
  shown: Shown<Record<string, string | undefined>>
  differences?: Difference[]
}

export const editPage = ({ screen, top, name, version, shown, differences }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'people', title: `What is known of ${name}`, submit: 'Save' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    about: differences && stale(differences),
    fields: (fields) => html`<input type="hidden" name="version" value="${version}">${personFields(fields)}`,
  })

const stale = (differences: Difference[]): Html =>
  html`${warningText({ text: 'Somebody else changed this while you wrote. Nothing was saved. Put below what is right, then save again.' })}
    ${table({
      caption: 'What differs',
      head: [{ text: 'Field' }, { text: 'Saved now' }, { text: 'You typed' }],
      firstCellIsHeader: true,
      rows: differences.map(({ field, now, typed }) => [
        { text: field },
        { text: now || 'empty' },
        { text: typed || 'empty' },
      ]),
    })}`
