import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { caseForm } from './case-form.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>> }

export const reopenPage = ({ screen, top, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: '', title: 'Open this case again', submit: 'Open it again' },
    trail: [{ text: 'Open again', href: `/cases/${top.caseId}/reopen` }],
    about: html`<p class="govuk-body">It keeps its reference and its history. Those who led it lead it again if they still work here and can see it; otherwise you do.</p>`,
    fields: ({ line }) => line('why', 'Why'),
  })
