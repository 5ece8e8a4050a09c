import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { tolds, toldWords } from '../model.ts'
import type { SharingRow } from '../store.ts'

type Page = { screen: Screen; top: CaseTop; row: SharingRow; shown: Shown<Record<string, string | undefined>> }

export const toldPage = ({ screen, top, row, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'sharing', title: 'Do they know what is shared?', submit: 'Record it' },
    trail: [
      { text: 'What was shared', href: `/cases/${top.caseId}/sharing` },
      { text: 'A decision', href: `/cases/${top.caseId}/sharing/${row.id}` },
    ],
    about: html`<p class="govuk-body">Tell them only by a way that is safe.</p>`,
    fields: ({ oneOf, line, area }) => html`
      ${oneOf(
        'told',
        'Do they know?',
        tolds.map((value) => ({ value, text: toldWords[value] ?? value })),
      )}
      ${line('toldOn', 'Day of this', { width: 10 })}
      ${area('toldHow', 'How they were told, when it will be safe, or why it is not')}`,
  })
