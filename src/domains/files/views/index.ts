import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import type { FileRow } from '../store.ts'
import { nameOf, stateShown } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  files: readonly FileRow[]
  number: number
  total: number
  mayAdd: boolean
}

export const indexPage = ({ screen, top, files, number, total, mayAdd }: Page): Html => {
  const here = `/cases/${top.caseId}/files`
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'files', title: 'Files', shape: 'board' },
    content: html`<p class="govuk-body">Photographs, messages and documents. Each is sealed as it came, and checked before anybody can open it. What you open is a copy without place, device or other hidden details. Films and sound recordings are not taken: keep them where your agency keeps evidence.</p>
      ${board({
        caption: 'Files of this case',
        says: `${formatCount(total, 'file')}, the latest first.`,
        empty: nothingOf(top, 'incidents', 'No file is kept in this case.'),
        rows: files,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        actions: mayAdd ? button({ text: 'Add a file', href: `${here}/new` }) : undefined,
        columns: [
          { head: 'What', cell: (row) => html`<a class="govuk-link" href="${here}/${row.id}">${nameOf(row)}</a>` },
          { head: 'About', cell: (row) => row.person },
          { head: 'Taken', cell: (row) => (row.takenOn ? formatDay(row.takenOn, now) : 'Not known') },
          { head: 'Added', cell: (row) => `${formatWhen(row.addedAt, now)}, ${row.addedByName}` },
          { head: 'State', cell: (row) => stateShown(row) },
        ],
      })}`,
  })
}
