import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>> }

export const nonePage = ({ screen, top, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'incidents', title: 'There is no child', submit: 'Save', isWarning: true },
    trail: [
      { text: 'Incidents', href: `/cases/${top.caseId}/incidents` },
      { text: 'Children', href: `/cases/${top.caseId}/incidents/children` },
    ],
    about: html`<p class="govuk-body">Somebody entered that a child was there. Saving this ends what is owed to children in this case until a child is named again.</p>`,
    fields: ({ area }) =>
      area('what', 'How is it known that there is no child?', { hint: 'Who looked, and who was asked' }),
  })
