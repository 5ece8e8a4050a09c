import { button } from '../../../design/components/button.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Page, safeContactPage } from './frame.ts'

const names = {
  'code-word': 'Code word',
  warnings: 'Warnings',
  value: 'Number or address',
  'ask-for': 'Ask for',
  'their-name': 'Who they chose',
}

/** SAFETY S8: at most 60 seconds; the browser needs some of them to ask for the page that takes its place. */
export const shownForSeconds = 50

/** One sealed value, shown once by its own click, which is on the record; who sees it and when stands on every picture of it. */
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
      content: html`${text === null ? html`<p class="govuk-body-l">It has been erased.</p>` : shown(screen, text)}
    <p class="govuk-body">It is recorded that you looked. Do not copy it anywhere.</p>
    ${button({ text: 'Hide it', href: `/cases/${top.caseId}/safe-contact` })}`,
    },
  )

const shown = ({ frame, now }: Page['screen'], text: string): Html => {
  const stamp = `${frame.signedIn?.name ?? ''}, ${frame.signedIn?.agency ?? ''}, ${formatWhen(now, now)}`
  return html`<div class="wm-shown">
      <p class="wm-shown__stamp">Shown to ${stamp}</p>
      <p class="govuk-body-l wm-shown__value">${text.split('\n').map((line) => html`${line}<br>`)}</p>
      <p class="wm-shown__stamp" aria-hidden="true">Shown to ${stamp}</p>
    </div>
    <p class="govuk-body">This page hides it again after ${shownForSeconds} seconds. You can show it again: each time is recorded.</p>`
}
