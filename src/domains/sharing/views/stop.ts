import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { SharingRow } from '../store.ts'

type Page = { screen: Screen; top: CaseTop; row: SharingRow; shown: Shown<Record<string, string | undefined>> }

export const stopPage = ({ screen, top, row, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'sharing', title: 'Stop the sharing', submit: 'Stop it', isWarning: true },
    trail: [
      { text: 'What was shared', href: `/cases/${top.caseId}/sharing` },
      { text: 'A decision', href: `/cases/${top.caseId}/sharing/${row.id}` },
    ],
    about: html`<p class="govuk-body">What was opened closes at once. What was read was read. It cannot be started again: that is a new decision.</p>`,
    fields: ({ area }) => area('why', 'Why?'),
  })
