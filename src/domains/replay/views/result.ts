import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { table } from '../../../design/components/table.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { countsOf, type ReplayedDay, type ReplayedEvent, type Result } from '../model/page.ts'
import type { ReplayedDuty } from '../model/replay.ts'

export const resultPage = ({ screen, result }: { screen: Screen; result: Result }): Html => {
  const { name, days, gaps, notes, duties } = result
  const counts = countsOf(duties)
  return layout({
    title: name,
    tab: 'What Waymark would have raised',
    caption: 'Replay',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Replay', href: '/replay' }, { text: name }],
    content: html`${insetText({
      text: 'This shows what Waymark would have raised. It is no finding of law. The file tells a part only: where no record was found, one may exist. Nothing of it is kept: print this page, or replay again.',
    })}
      <p class="govuk-body">${formatCount(days.flatMap(({ events }) => events).length, 'event')} on ${formatCount(days.length, 'date')} would have raised ${formatCount(duties.length, 'duty', 'duties')}:
        no record found of ${counts.not_recorded}, ${counts.met} done, ${counts.open} still running at the last event, ${counts.superseded} ended with the death.</p>
      ${gaps.length > 0 && gapTable(gaps)} ${notes.length > 0 && noteList(notes)}
      <h2 class="govuk-heading-m">Day by day</h2>
      ${days.length === 0 ? html`<p class="govuk-body">The file has no events.</p>` : days.map(day)}
      ${button({ text: 'Replay another', href: '/replay', classes: 'govuk-button--secondary' })}`,
  })
}

const gapTable = (gaps: Result['gaps']): Html =>
  table({
    caption: 'Stretches in which something was owed and nobody is recorded',
    captionClasses: 'govuk-table__caption--m',
    firstCellIsHeader: true,
    head: ['What', 'From', 'To', 'After event'].map((text) => ({ text })),
    rows: gaps.map(({ code, from, to, because }) => [
      { text: words(code) },
      { text: dayOrUnknown(from) },
      { text: dayOrUnknown(to) },
      { text: html`<a class="govuk-link" href="#event-${because}">${because}</a>` },
    ]),
  })

const noteList = (notes: readonly string[]): Html =>
  html`<h2 class="govuk-heading-m">To know about this file</h2>
    <ul class="govuk-list govuk-list--bullet">${notes.map((note) => html`<li>${note}</li>`)}</ul>`

const day = ({ date, events }: ReplayedDay): Html =>
  html`<section><h3 class="govuk-heading-s">${shownDate(date)}</h3>${events.map(event)}</section>`

const event = ({ number, type, by, what, duties }: ReplayedEvent): Html =>
  html`<div id="event-${number}">
    <p class="govuk-body"><strong>${number}. ${type}</strong>, by ${by === '-' ? 'nobody named' : by}${what !== null && html`<br>${what}`}</p>
    ${dutyTable(number, duties)}
  </div>`

const dutyTable = (number: number, duties: readonly ReplayedDuty[]): Html =>
  board({
    caption: `Duties that event ${number} would have raised`,
    isCaptionHidden: true,
    says: `Would have raised ${formatCount(duties.length, 'duty', 'duties')}.`,
    empty: 'Raised nothing.',
    rows: duties,
    columns: [
      { head: 'What would have been due', cell: what },
      { head: 'Who', cell: ({ holder }) => words(holder) },
      { head: 'By when', cell: dueWords },
      {
        head: 'Record',
        cell: (duty) =>
          html`${record(duty)}${duty.metBy !== null && html` <a class="govuk-link" href="#event-${duty.metBy}">event ${duty.metBy}</a>`}`,
      },
      {
        head: 'Why',
        cell: ({ why }) => `${why.title}, ${why.section}${why.appliedEarly ? '. Not yet in force on that day' : ''}`,
      },
    ],
  })

const what = ({ task, certain, quotes }: ReplayedDuty): Html =>
  html`${task}${!certain && html` ${stateTag('unverified', 'Not certain')}`}${quotes.length > 0 && html`<br>Hangs on the words: ${quotes.map((quote) => `“${quote}”`).join(', ')}`}`

const record = ({ state }: ReplayedDuty): Html => {
  if (state === 'met') return stateTag('done', 'Done')
  if (state === 'not_recorded') return stateTag('late', 'No record found')
  return state === 'open' ? stateTag('open', 'Still running') : stateTag('stopped', 'Ended with the death')
}

const dueWords = ({ dueAt, between }: ReplayedDuty): string => {
  if (dueAt) return `${formatDay(dueAt.slice(0, 10))}, ${dueAt.slice(11, 16)}`
  if (between)
    return `Between ${dayOrUnknown(between[0]?.slice(0, 10) ?? null)} and ${dayOrUnknown(between[1]?.slice(0, 10) ?? null)}`
  return 'Cannot be told'
}

const dayOrUnknown = (date: string | null): string => (date ? formatDay(date) : 'a day not known')
const shownDate = (date: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) ? formatDay(date) : date
const short = new Set(['CPS', 'WCU', 'NFA', 'MARAC'])
const words = (code: string): string => {
  const text = code
    .split('_')
    .map((word) => (short.has(word.toUpperCase()) ? word.toUpperCase() : word.toLowerCase()))
    .join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
