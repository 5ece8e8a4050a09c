import { type Html, html } from '../../../platform/html.ts'
import { toldQuestions } from '../../safe-contact/index.ts'
import { type OnIntervention, stepForm } from './step-form.ts'

export const donePage = (page: OnIntervention): Html =>
  stepForm({
    ...{ ...page, title: `Done: ${page.row.name}`, submit: 'It is done' },
    fields: ({ line, area, oneOf }) => html`
      ${line('happenedOn', 'Day on which it was done', { width: 10 })}
      ${area('said', 'What came of it')}
      ${area('evidence', 'How that is known', { hint: 'Who saw it, or where it is written' })}
      ${toldQuestions({ oneOf, area })}`,
  })
