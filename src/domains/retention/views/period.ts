import { type Html, html } from '../../../platform/html.ts'
import { kinds, kindWords, known } from '../model.ts'
import { type Asked, askPage } from './ask.ts'

export const periodPage = ({ screen, shown }: Asked): Html =>
  askPage({
    ...{ screen, shown, title: 'Set how long records are kept', submit: 'Set it' },
    about: html`<p class="govuk-body">From the day on which a case closes, for the records of your agency alone. Until you set it nothing is proposed. What is known of such times:</p>
      <ul class="govuk-list govuk-list--bullet">${known.map(({ who, years, source, confidence }) => html`<li>${who}: ${years}. ${source} (${confidence === 'UNCERTAIN' ? 'unverified' : 'to be verified'})</li>`)}</ul>`,
    fields: ({ oneOf, line, area }) => html`
      ${oneOf(
        'kind',
        'Which records?',
        kinds.map((value) => ({ value, text: kindWords[value] })),
      )}
      ${line('years', 'Years', { width: 5 })}
      ${area('source', 'Where this comes from', { rows: '2' })}`,
  })
