import { type Html, html } from '../../../platform/html.ts'
import { tests, testsOf } from '../model.ts'
import { whoAsks } from './about.ts'
import { type OnRequest, requestForm } from './request-form.ts'

export const testsPage = (page: OnRequest): Html =>
  requestForm({
    ...{ ...page, title: 'What the law asks', submit: 'Save' },
    about: html`<p class="govuk-body">${whoAsks(page.row)} asks for: ${page.row.asks}</p>
      <p class="govuk-body">Tick only what their request itself shows. You can check again when they have added to it.</p>`,
    fields: ({ ticks, area }) => html`
      ${ticks(
        'tests',
        'What is met?',
        testsOf(page.row).map((code) => {
          const test: { words: string; hint?: string } = tests[code]
          return { value: code, text: test.words, hint: test.hint }
        }),
      )}
      ${area('words', 'What they say for each, and what is missing', { rows: '5' })}`,
  })
