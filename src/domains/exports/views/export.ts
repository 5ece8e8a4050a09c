import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Kept } from '../actions.ts'
import { formatWords, isFormat, listName, voidText } from '../model.ts'
import type { ExportRow } from '../store.ts'
import { stateOf } from './index.ts'
import { keptShown } from './sheet.ts'

type Page = {
  screen: Screen
  row: ExportRow
  kept: Kept | { why: string } | null
  isOpen: boolean
  isAsker: boolean
  mayTake: boolean
  mayAnswer: boolean
}
const line = (key: string, text: string) => ({ key: { text: key }, value: { text } })
const second = 'govuk-button--secondary'

export const exportPage = ({ screen, row, kept, isOpen, isAsker, mayTake, mayAnswer }: Page): Html => {
  const { now } = screen
  const canGo = kept !== null && !('why' in kept)
  return layout({
    title: 'A list to take out',
    frame: screen.frame,
    breadcrumbs: [
      { text: 'Work', href: '/boards/mine' },
      { text: 'Lists taken out', href: '/exports' },
      { text: listName(row.list) },
    ],
    content: html`<div class="govuk-button-group">
        ${mayAnswer && button({ text: 'See it and decide', href: `/exports/${row.id}/answer` })}
        ${mayTake && canGo && form(screen, button({ text: 'Take it: once only' }), { action: `/exports/${row.id}/take` })}
        ${isAsker && isOpen && form(screen, button({ text: 'I do not need it', classes: second }), { action: `/exports/${row.id}/withdraw` })}
      </div>
      ${summaryList({
        rows: [
          line('State', stateOf(row)),
          line(
            'List',
            `${listName(row.list)}, ${formatCount(row.rowCount, 'row')}, about ${formatCount(row.people, 'person', 'people')}`,
          ),
          line('File', isFormat(row.format) ? formatWords[row.format] : row.format),
          line('For', row.forWhom),
          line('What it is for', row.why),
          line('Asked', `${formatWhen(row.askedAt, now)} by ${row.askedByName}`),
          line('Second person', row.approverName ?? 'None needed'),
          row.approvedAt !== null &&
            row.approvalEndsAt !== null &&
            line('Approved', `${formatWhen(row.approvedAt, now)}; holds until ${formatWhen(row.approvalEndsAt, now)}`),
          row.releasedAt !== null && line('Taken', formatWhen(row.releasedAt, now)),
          row.endedAt !== null &&
            line(
              'Ended untaken',
              `${formatWhen(row.endedAt, now)} by ${row.endedByName ?? ''}: ${voidText(row.endedWhy ?? '')}`,
            ),
        ],
      })}
      ${kept !== null && keptShown(kept, false)}`,
  })
}
