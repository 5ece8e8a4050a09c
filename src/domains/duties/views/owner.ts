import { button } from '../../../design/components/button.ts'
import { select } from '../../../design/components/select.ts'
import { form } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseLayout } from '../../cases/index.ts'
import { textInput } from '../../entries/index.ts'
import { type AnswerPage, trailOf } from './done.ts'

export const ownerPage = ({
  screen,
  top,
  duty,
  colleagues,
  answers,
  errors,
}: AnswerPage & { colleagues: readonly { id: string; name: string }[] }): Html =>
  caseLayout({
    ...{ screen, top, part: 'duties', title: 'Give it to a colleague', caption: duty.task, errors: errors?.list },
    trail: trailOf({ top, duty }),
    content:
      colleagues.length === 0
        ? html`<p class="govuk-body">Nobody else of your agency works here yet. An administrator can add people.</p>`
        : form(
            screen,
            html`<p class="govuk-body">${duty.ownerName} has it now. Who takes it over sees this case from then on.</p>
        ${select({
          name: 'toId',
          label: { text: 'Who takes it over' },
          items: [
            { value: '', text: 'Choose a person' },
            ...colleagues.map(({ id, name }) => ({ value: id, text: name })),
          ],
          value: answers.toId,
          errorMessage: errors?.byField.toId,
        })}
        ${textInput('reason', 'Why it moves', { answers, errors })}
        ${button({ text: 'Give it over', preventDoubleClick: true })}`,
          ),
  })
