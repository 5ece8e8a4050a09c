import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import type { KeptLook, KeptTelling, KeptTold } from '../actions/tellings.ts'
import { callAnswers, type Telling, type Told, tellingSorts } from '../model/tellings.ts'
import { type Beside, besideTrail } from './kept-beside.ts'
import { decisions, tellingsName, toldShown } from './telling-words.ts'

type Listed = { records: readonly KeptTelling[]; total: number; number: number }
export const tellingsPage = (page: Beside & Listed & { asked: { dueAt: Date | null } | undefined }): Html => {
  const { screen, top, here, records, total, number, mayChange, asked } = page
  const isAnyTold = records.some(({ told }) => told !== undefined)
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: tellingsName },
    trail: besideTrail(top),
    content: html`<p class="govuk-body">A school, an employer or a neighbour can know that there is an order, and ring 999 if the person reported appears. Whose plan it is decides about each, before anybody is told. Nobody is told why, or where anybody lives.</p>
      ${asked && lookNoted(here, asked, screen.now)}
      ${board({
        caption: 'Those who may be told',
        isCaptionHidden: true,
        says: `${formatCount(total, 'decision')}.`,
        empty: 'Nobody is in this list yet.',
        rows: records,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        actions: mayChange ? button({ text: 'Add somebody', href: `${here}/new` }) : undefined,
        columns: [
          {
            head: 'Who',
            cell: ({ recordId, says }) =>
              html`<a class="govuk-link" href="${here}/${recordId}">${says?.who ?? 'Erased'}</a>`,
          },
          { head: 'What they are', cell: ({ says }) => (says ? tellingSorts[says.sort] : 'Erased') },
          { head: 'For the plan of', cell: ({ person }) => person },
          { head: 'Where it stands', cell: (telling) => toldShown(telling, screen.now) },
          { head: 'Written', cell: ({ writtenAt, by }) => `${formatWhen(writtenAt, screen.now)}, ${by}` },
        ],
      })}
      ${mayChange && isAnyTold && !asked && html`<p class="govuk-body"><a class="govuk-link" href="${here}/look">Look at who was told</a></p>`}`,
  })
}
const lookNoted = (here: string, { dueAt }: { dueAt: Date | null }, now: Date): Html =>
  insetText({
    text: html`<p class="govuk-body">Who was told is to be looked at ${dueAt === null ? 'now' : `by ${formatDay(dueAt, now)}`}, with whose plan it is: an order changes or ends. <a class="govuk-link" href="${here}/look">Look at who was told</a></p>`,
  })

type Row = { told: KeptTold } | { look: KeptLook }
type OnTelling = Beside & {
  telling: KeptTelling
  history: { rows: readonly Row[]; total: number; number: number }
}
const row = (key: string, text: string | null) => text !== null && { key: { text: key }, value: { text } }
const decided = ({ decidedBy, with: present, on }: Telling, now: Date): string | null =>
  decidedBy === null
    ? null
    : [decidedBy, present && `with ${present}`, on && formatDay(on, now)].filter(Boolean).join(', ')

/** One who may be told: what was decided, and what they were told. */
export const tellingPage = ({ screen, top, here, telling, mayChange, history }: OnTelling): Html => {
  const { says, recordId, person, version, writtenAt, by, agency, isAgainst } = telling
  const at = `${here}/${recordId}`
  const { now } = screen
  const mayTell = says?.decision === 'safe' && !isAgainst
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'Is it safe to tell them of an order?' },
    trail: besideTrail(top, { text: tellingsName, href: here }),
    content: html`<p class="govuk-body-l">${says?.who ?? 'Erased'}, for the plan of ${person}. ${toldShown(telling, now)}</p>
      ${isAgainst && says?.decision === 'safe' && insetText({ text: html`<p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/safety-plans/parties">It was decided that it is not safe to involve them</a>: nobody tells them until that is decided again.</p>` })}
      ${
        mayChange &&
        says !== null &&
        html`<div class="govuk-button-group">${mayTell && button({ text: 'They were told', href: `${at}/told` })}
        ${button({ text: 'Decide again', href: `${at}/edit`, classes: 'govuk-button--secondary' })}</div>`
      }
      ${
        says !== null &&
        summaryList({
          rows: [
            row('What they are', tellingSorts[says.sort]),
            row('Decision', decisions[says.decision]),
            row('Why', says.why),
            row('Decided by', decided(says, now)),
            row('What they are asked to do', says.asks),
            row('Written', `Version ${version}, ${formatWhen(writtenAt, now)}, ${by}, ${agency}`),
          ],
        })
      }
      ${version > 1 && html`<p class="govuk-body"><a class="govuk-link" href="${at}/decisions">What was decided before</a></p>`}
      ${board({
        caption: 'What they were told',
        says: `${formatCount(history.total, 'line')}, the latest first.`,
        empty: 'They were told nothing.',
        rows: history.rows,
        pages: pagesOf(history.total, history.number, (to) => `${at}?page=${to}`),
        columns: [
          { head: 'What', cell: (line) => ('told' in line ? wordsShown(line.told.says) : lookShown(line.look)) },
          { head: 'Day', cell: (line) => dayOf(line, now) },
          {
            head: 'What they said',
            cell: (line) =>
              'told' in line && line.told.says?.calls ? callAnswers[line.told.says.calls] : 'Nothing written',
          },
          { head: 'Written', cell: (line) => writtenShown('told' in line ? line.told : line.look, now) },
        ],
      })}`,
  })
}
const wordsShown = (says: Told | null): Html | string => {
  if (says === null) return 'Erased'
  const about = [says.order, says.to && `Told: ${says.to}`, says.how].filter(Boolean).join('. ')
  return html`“${says.words}”<br>${about === '' ? 'How it stands since the order changed' : about}`
}
const lookShown = ({ says }: KeptLook): string =>
  says === null ? 'Erased' : `Looked at, and told nothing: ${says.why}`
const dayOf = (line: Row, now: Date): string => {
  const on = 'told' in line ? line.told.says?.on : line.look.says?.on
  return on === undefined ? 'Erased' : formatDay(on, now)
}
const writtenShown = ({ writtenAt, by }: { writtenAt: Date; by: string }, now: Date): string =>
  `${formatWhen(writtenAt, now)}, ${by}`

type Decisions = Beside & {
  telling: KeptTelling
  versions: readonly (Pick<KeptTelling, 'version' | 'says' | 'writtenAt' | 'by'> & { recordId: string })[]
  total: number
  number: number
}
/** Every decision about one who may be told, the latest first. */
export const decisionsPage = ({ screen, top, here, telling, versions, total, number }: Decisions): Html => {
  const at = `${here}/${telling.recordId}`
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'What was decided about telling them' },
    trail: besideTrail(top, { text: tellingsName, href: here }, { text: telling.says?.who ?? 'Erased', href: at }),
    content: board({
      caption: 'Decisions',
      isCaptionHidden: true,
      says: `${formatCount(total, 'decision')}, the latest first.`,
      empty: '',
      rows: versions,
      pages: pagesOf(total, number, (to) => `${at}/decisions?page=${to}`),
      columns: [
        { head: 'Decision', cell: ({ says }) => (says ? decisions[says.decision] : 'Erased') },
        { head: 'Why', cell: ({ says }) => (says ? (says.why ?? 'Nothing written') : 'Erased') },
        { head: 'Decided by', cell: ({ says }) => (says ? (decided(says, now) ?? 'Nobody yet') : 'Erased') },
        { head: 'Asked to do', cell: ({ says }) => (says ? (says.asks ?? 'Nothing') : 'Erased') },
        {
          head: 'Written',
          cell: ({ version, writtenAt, by }) => `Version ${version}, ${formatWhen(writtenAt, now)}, ${by}`,
        },
      ],
    }),
  })
}
