import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { NobodysRow } from '../store/morning.ts'
import { boardTabs } from './parts.ts'

export const nobodysPage = ({ screen, rows }: { screen: Screen; rows: NobodysRow[] }): Html =>
  layout({
    title: 'Nobody’s',
    frame: screen.frame,
    shape: 'board',
    top: boardTabs('nobodys'),
    content: html`<p class="govuk-body">What nobody can act on: a lead or an owner who has left, somebody on leave whom nobody covers, a desk without anyone on it. This list must be empty.</p>
    ${board({
      caption: 'What has nobody',
      isCaptionHidden: true,
      says: `${formatCount(rows.length, 'thing')} without a person who can act. Hand over, name a cover, or put somebody on the desk now`,
      empty: 'Nothing here is nobody’s.',
      columns: [
        { head: 'What', isRowHeader: true, cell: ({ what }: NobodysRow) => what },
        { head: 'Who', cell: ({ name }) => name },
        {
          head: 'Case',
          cell: ({ caseId, reference }) =>
            caseId ? html`<a class="govuk-link" href="/cases/${caseId}">${reference ?? ''}</a>` : 'No case',
        },
      ],
      rows,
    })}`,
  })
