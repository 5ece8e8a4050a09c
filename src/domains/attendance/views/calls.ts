import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { pagesOf, rowsOf } from '../../../design/pages.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CallLine } from '../store.ts'

const parts: Record<CallLine['readAs'], string> = {
  'control room': 'The control room',
  command: 'You take command',
  unit: 'Your unit goes',
}

/** Calls of the last twelve hours: those from a device first. Nothing of whose home it is. */
export const callsPage = ({ screen, rows, page }: { screen: Screen; rows: readonly CallLine[]; page: number }): Html =>
  layout({
    title: 'Calls of the last 12 hours',
    frame: screen.frame,
    shape: 'board',
    content: board({
      caption: 'Calls of the last 12 hours',
      isCaptionHidden: true,
      says: `${formatCount(rows.length, 'call')} that you took, that your unit goes to, or that you command; from a device first, then the latest.`,
      empty: 'No call of the last 12 hours is yours or your unit’s.',
      rows: rowsOf(rows, page),
      pages: pagesOf(rows.length, page, (each) => `/attendance/calls?page=${each}`),
      columns: [
        {
          head: 'Asked',
          cell: ({ id, askedAt }) =>
            html`<a class="govuk-link" href="/attendance/${id}/call">Call at ${formatWhen(askedAt, screen.now)}</a>`,
        },
        { head: 'From', cell: ({ fromDevice }) => (fromDevice ? stateTag('late', 'A device') : 'A call') },
        { head: 'Unit', cell: ({ unit }) => unit ?? 'A neighbouring force' },
        { head: 'Your part', cell: ({ readAs }) => parts[readAs] },
      ],
    }),
  })
