import { z } from 'zod'
import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { subNavigation } from '../../../design/sub-navigation.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Listed, Shown } from '../store/index.ts'

type Index = {
  screen: Screen
  show: Shown
  inTray: number
  batches: readonly { id: string; source: string; madeAt: Date; rowCount: number; takenCount: number }[]
  page: { number: number; size: number; total: number; rows: readonly Listed[] }
}

const words: Record<Shown, { link: string; says: string; empty: string }> = {
  tray: {
    link: 'Tray',
    says: 'could not be placed on one case for certain. The longest waiting first.',
    empty: 'The tray is empty: all that came could be placed.',
  },
  recorded: {
    link: 'Recorded',
    says: 'recorded on cases that you can see. Latest first.',
    empty: 'Nothing from the inbox is on a case that you can see.',
  },
  'set aside': {
    link: 'Set aside',
    says: 'set aside by a person, with the reason. Latest first.',
    empty: 'Nothing was set aside.',
  },
}

const cells = z.object({ event: z.string().catch(''), suspect: z.string().optional(), happened: z.string().catch('') })

export const indexPage = ({ screen, show, inTray, batches, page }: Index): Html => {
  const at = (number: number) => ({ href: `/inbox?show=${encodeURIComponent(show)}&page=${number}` })
  return layout({
    frame: screen.frame,
    title: 'Inbox',
    shape: 'board',
    titleActions: button({ text: 'Bring in a file', href: '/inbox/new' }),
    top: subNavigation({
      label: 'Inbox',
      items: (['tray', 'recorded', 'set aside'] as const).map((each) => ({
        text: words[each].link,
        href: `/inbox?show=${encodeURIComponent(each)}`,
        current: each === show,
        waiting: each === 'tray' && inTray > 0 ? { count: inTray, of: 'in the tray' } : undefined,
      })),
    }),
    content: html`${batches.length > 0 && unfinished(batches, screen.now)}
      ${board({
        caption: words[show].link,
        isCaptionHidden: true,
        says: `${formatCount(page.total, 'item')} ${words[show].says}`,
        empty: words[show].empty,
        rows: page.rows,
        columns: [
          {
            head: 'What',
            cell: (row) =>
              html`<a class="govuk-link" href="/inbox/${row.id}">${cells.parse(row.content).event || 'Not clear'}</a>`,
          },
          { head: 'Who', cell: (row) => cells.parse(row.content).suspect ?? 'Not named' },
          { head: 'When it happened', cell: (row) => cells.parse(row.content).happened },
          { head: 'From', cell: (row) => `${row.source}, ${row.sourceRef}` },
          { head: 'Came', cell: (row) => formatWhen(row.arrivedAt, screen.now), isShort: true },
          {
            head: show === 'recorded' ? 'Case' : 'Why',
            cell: (row) =>
              show === 'recorded' && row.reference
                ? html`<a class="govuk-link" href="/cases/${row.caseId ?? ''}">${row.reference}</a>`
                : (row.sortedWhy ?? row.whyTray ?? ''),
          },
        ],
        pages: {
          ...(page.number > 1 && { previous: at(page.number - 1) }),
          ...(page.number * page.size < page.total && { next: at(page.number + 1) }),
        },
      })}`,
  })
}

const unfinished = (batches: Index['batches'], now: Date): Html =>
  html`<h2 class="govuk-heading-m">Not finished</h2>
    <ul class="govuk-list">${batches.map(
      ({ id, source, madeAt, rowCount, takenCount }) =>
        html`<li><a class="govuk-link" href="/inbox/batches/${id}">${source}, ${formatWhen(madeAt, now)}</a>: ${takenCount} of ${formatCount(rowCount, 'row')} taken</li>`,
    )}</ul>`
