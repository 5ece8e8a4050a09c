import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import { markOf } from '../actions/index.ts'
import { wayWords } from '../model/forms.ts'
import type { ReleaseRow } from '../store.ts'
import { stateShown, toOf, whatOf } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  releases: readonly ReleaseRow[]
  number: number
  total: number
  mayAsk: boolean
  lates: number
}

export const indexPage = ({ screen, top, releases, number, total, mayAsk, lates }: Page): Html => {
  const here = `/cases/${top.caseId}/releases`
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'releases', title: 'Released outside', shape: 'board' },
    content: html`<p class="govuk-body">An address, a number or another protected way of contact goes to one person outside only when two people here have decided it. You are shown what your agency released, or all of it where you lead this case or advise the person.</p>
      ${lates > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${here}/late">Protected places found too late: ${lates}</a></p>`}
      ${board({
        caption: 'Who got what, when and how',
        says: `${formatCount(total, 'release')}, the latest first.`,
        empty: 'No release that you may know of.',
        rows: releases,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        actions:
          mayAsk && top.state !== 'closed' ? button({ text: 'Ask for a release', href: `${here}/new` }) : undefined,
        columns: [
          {
            head: 'What',
            cell: (row) =>
              html`<a class="govuk-link" href="${here}/${row.id}">${whatOf(row)}</a> <span class="wm-quiet">${markOf(row)}</span>`,
          },
          { head: 'To', cell: (row) => toOf(row) },
          { head: 'How', cell: (row) => wayWords[row.sentHow] ?? row.sentHow },
          { head: 'Asked', cell: (row) => `${formatWhen(row.askedAt, now)}, ${row.askedByName}` },
          { head: 'Second person', cell: (row) => row.approverName },
          { head: 'Sent', cell: (row) => (row.releasedAt ? formatWhen(row.releasedAt, now) : 'Not sent') },
          { head: 'State', cell: (row) => stateShown(row) },
        ],
      })}`,
  })
}
