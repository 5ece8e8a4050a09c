import { checkboxes } from '../../../design/components/checkboxes.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Candidate } from '../store/requests.ts'
import { askPage, type OnRequest } from './ask.ts'

export const searchPage = ({
  screen,
  row,
  shown,
  candidates,
}: OnRequest & { candidates: readonly Candidate[] }): Html =>
  askPage({
    ...{ screen, row, shown, title: 'Who of these is it?', submit: 'Search their records' },
    about: html`<p class="govuk-body">${row.askerName}${row.askerBornOn ? `, born ${formatDay(row.askerBornOn)}` : ''}. These are people in cases where your agency has records. Tick each that is the one who asks, and none of whom you are not sure. Their cases open to you for this task, and each says that you looked.</p>`,
    fields: ({ ticks }) => html`
      ${candidates.length === 0 && html`<p class="govuk-body">Nobody is recorded by that name and date of birth in a case where your agency has records.</p>`}
      ${
        candidates.length > 0 &&
        checkboxes({
          name: 'people',
          fieldset: { legend: { text: 'People', classes: 'govuk-fieldset__legend--s' } },
          items: candidates.map(({ personId, name, bornOn, cases }) => ({
            value: personId,
            text: name,
            hint: {
              text: `${bornOn ? `Born ${formatDay(bornOn)}` : 'Date of birth not known'}, in ${formatCount(cases, 'case')}`,
            },
          })),
        })
      }
      ${ticks('sure', 'Before you search', [{ value: 'sure', text: 'I compared names and dates of birth with what I saw of who asks' }])}`,
  })
