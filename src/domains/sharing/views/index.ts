import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { agreementWords, stateOf, toldWords } from '../model.ts'
import type { OtherWay, SharingRow } from '../store.ts'
import { stateShown, toOf, whatOf } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  decisions: readonly SharingRow[]
  others: readonly OtherWay[]
  mayAdd: boolean
}

export const indexPage = ({ screen, top, decisions, others, mayAdd }: Page): Html => {
  const base = `/cases/${top.caseId}/sharing`
  return caseLayout({
    ...{ screen, top, part: 'sharing', title: 'What was shared' },
    content: html`<p class="govuk-body">Decisions of your agency, and what others shared with it. <a class="govuk-link" href="${base}/schedule">List for a disclosure officer</a></p>
      ${board({
        caption: 'Decisions to share',
        says: `${formatCount(decisions.length, 'decision')}, latest first.`,
        empty: 'No decision to share that you may read.',
        rows: decisions,
        actions: mayAdd ? button({ text: 'Decide to share', href: `${base}/new` }) : undefined,
        columns: [
          { head: 'What', cell: (row) => html`<a class="govuk-link" href="${base}/${row.id}">${whatOf(row)}</a>` },
          { head: 'From and to', cell: (row) => `${row.fromAgency} to ${toOf(row)}` },
          { head: 'Did they agree?', cell: (row) => agreementWords[row.agreement] ?? row.agreement },
          { head: 'Do they know?', cell: (row) => toldWords[row.told] ?? row.told },
          { head: 'State', cell: (row) => stateShown(stateOf(row, screen.now), row, screen.now) },
        ],
      })}
      ${board({
        caption: 'Shared by another act',
        says: `${formatCount(others.length, 'act')}, latest first: each has its own page, where its words stand.`,
        empty: 'Nothing was shared by a referral, a route, a note for all, or sight of the case.',
        rows: others,
        columns: [
          { head: 'What', cell: (row) => `${row.how}: ${row.what}` },
          { head: 'To', cell: (row) => row.to },
          { head: 'Why', cell: (row) => row.why },
          {
            head: 'Did they agree?',
            cell: (row) =>
              row.agreement
                ? (agreementWords[row.agreement] ?? row.agreement)
                : 'Not recorded: decide to share, if it was more than the task',
          },
          { head: 'When', cell: (row) => `${formatWhen(row.at, screen.now)}, ${row.by}` },
          { head: 'Until', cell: (row) => (row.until ? formatDay(row.until, screen.now) : 'No end') },
        ],
      })}`,
  })
}
