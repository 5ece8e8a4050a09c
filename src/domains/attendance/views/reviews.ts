import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { outcomeWords } from '../model.ts'
import type { ReviewRow } from '../store.ts'

/** Calls to which a unit went that this person looks at afterwards. */
export const reviewsPage = ({ screen, rows }: { screen: Screen; rows: readonly ReviewRow[] }): Html =>
  layout({
    title: 'Calls to look at',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Work', href: '/boards/mine' }, { text: 'Calls to look at' }],
    content: board({
      caption: 'Calls to look at',
      isCaptionHidden: true,
      says: `${formatCount(rows.length, 'call')} to which the nearest unit was sent; those that wait for you first.`,
      empty: 'Nothing waits for you.',
      rows,
      columns: [
        {
          head: 'Sent',
          cell: ({ id, sent, sentAt, outcome }) =>
            outcome === null
              ? html`<a class="govuk-link" href="/attendance/${id}/review">${sent}, ${formatWhen(sentAt, screen.now)}</a>`
              : `${sent}, ${formatWhen(sentAt, screen.now)}`,
        },
        { head: 'By', cell: ({ sender }) => sender },
        { head: 'In command', cell: ({ command }) => command ?? 'A neighbouring force' },
        { head: 'Due', cell: ({ dueAt, outcome }) => (outcome === null ? formatWhen(dueAt, screen.now) : 'Done') },
        {
          head: 'Found',
          cell: ({ outcome, said }) =>
            outcome === null ? 'Not yet' : [outcomeWords(outcome), said].filter(Boolean).join(': '),
        },
      ],
    }),
  })
