import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Offered } from '../actions/choices.ts'
import { foundWords, markOf } from '../actions/index.ts'
import { foundIn, goneText, itemsIn, problemText, shutText } from '../model/bundle.ts'
import type { BundleRow } from '../store.ts'
import { stateShown, toOf } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  row: BundleRow
  here: string
  chosen: readonly Offered[]
  /** Whoever looks made it, and may go on with it. */
  isOwn: boolean
  isAsItWas: boolean
  /** Whom it is for may have it now. */
  recipientMay: boolean
}
const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })
const second = 'govuk-button--secondary'

export const bundlePage = (page: Page): Html => {
  const { screen, top, row, chosen, isOwn } = page
  const { now } = screen
  const gone = itemsIn(row.items).length - chosen.length
  return caseLayout({
    ...{ screen, top, part: 'bundles', title: `Bundle ${markOf(row)}` },
    trail: [{ text: 'Bundles for court', href: `/cases/${top.caseId}/bundles` }],
    content: html`${row.releaseId !== null ? released(row) : isOwn && steps(page)}
      ${summaryList({
        rows: [
          line('State', stateShown(row)),
          line('For', toOf(row)),
          line('What it is for', row.why),
          row.pages !== null && line('Pages', String(row.pages)),
          line('Put together', `${formatWhen(row.since, now)} by ${row.madeByName}, ${row.agency}`),
          row.checkedAt !== null && line('Looked through', formatWhen(row.checkedAt, now)),
        ],
      })}
      ${
        isOwn &&
        html`<h2 class="govuk-heading-m">What is in it</h2>
      ${gone > 0 && html`<p class="govuk-body">${shutText(gone)}.</p>`}
      <ol class="govuk-list govuk-list--number">${chosen.map(({ heading, day, note }) => html`<li>${heading}, ${formatDay(day)}${note && html`<br><span class="wm-quiet">${note}</span>`}</li>`)}</ol>`
      }`,
  })
}

const released = ({ caseId, releaseId }: BundleRow): Html =>
  html`<p class="govuk-body">Somebody was asked to approve it, so it stands as it is. <a class="govuk-link" href="/cases/${caseId}/releases/${releaseId ?? ''}">See its release</a></p>`

const steps = ({ screen, row, here, isAsItWas, recipientMay }: Page): Html => {
  const { state } = row
  const isUnderWay = state === 'waiting' || state === 'reading'
  const post = (path: string, text: string) =>
    form(screen, button({ text, classes: second, preventDoubleClick: true }), { action: `${here}/${path}` })
  const change = html`<div class="govuk-button-group">
    ${button({ text: 'Change what is in it', href: `${here}/items`, classes: second })}
    ${button({ text: 'Change the order', href: `${here}/order`, classes: second })}
  </div>`
  if (isUnderWay)
    return html`${insetText({
      text: `${row.pages !== null ? `${row.pagesRead} of ${formatCount(row.pages, 'page')} looked through.` : 'It is being made.'} A page takes some seconds, a page with a photograph up to a minute. You can go on with other work, and load this page again to see.`,
    })}${post('stop', 'Stop')}`
  if (!recipientMay)
    return html`${insetText({ text: `${goneText(row.recipientName ?? 'They')}.` })}${button({ text: 'Make a bundle', href: `/cases/${row.caseId}/bundles/new`, classes: second })}`
  if (state === 'held') return html`${held(row)}${change}`
  if (state === 'failed')
    return html`${insetText({ text: `${problemText(row.failedAs ?? '')}.` })}${change}${post('make', 'Make it again')}`
  if (state === 'stopped')
    return html`${insetText({ text: 'It was stopped, and no paper of it is kept. What you chose is kept, sealed, so that it can be made again.' })}${change}${post('make', 'Make it again')}`
  if (!isAsItWas)
    return html`${insetText({ text: 'Something has changed in this case since it was made: an entry, a file, an injury, or what is to be protected. Nobody can be asked to approve it as it is.' })}${change}${post('make', 'Make it again')}`
  return html`<div class="govuk-button-group">
      ${button({ text: 'Ask for its release', href: `/cases/${row.caseId}/releases/bundle/${row.id}` })}
      ${button({ text: 'Save it, to read it', href: `${here}/copy`, classes: second })}
    </div>
    <p class="govuk-body">Nothing protected was found on ${formatCount(row.pages ?? 0, 'page')}. Handwriting, blurred or cut-off words, and what only somebody who knows the place would see, are not found: read it yourself.</p>
    ${change}`
}

const held = (row: BundleRow): Html => {
  const found = foundIn(row.found)
  return html`${warningText({ text: 'This bundle cannot leave: it holds something by which somebody could be found.' })}
    <ul class="govuk-list govuk-list--bullet">${found.map(
      ({ kind, page, item }) =>
        html`<li>Page ${page}: ${foundWords(kind)}${item > 0 ? `, in number ${item}` : ', before the first thing in it'}</li>`,
    )}</ul>
    ${found.some(({ item }) => item > 0) && html`<p class="govuk-body">Take out what it stands in, cover it in the file, or put the entry right.</p>`}
    ${found.some(({ item }) => item === 0) && html`<p class="govuk-body">Before the first thing stand the recipient and what it is for, which stay as they are: make a new bundle and say it without that.</p>`}
    <p class="govuk-body">What was found is shown to nobody.</p>`
}
