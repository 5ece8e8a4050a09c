import { type Html, html } from '../../../platform/html.ts'
import { toldQuestions } from '../../safe-contact/index.ts'
import { type OnIntervention, stepForm } from './step-form.ts'

export const reviewPage = (page: OnIntervention): Html =>
  stepForm({
    ...{ ...page, title: `Look again: ${page.row.name}`, submit: 'Save' },
    fields: ({ line, area, oneOf }) => html`
      ${line('happenedOn', 'Day on which you looked', { width: 10 })}
      ${area('said', 'What you found, and whether it still fits')}
      ${line('reviewOn', 'Next day on which somebody looks', { width: 10, hint: 'Such as tomorrow or 30/4/2027' })}
      ${toldQuestions({ oneOf, area })}`,
  })
