import { board } from '../../../design/board.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { formatCount } from '../../../design/words.ts'
import type { Sheet } from '../../../platform/exports.ts'
import type { Html } from '../../../platform/html.ts'
import type { Kept } from '../actions.ts'
import { voidText } from '../model.ts'

/** More rows than these are said as a number; whoever approves is shown all. */
const few = 10

/** The rows as they would leave. */
export const sheetShown = ({ columns, rows }: Sheet, isWhole: boolean): Html =>
  board({
    caption: isWhole || rows.length <= few ? 'What leaves: all of it' : `What leaves: the first ${few}`,
    says: `${formatCount(rows.length, 'row')} of ${formatCount(columns.length, 'column')}.`,
    empty: 'Nothing.',
    rows: isWhole ? rows : rows.slice(0, few),
    columns: columns.map((head, at) => ({ head, cell: (row: readonly string[]) => row[at] ?? '' })),
  })

export const keptShown = (kept: Kept | { why: string }, isWhole: boolean): Html =>
  'why' in kept
    ? insetText({ text: `${voidText(kept.why)}. It can not be taken: ask for it anew.` })
    : sheetShown(kept.sheet, isWhole)
