import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, optionsOf } from '../../cases/index.ts'
import { hows } from '../model.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>>; agency: string }

export const newPage = ({ screen, top, shown, agency }: Page): Html => {
  const corrects = shown.answers?.corrects
  return caseForm({
    ...{ screen, top, shown, part: 'notes', submit: 'Save the note' },
    title: corrects ? 'Set a note right' : 'Write a note',
    trail: [{ text: 'Notes', href: `/cases/${top.caseId}/notes` }],
    about: html`<p class="govuk-body">Only ${agency} reads it, until you share it. ${corrects && 'The earlier note stays, marked as set right.'}</p>`,
    fields: ({ area, line, chosen }) => html`
      ${corrects && html`<input type="hidden" name="corrects" value="${corrects}">`}
      ${chosen('how', 'How you were in contact', optionsOf(hows))}
      ${line('day', 'Day', { width: 10 })}
      ${line('time', 'Time', { width: 5 })}
      ${area('said', 'What was said', { rows: '4' })}
      ${area('noticed', 'What I noticed', { hint: 'What you saw and heard, apart from what you make of it' })}
      ${area('agreed', 'What we agreed')}
      ${area('next', 'What happens next', { hint: 'No number, no address' })}`,
  })
}
