import { differencesShown, markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { type CaseForm, type CaseTop, caseForm } from '../../cases/index.ts'
import type { InterventionRow } from '../store/case.ts'

export type OnIntervention = {
  screen: Screen
  top: CaseTop
  row: InterventionRow
  shown: Shown<Record<string, string | undefined>>
  /** What a colleague wrote meanwhile, beside what was typed. */
  differences?: readonly Difference[]
}

/** A step of one intervention: a page with one form, which says what it was filled in from. */
export const stepForm = ({
  row,
  fields,
  differences,
  ...page
}: OnIntervention & Pick<CaseForm, 'title' | 'submit' | 'fields'>): Html => {
  const base = `/cases/${page.top.caseId}/interventions`
  return caseForm({
    ...{ ...page, part: 'interventions' },
    about: html`${differences && differencesShown(differences)}<p class="govuk-body">${row.what}</p>`,
    fields: (all) => html`${markField(page.shown.answers?.basedOn ?? String(row.version))}${fields(all)}`,
    trail: [
      { text: 'Interventions', href: base },
      { text: row.name, href: `${base}/${row.id}` },
    ],
  })
}
