import { differencesShown, markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { type CaseForm, type CaseTop, caseForm } from '../../cases/index.ts'
import type { RequestRow } from '../store.ts'
import { whoAsks } from './about.ts'

export type OnRequest = {
  screen: Screen
  top: CaseTop
  row: RequestRow
  shown: Shown<Record<string, string | undefined>>
  /** What a colleague saved meanwhile, beside what was typed. */
  differences?: readonly Difference[] | undefined
}

/** A step of one request: a page with one form, which says what it was filled in from. */
export const requestForm = ({
  row,
  fields,
  about,
  differences,
  ...page
}: OnRequest & Pick<CaseForm, 'title' | 'submit' | 'about' | 'fields'>): Html => {
  const base = `/cases/${page.top.caseId}/information-requests`
  return caseForm({
    ...{ ...page, part: 'information-requests' },
    about: html`${differences && differencesShown(differences)}${about}`,
    fields: (all) => html`${markField(page.shown.answers?.basedOn ?? String(row.version))}${fields(all)}`,
    trail: [
      { text: 'What others asked for', href: base },
      { text: whoAsks(row), href: `${base}/${row.id}` },
    ],
  })
}
