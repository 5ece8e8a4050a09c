import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import { fileKindWords } from '../../files/index.ts'
import { roleLabel } from '../../staff/index.ts'
import type { LateRow, lateFileOf, Opening, OwedRow, ReleaseRow } from '../store.ts'
import { toOf, whatOf } from './about.ts'

export type OnLate = { screen: Screen; top: CaseTop; late: LateRow; here: string }
type Page = OnLate & {
  file: Awaited<ReturnType<typeof lateFileOf>>
  release: ReleaseRow | undefined
  openings: readonly Opening[]
  number: number
  owed: readonly OwedRow[]
  mayAnswer: boolean
}

const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })
const whatOpened: Record<string, string> = {
  file: 'The copy of the file',
  bundle: 'A bundle that holds it, before it was sent',
  sent: 'What was sent',
}

/** For whoever leads it: what it stood in, who opened it and when, what was taken back at once, and what is owed. */
export const latePage = ({ screen, top, late, here, file, release, openings, number, owed, mayAnswer }: Page): Html => {
  const { now } = screen
  const base = `/cases/${top.caseId}`
  const total = openings[0]?.lines ?? 0
  return caseLayout({
    ...{ screen, top, part: 'releases', title: 'A protected place was found too late', shape: 'board' },
    trail: trail(top),
    content: html`${insetText({
      text: 'It was written down after people could open this. Which place it is, and on whose list it stands, is not said here: a provider whose place it is has been told, and is asked to ring the risk lead.',
    })}
      ${mayAnswer && button({ text: 'Say what was taken back', href: `${here}/answer` })}
      ${summaryList({
        rows: [
          line('Found', formatWhen(late.foundAt, now)),
          file &&
            line(
              'In',
              html`<a class="govuk-link" href="${base}/files/${file.id}">${fileKindWords[file.kind] ?? file.kind}</a>: ${file.shows}`,
            ),
          release &&
            line(
              'In',
              html`<a class="govuk-link" href="${base}/releases/${release.id}">${whatOf(release)}</a>, sent to ${toOf(release)}`,
            ),
          !file && !release && line('In', 'Something of this case that you are not shown. It is shut'),
          file?.stoodOpenFrom != null &&
            file.stoodOpenUntil !== null &&
            line(
              'Stood open',
              `from ${formatWhen(file.stoodOpenFrom, now)} until ${formatWhen(file.stoodOpenUntil, now)}`,
            ),
          release?.releasedAt != null && line('Sent', formatWhen(release.releasedAt, now)),
          line(
            'Taken back at once',
            release
              ? 'Nobody opens here any more what was sent. What the recipient holds has to be asked for'
              : 'The file is shut, and so is each bundle with it that was not sent yet: a second person decides before anybody opens it again',
          ),
        ],
      })}
      ${board({
        caption: 'Who opened it',
        says: `${formatCount(total, 'time')}, the latest first. Whoever saved it may hold it still: ask each of them.`,
        empty: 'Nobody opened it.',
        rows: openings,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        columns: [
          { head: 'When', cell: ({ at }) => formatWhen(at, now) },
          { head: 'Who', cell: ({ name, role, agency }) => `${name}, ${roleLabel(role)}, ${agency}` },
          { head: 'What', cell: ({ what }) => whatOpened[what] ?? what },
        ],
      })}
      ${board({
        caption: 'What is owed because of it',
        says: `${formatCount(owed.length, 'duty', 'duties')}.`,
        empty: 'No duty that you are shown.',
        rows: owed,
        columns: [
          { head: 'Duty', cell: ({ id, task }) => html`<a class="govuk-link" href="${base}/duties/${id}">${task}</a>` },
          { head: 'Owner', cell: ({ owner }) => owner },
          {
            head: 'By',
            cell: ({ state, safetyDueAt, statutoryDueAt, said, saidAt, saidBy }) =>
              state === 'open' ? dueText(safetyDueAt ?? statutoryDueAt, now) : saidText(said, saidAt, saidBy, now),
          },
        ],
      })}`,
  })
}

const dueText = (due: Date | null, now: Date): string => (due ? formatWhen(due, now) : 'No clock')
const saidText = (said: string | null, at: Date | null, by: string | null, now: Date): string =>
  at ? `Done ${formatWhen(at, now)}${by ? ` by ${by}` : ''}${said ? `: ${said}` : ''}` : 'No longer asked for'

export const trail = ({ caseId }: CaseTop) => [
  { text: 'Released outside', href: `/cases/${caseId}/releases` },
  { text: 'Found too late', href: `/cases/${caseId}/releases/late` },
]
