import { button } from '../../../design/components/button.ts'
import { select } from '../../../design/components/select.ts'
import { form } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseLayout } from '../../cases/index.ts'
import { area, bodyChoices, textInput } from '../../entries/index.ts'
import { type AnswerPage, trailOf, whenDone } from './done.ts'

/** The CPS told them, say: who says so, when and how. A message that was sent is not a telling (INV-22). */
export const toldByPage = ({ screen, top, duty, answers, errors }: AnswerPage): Html =>
  caseLayout({
    ...{ screen, top, part: 'duties', title: 'Another body told them', caption: duty.task, errors: errors?.list },
    trail: trailOf({ top, duty }),
    content: form(
      screen,
      html`<p class="govuk-body">Only if they were told and took it in. A letter or a message that was sent is not enough.</p>
        ${select({ name: 'body', label: { text: 'Which body told them' }, items: bodyChoices, value: answers.body, errorMessage: errors?.byField.body })}
        ${textInput('toldBy', 'Who of that body told you so', { answers, errors })}
        ${textInput('how', 'How they were told', { answers, errors }, { hint: 'Such as by telephone, or face to face' })}
        ${area('what', 'What they were told', { answers, errors })}
        ${whenDone({ answers, errors })}
        ${button({ text: 'Save: told', preventDoubleClick: true })}`,
    ),
  })
