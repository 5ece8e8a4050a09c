import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, opensAgain } from '../../cases/index.ts'
import { counsellings, counsellingWords } from '../model.ts'

type Page = {
  screen: Screen
  top: CaseTop
  people: readonly { id: string; name: string }[]
  shown: Shown<Record<string, string | undefined>>
}

export const newPage = ({ screen, top, people, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'information-requests', title: 'Record a request for information' },
    submit: 'Record it',
    trail: [{ text: 'What others asked for', href: `/cases/${top.caseId}/information-requests` }],
    about: html`${opensAgain(top)}<p class="govuk-body">Police or another body asks for what your agency holds. Give nothing yet: not whether there is anything, either.</p>`,
    fields: ({ line, area, oneOf }) => html`
      ${oneOf(
        'personId',
        'Whose information is it?',
        people.map(({ id, name }) => ({ value: id, text: name })),
      )}
      ${line('fromBody', 'Which force or body asks?')}
      ${line('fromWho', 'Who there, with rank or role?')}
      ${line('fromReference', 'Their reference, if they gave one', { width: 20 })}
      ${area('asks', 'What they ask for, in their words')}
      ${oneOf(
        'counselling',
        'Are notes of counselling among it?',
        counsellings.map((value) => ({ value, text: counsellingWords[value] ?? value })),
      )}
      ${line('receivedOn', 'Day on which it came', { width: 10 })}
      ${line('answerBy', 'Day by which it is to be answered', { width: 10, hint: 'The day that they named, or that you agreed with them' })}`,
  })
