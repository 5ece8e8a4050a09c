import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { agreements, agreementWords } from '../model.ts'
import type { SharingRow } from '../store.ts'

type Page = { screen: Screen; top: CaseTop; row: SharingRow; shown: Shown<Record<string, string | undefined>> }

export const agreementPage = ({ screen, top, row, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'sharing', title: 'What the person says now', submit: 'Record it' },
    trail: [
      { text: 'What was shared', href: `/cases/${top.caseId}/sharing` },
      { text: 'A decision', href: `/cases/${top.caseId}/sharing/${row.id}` },
    ],
    about: html`<p class="govuk-body">What they said before stays. If they take their agreement back, what is still shared stops at once; what was read was read.</p>`,
    fields: ({ oneOf, line, area }) => html`
      ${oneOf(
        'agreement',
        'What did they say?',
        [...agreements, 'withdrawn'].map((value) => ({ value, text: agreementWords[value] ?? value })),
      )}
      ${line('agreementOn', 'On which day?', { width: 10 })}
      ${area('agreementHow', 'In their words')}`,
  })
