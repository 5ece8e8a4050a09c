import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { meetingOutcomes, meetingWords } from '../model/forms.ts'
import type { ComplexRow } from '../store/case.ts'

type Page = { screen: Screen; top: CaseTop; mark: ComplexRow; shown: Shown<Record<string, string | undefined>> }

export const meetingPage = ({ screen, top, mark, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'interventions', title: 'What came of the meeting', submit: 'Save' },
    trail: [{ text: 'Interventions', href: `/cases/${top.caseId}/interventions` }],
    about: html`<p class="govuk-body">The case was marked because: ${mark.reason}</p>`,
    fields: ({ oneOf, line, area }) => html`
      ${oneOf(
        'outcome',
        'What came of it?',
        meetingOutcomes.map((value) => ({ value, text: meetingWords[value] ?? value })),
      )}
      ${line('metOn', 'Day of the meeting, if it was held', { width: 10, hint: 'Such as 30/4/2027, today or yesterday' })}
      ${area('said', 'Who was there and what was decided, or why it is not needed any more', { rows: '6' })}`,
  })
