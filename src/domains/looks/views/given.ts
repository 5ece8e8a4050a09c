import { board } from '../../../design/board.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../../cases/index.ts'
import { doneWords } from '../model.ts'
import type { LookLine } from '../store.ts'

type GivenPage = { screen: Screen; top: CaseTop; lines: readonly LookLine[]; showsNames: boolean }

/** Who looked at this case, in words that the person themself may be given: no page of the case, and nobody’s own words. */
export const givenPage = ({ screen, top, lines, showsNames }: GivenPage): Html => {
  const days = [
    ...Map.groupBy(lines, (line) => [line.onDay, line.agency, line.role, showsNames && line.name].join('\n')),
  ]
  return layout({
    title: 'Who looked at what is held about you',
    frame: screen.frame,
    breadcrumbs: [
      { text: 'My cases', href: '/boards/mine' },
      { text: top.reference, href: `/cases/${top.caseId}` },
      { text: 'Who looked', href: `/cases/${top.caseId}/looks` },
      { text: 'The list that the person can be given' },
    ],
    content: html`${insetText({
      text: `Print this page and give it to the person harmed by a safe way, and to nobody else. ${
        showsNames
          ? 'Workers are named, as your area has decided.'
          : 'Workers are given as their role and agency; your area may decide to name them.'
      } That you opened this list is on the record as given.`,
    })}
      ${board({
        caption: 'Who looked',
        isCaptionHidden: true,
        says: `${formatCount(days.length, 'line')}. Each says on which day somebody looked, for whom they work, and whether anything was changed or given on.`,
        empty: 'Nobody has looked.',
        rows: days.map(([, lines]) => lines),
        columns: [
          { head: 'Day', cell: ([first]) => first && formatDay(first.onDay) },
          { head: 'Who', cell: ([first]) => first && (showsNames ? `${first.name}, ${first.role}` : first.role) },
          { head: 'Agency', cell: ([first]) => first?.agency },
          {
            head: 'What was done besides looking',
            cell: (lines) => doneWords(lines.flatMap(({ kinds }) => kinds)) || 'Nothing',
          },
        ],
      })}`,
  })
}
