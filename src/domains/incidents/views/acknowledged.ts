import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { NoticeRow } from '../store/children.ts'

type Page = { screen: Screen; top: CaseTop; notice: NoticeRow; shown: Shown<Record<string, string | undefined>> }

export const acknowledgedPage = ({ screen, top, notice, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'incidents', title: 'They have it', submit: 'Save' },
    trail: [
      { text: 'Incidents', href: `/cases/${top.caseId}/incidents` },
      { text: 'Children', href: `/cases/${top.caseId}/incidents/children` },
    ],
    about: html`<p class="govuk-body">${notice.toldWho} was told. Sent is not received: write who said that they have it.</p>`,
    fields: ({ line, area }) => html`
      ${line('toldBy', 'Who said so')}
      ${line('day', 'Day', { width: 10, hint: 'Such as 30/4/2027, today or yesterday' })}
      ${line('time', 'Time', { width: 5, hint: 'Such as 16:35' })}
      ${area('what', 'What they will do', { hint: 'If they said so' })}`,
  })
