import { type Html, html } from '../../../platform/html.ts'
import { toldQuestions } from '../../safe-contact/index.ts'
import { type OnIntervention, stepForm } from './step-form.ts'

export const stopPage = (page: OnIntervention): Html =>
  stepForm({
    ...{ ...page, title: `Stop: ${page.row.name}`, submit: 'Stop it' },
    fields: ({ line, area, oneOf }) => html`
      ${line('happenedOn', 'Day on which it stopped', { width: 10 })}
      ${area('said', 'Why it is stopped, and what protects now')}
      ${toldQuestions({ oneOf, area })}`,
  })
