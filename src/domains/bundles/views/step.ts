import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseForm, type CaseTop, caseForm } from '../../cases/index.ts'
import type { Offers } from '../actions/choices.ts'
import { markOf } from '../actions/index.ts'
import type { BundleRow } from '../store.ts'

export type OnBundle = {
  screen: Screen
  top: CaseTop
  row: BundleRow
  here: string
  choices: Offers
  shown: Shown<Record<string, string | undefined>>
}

/** A change of one bundle: a page with one form, which says what it was filled in from. */
export const stepForm = ({
  row,
  here,
  fields,
  ...page
}: Omit<OnBundle, 'choices'> & Pick<CaseForm, 'title' | 'submit' | 'about' | 'fields' | 'action'>): Html =>
  caseForm({
    ...{ ...page, part: 'bundles' },
    fields: (all) => html`${markField(String(row.version))}${fields(all)}`,
    trail: [
      { text: 'Bundles for court', href: `/cases/${row.caseId}/bundles` },
      { text: `Bundle ${markOf(row)}`, href: here },
    ],
  })
