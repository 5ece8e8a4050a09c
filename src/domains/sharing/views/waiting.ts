import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { agreementWords } from '../model.ts'
import type { waitingFor } from '../store.ts'
import { toOf } from './about.ts'

type Page = { screen: Screen; waiting: Awaited<ReturnType<typeof waitingFor>> }

export const waitingPage = ({ screen, waiting }: Page): Html =>
  layout({
    title: 'Sharing to decide',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Work', href: '/boards/mine' }, { text: 'Sharing to decide' }],
    content: board({
      caption: 'Waits for your word',
      says: `${formatCount(waiting.length, 'decision')} to share without agreement, oldest first. Nothing is shared before you agree.`,
      empty: 'Nobody has asked you to agree to sharing.',
      rows: waiting,
      columns: [
        {
          head: 'Case',
          cell: (row) => html`<a class="govuk-link" href="/cases/${row.caseId}/sharing/${row.id}">${row.reference}</a>`,
        },
        { head: 'To', cell: (row) => toOf(row) },
        { head: 'Why', cell: (row) => row.why },
        { head: 'Did they agree?', cell: (row) => agreementWords[row.agreement] ?? row.agreement },
        { head: 'Asked', cell: (row) => `${formatWhen(row.askedAt, screen.now)}, ${row.askedByName}` },
      ],
    }),
  })
