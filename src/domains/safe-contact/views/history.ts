import { board } from '../../../design/board.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import type { Html } from '../../../platform/html.ts'
import type { Looked } from '../actions/look.ts'
import { frequencyWords } from '../model/words.ts'
import { type Page, safeContactPage } from './frame.ts'

export const historyPage = ({ screen, top, looked }: Page & { looked: Looked }): Html =>
  safeContactPage(
    { screen, top },
    {
      title: 'Earlier versions of the rule',
      content: board({
        caption: 'Versions of the rule',
        isCaptionHidden: true,
        says: `${formatCount(looked.history.length, 'version')}, the one that holds first. Each change of the rule or of a way makes a new one.`,
        empty: 'No version yet.',
        columns: [
          { head: 'Version', isRowHeader: true, cell: ({ version }) => version },
          { head: 'Set', cell: ({ setAt, setBy }) => `${formatWhen(setAt, screen.now)}, ${setBy}` },
          { head: 'Confirmed with', cell: ({ confirmedWith }) => confirmedWith },
          { head: 'How often', cell: ({ frequency }) => frequencyWords(frequency) },
          { head: 'Confirm again by', cell: ({ reviewOn }) => formatDay(reviewOn, screen.now) },
        ],
        rows: looked.history,
      }),
    },
  )
