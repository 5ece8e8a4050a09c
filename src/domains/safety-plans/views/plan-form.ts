import { differencesShown, markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { type CaseForm, type CaseTop, caseForm } from '../../cases/index.ts'
import type { Plan } from '../actions/plan.ts'

export type OnPlan = {
  screen: Screen
  top: CaseTop
  plan: Plan
  shown: Shown<Record<string, string | undefined>>
  /** What the form was filled in from. */
  mark: string
  /** What a colleague saved meanwhile, beside what was typed. */
  differences?: readonly Difference[] | undefined
}

/** A page of one plan with one form, which says what it was filled in from. */
export const planForm = ({
  plan,
  mark,
  differences,
  about,
  fields,
  ...page
}: OnPlan & Pick<CaseForm, 'title' | 'submit' | 'about' | 'fields'>): Html => {
  const base = `/cases/${page.top.caseId}/safety-plans`
  return caseForm({
    ...{ ...page, part: 'safety-plans' },
    trail: [
      { text: 'Safety plans', href: base },
      { text: plan.person, href: `${base}/${plan.id}` },
    ],
    about: html`${differences && differencesShown(differences)}${about}`,
    fields: (all) => html`${markField(mark)}${fields(all)}`,
  })
}
