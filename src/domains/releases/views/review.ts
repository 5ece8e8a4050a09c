import { type Html, html } from '../../../platform/html.ts'
import { foundWords } from '../model/forms.ts'
import { toOf } from './about.ts'
import { type OnRelease, stepForm } from './step.ts'

export const reviewPage = (page: OnRelease): Html => {
  const { row } = page
  return stepForm({
    ...{ ...page, title: 'Look at a release that went at once', submit: 'Write it down' },
    about: html`<p class="govuk-body">${row.askedByName} released it to ${toOf(row)} at once. Why it could not wait: ${row.atOnceWhy ?? ''}</p>`,
    fields: ({ oneOf, area }) => html`
      ${oneOf(
        'found',
        'Was it right?',
        Object.entries(foundWords).map(([value, text]) => ({ value, text })),
      )}
      ${area('words', 'Why, and what follows', { hint: 'Such as who tells the person, and whether the way has to change. Name no place, street or number' })}`,
  })
}
