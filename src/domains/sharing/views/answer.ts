import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { agreementWords, basisWords } from '../model.ts'
import type { SharingRow } from '../store.ts'
import { toOf, whatOf } from './about.ts'

type Page = { screen: Screen; top: CaseTop; row: SharingRow; shown: Shown<Record<string, string | undefined>> }

export const answerPage = ({ screen, top, row, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'sharing', title: 'Share without agreement?', submit: 'Decide' },
    trail: [
      { text: 'What was shared', href: `/cases/${top.caseId}/sharing` },
      { text: 'A decision', href: `/cases/${top.caseId}/sharing/${row.id}` },
    ],
    about: insetText({
      text: html`<p class="govuk-body">${row.askedByName} asks to share with ${toOf(row)}: ${whatOf(row)}</p>
        <p class="govuk-body">Why: ${row.why}</p><p class="govuk-body">${basisWords(row.basis, row.special)}</p>
        <p class="govuk-body">Did they agree? ${agreementWords[row.agreement] ?? row.agreement}</p>`,
    }),
    fields: ({ oneOf, area }) => html`
      ${oneOf('answer', 'What do you decide?', [
        { value: 'agree', text: 'Share it', hint: 'It is shared at once' },
        { value: 'decline', text: 'Do not share it' },
      ])}
      ${area('why', 'Why not, where you do not agree')}`,
  })
