import { button } from '../../../design/components/button.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Page, safeContactPage } from './frame.ts'

const names = {
  'code-word': 'Code word',
  warnings: 'Warnings',
  value: 'Number or address',
  'ask-for': 'Ask for',
  'their-name': 'Who they chose',
}

/** One sealed value, shown once by its own click, which is on the record. */
export const revealPage = ({
  screen,
  top,
  field,
  text,
}: Page & { field: keyof typeof names; text: string | null }): Html =>
  safeContactPage(
    { screen, top },
    {
      title: names[field],
      isThought: true,
      content: html`<p class="govuk-body-l">${(text ?? 'It has been erased.').split('\n').map((line) => html`${line}<br>`)}</p>
    <p class="govuk-body">It is recorded that you looked. Do not copy it anywhere.</p>
    ${button({ text: 'Hide it', href: `/cases/${top.caseId}/safe-contact` })}`,
    },
  )
