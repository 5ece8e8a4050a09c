import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import type { DecisionRow } from '../store/case.ts'

type Page = { screen: Screen; top: CaseTop; decisions: readonly DecisionRow[]; mayWrite: boolean }

export const decisionsPage = ({ screen, top, decisions, mayWrite }: Page): Html => {
  const base = `/cases/${top.caseId}/interventions`
  return caseLayout({
    ...{ screen, top, part: 'interventions', title: 'Decisions by headings' },
    trail: [{ text: 'Interventions', href: base }],
    content: board({
      caption: 'Decisions',
      isCaptionHidden: true,
      says: `${formatCount(decisions.length, 'decision')}, the latest first. None is ever changed.`,
      empty: nothingOf(top, 'risk', 'No decision has been written down by headings yet.'),
      rows: decisions,
      actions: mayWrite ? button({ text: 'Write one down', href: `${base}/decisions/new` }) : undefined,
      columns: [
        {
          head: 'About',
          cell: ({ id, about }) => html`<a class="govuk-link" href="${base}/decisions/${id}">${about}</a>`,
        },
        { head: 'By', cell: ({ decidedByName, agencyName }) => `${decidedByName}, ${agencyName}` },
        { head: 'When', cell: ({ decidedAt }) => formatWhen(decidedAt, screen.now) },
      ],
    }),
  })
}
