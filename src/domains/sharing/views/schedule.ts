import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { stateOf, stateWords } from '../model.ts'
import type { SharingRow, ToPolice } from '../store.ts'
import { lastDay, toOf, whatOf } from './about.ts'

type Page = { screen: Screen; top: CaseTop; decisions: readonly SharingRow[]; notes: readonly ToPolice[] }

/** What police were given or can read: they may have to schedule it, and the defence may see it. */
export const schedulePage = ({ screen, top, decisions, notes }: Page): Html => {
  const shared: ToPolice[] = decisions.map((row) => ({
    ...{
      what: whatOf(row),
      from: row.fromAgency,
      to: toOf(row),
      why: row.why,
      at: row.sharedAt ?? row.askedAt,
      by: row.askedByName,
    },
    state: `${stateWords[stateOf(row, screen.now)]}, last day ${lastDay(row.expiresOn, screen.now)}`,
  }))
  const rows = [...notes, ...shared].sort((a, b) => a.at.getTime() - b.at.getTime())
  return caseLayout({
    ...{ screen, top, part: 'sharing', title: 'List for a disclosure officer' },
    trail: [{ text: 'What was shared', href: `/cases/${top.caseId}/sharing` }],
    content: board({
      caption: 'Shared so that police have it',
      says: `${formatCount(rows.length, 'item')}, in the order in which police got it. What you may not read is not on your list.`,
      empty: 'Nothing that you may read was shared with police.',
      rows,
      columns: [
        { head: 'What', cell: ({ what }) => what },
        { head: 'From', cell: ({ from }) => from },
        { head: 'To', cell: ({ to }) => to },
        { head: 'Why', cell: ({ why }) => why },
        { head: 'Shared', cell: ({ at, by }) => `${formatWhen(at, screen.now)}, ${by}` },
        { head: 'State', cell: ({ state }) => state },
      ],
    }),
  })
}
