import { board, type Column } from '../../../design/board.ts'
import { moment } from '../../../design/clock.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { riskTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { entryLabel } from '../../entries/index.ts'
import type { Morning, MorningRow } from '../store/morning.ts'
import { boardTabs, caseCell } from './parts.ts'

const sections: { name: keyof Morning; id: string; title: string; short: string; empty: string }[] = [
  {
    name: 'overnight',
    id: 'overnight',
    title: 'Reported overnight',
    short: 'Reported overnight',
    empty: 'Nothing was reported overnight in a case that you see.',
  },
  {
    name: 'notSpokenTo',
    id: 'not-spoken-to',
    title: 'Suspect not spoken to yet',
    short: 'Not spoken to',
    empty: 'Every suspect has been spoken to.',
  },
  {
    name: 'bailEnding',
    id: 'bail-ending',
    title: 'Bail ends within 14 days',
    short: 'Bail ending',
    empty: 'No bail ends within 14 days.',
  },
  {
    name: 'noConditions',
    id: 'no-conditions',
    title: 'Released, and no condition protects',
    short: 'No conditions',
    empty: 'Nobody was released without conditions.',
  },
  {
    name: 'resultsAwaited',
    id: 'results',
    title: 'Result of a hearing awaited',
    short: 'Results awaited',
    empty: 'No result is awaited.',
  },
]

export const morningPage = ({ screen, since, morning }: { screen: Screen; since: Date; morning: Morning }): Html =>
  layout({
    title: 'Morning list',
    frame: screen.frame,
    shape: 'board',
    top: boardTabs('morning'),
    content: html`<p class="govuk-body">Since ${formatWhen(since, screen.now)}, in the cases that you see.</p>
    <ul class="govuk-list wm-waiting">${sections.map(({ name, short, id }) => html`<li><a class="govuk-link" href="#${id}">${short}: ${morning[name].length}</a></li>`)}</ul>
    ${sections.map((section) => html`<h2 class="govuk-heading-m" id="${section.id}">${section.title}</h2>${list(screen.now, section, morning[section.name])}`)}`,
  })

const list = (now: Date, { title, empty }: (typeof sections)[number], rows: MorningRow[]): Html =>
  board({
    caption: title,
    isCaptionHidden: true,
    says: formatCount(rows.length, 'case line'),
    empty,
    columns: columns(now),
    rows,
  })

const columns = (now: Date): Column<MorningRow>[] => [
  { head: 'Who for', isRowHeader: true, cell: caseCell },
  { head: 'Level', isShort: true, cell: ({ level }) => riskTag(level) },
  { head: 'What', cell: ({ what }) => entryLabel(what) },
  {
    head: 'When',
    cell: ({ at, until }) => (until ? html`until ${formatDay(until, now)}` : at ? moment(at, now) : 'time not known'),
  },
]
