import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import { markOf } from '../actions/index.ts'
import { itemsIn } from '../model/bundle.ts'
import type { BundleRow } from '../store.ts'
import { stateShown, toOf } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  bundles: readonly BundleRow[]
  number: number
  total: number
  mayMake: boolean
}

export const indexPage = ({ screen, top, bundles, number, total, mayMake }: Page): Html => {
  const here = `/cases/${top.caseId}/bundles`
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'bundles', title: 'Bundles for court', shape: 'board' },
    content: html`<p class="govuk-body">What a court, the Crown Prosecution Service or a solicitor needs of this case, on one paper for one recipient. Each page is looked through for ways to find somebody, and it leaves only when two people here have decided it. You are shown the bundles that you made, and those that you were asked to approve.</p>
      ${board({
        caption: 'Bundles',
        says: `${formatCount(total, 'bundle')}, the latest first.`,
        empty: 'No bundle of yours.',
        rows: bundles,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        actions: mayMake ? button({ text: 'Make a bundle', href: `${here}/new` }) : undefined,
        columns: [
          {
            head: 'Bundle',
            cell: (row) => html`<a class="govuk-link" href="${here}/${row.id}">${markOf(row)}</a>`,
          },
          { head: 'For', cell: toOf },
          { head: 'What for', cell: ({ why }) => why },
          { head: 'In it', cell: ({ items }) => formatCount(itemsIn(items).length, 'thing') },
          { head: 'Made', cell: (row) => `${formatWhen(row.madeAt, now)}, ${row.madeByName}` },
          { head: 'State', cell: stateShown },
        ],
      })}`,
  })
}
