import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Version } from '../model.ts'
import { verified } from './block.ts'

type IndexPage = { screen: Screen; lines: readonly Version[]; maySet: boolean }

export const indexPage = ({ screen, lines, maySet }: IndexPage): Html => {
  const shown = lines.filter(({ isEnded }) => !isEnded)
  const unverified = shown.filter(({ checkedBy }) => !checkedBy).length
  return layout({
    title: 'Helplines',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Helplines' }],
    titleActions: html`<a class="govuk-link" href="/helplines/card">A card to hand over</a>`,
    content: html`${board({
      caption: 'Helplines',
      isCaptionHidden: true,
      says: `${formatCount(shown.length, 'line')} shown wherever somebody may need one; ${unverified === 0 ? 'all are verified' : `${unverified} not yet verified`}.`,
      empty: 'No line is shown. Somebody who needs one finds nothing here: add the lines for England and for Wales.',
      rows: shown,
      columns: [
        { head: 'For', cell: ({ place }) => place, isShort: true },
        { head: 'Line', cell: ({ line, name }) => html`<a class="govuk-link" href="/helplines/${line}">${name}</a>` },
        { head: 'Number', cell: ({ number }) => number, isShort: true },
        { head: 'Whom it is for', cell: ({ about }) => about },
        { head: 'Verified', cell: (version) => verified(version, screen.now) },
      ],
    })}
    ${maySet && button({ text: 'Add a line', href: '/helplines/new', classes: 'govuk-button--secondary' })}
    ${ended(lines)}`,
  })
}

const ended = (lines: readonly Version[]): Html | false => {
  const gone = lines.filter(({ isEnded }) => isEnded)
  return (
    gone.length > 0 &&
    html`<h2 class="govuk-heading-m">No longer shown</h2><ul class="govuk-list">${gone.map(
      ({ line, name, reason }) => html`<li><a class="govuk-link" href="/helplines/${line}">${name}</a>: ${reason}</li>`,
    )}</ul>`
  )
}
