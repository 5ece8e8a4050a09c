import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { askPage, type OnRequest } from './ask.ts'

export const releasePage = ({ screen, row, shown, earliest }: OnRequest & { earliest: string }): Html =>
  askPage({
    ...{ screen, row, shown, title: 'Hand it over', submit: 'It was handed over' },
    about: html`<p class="govuk-body">${row.delivery.charAt(0).toUpperCase()}${row.delivery.slice(1)}. Not before ${formatDay(earliest, screen.now)}: answers that say little all leave on one day, so that the day does not tell why.</p>
      <p class="govuk-body"><a class="govuk-link" href="/access-requests/${row.id}/pack/pdf" download>The answer as a PDF</a>, <a class="govuk-link" href="/access-requests/${row.id}/pack/json" download>as a file for a machine</a></p>`,
    fields: ({ area }) => area('how', 'How it was handed over, and how you know that it reached them'),
  })
