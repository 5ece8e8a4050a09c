import { type Html, html } from '../../platform/html.ts'
import { board } from '../board.ts'
import { clock } from '../clock.ts'
import { checkboxes } from '../components/checkboxes.ts'
import { select } from '../components/select.ts'
import { filters } from '../filters.ts'
import { layout } from '../layout.ts'
import { countsBar } from '../pictures/counts-bar.ts'
import { riskTag } from '../tags.ts'
import { frame, hours, now } from './frame.ts'

type Work = { person: string; task: string; level: 'high' | 'medium' | 'standard' | null; due: number; why: string }
const tasks = [
  ['Tell of release on bail', 'Suspect released at 14:10 today'],
  ['Risk review', 'Two incidents since the last one'],
  ['Tell of the new hearing date', 'Trial moved to 3 February'],
  ['Plan review', 'Separation planned'],
  ['Ask for the result of the hearing', 'Court result not in after 24 h'],
] as const
const work: Work[] = Array.from({ length: 28 }, (_, index) => {
  const [task = '', why = ''] = tasks[index % tasks.length] ?? []
  const level = (['high', null, 'medium', 'standard'] as const)[index % 4] ?? null
  return { person: `Invented Person ${index + 1}`, task, level, due: index * 2.2 - 7, why }
})

export const chooseBy = html`${select({
  name: 'level',
  label: { text: 'Risk level' },
  items: [
    { text: 'Any', value: '' },
    { text: 'High', value: 'high' },
  ],
})}${checkboxes({
  name: 'kind',
  classes: 'govuk-checkboxes--small',
  fieldset: { legend: { text: 'Kind of work' } },
  items: [
    { value: 'telling', text: 'Telling' },
    { value: 'review', text: 'Reviews' },
    { value: 'chasing', text: 'Chasing' },
  ],
})}`

const boardFilters = html`${countsBar({
  id: 'counts',
  title: 'Your work',
  counts: [
    { text: 'late', count: 4, state: 'late' },
    { text: 'due soon', count: 2, state: 'soon' },
    { text: 'on time', count: 22, state: 'on-time' },
    { text: 'done today', count: 3, state: 'done' },
  ],
})}${filters({
  action: '/board',
  fields: chooseBy,
  chosen: [{ group: 'Kind', text: 'Telling', removeHref: '/board' }],
  clearHref: '/board',
  saveHref: '/board/save',
  saved: [
    { text: 'Mine', href: '/board?mine', current: true, count: 28 },
    { text: 'My team, late', href: '/board?late', count: 4 },
  ],
})}`

export const boardPage = (): Html =>
  layout({
    title: 'Board',
    frame,
    shape: 'board',
    aside: boardFilters,
    asideAt: 'start',
    titleActions: html`<a class="govuk-link" href="/board/print">Print</a>`,
    content: board({
      caption: 'Work that you own',
      isCaptionHidden: true,
      says: '28 of 28 duties: you own each of them. Late first, safety clock before statutory clock.',
      empty: 'Nothing is due.',
      rows: work,
      rowState: ({ due }) => (due < 0 ? 'late' : due < 4 ? 'soon' : undefined),
      pages: {
        next: { href: '/board?page=2' },
        items: [
          { number: 1, href: '/board', current: true },
          { number: 2, href: '/board?page=2' },
        ],
      },
      columns: [
        { head: 'Person', cell: ({ person }) => html`<a href="/cases/1">${person}</a>`, isShort: true },
        { head: 'Duty', cell: ({ task }) => html`<a href="/cases/1/duties/2">${task}</a>` },
        {
          head: 'Due',
          sortHref: '/board?sort=due',
          sorted: 'ascending',
          cell: ({ due }) => clock({ now, dueAt: hours(due) }),
          isShort: true,
        },
        { head: 'Risk level', sortHref: '/board?sort=level', cell: ({ level }) => riskTag(level), isShort: true },
        { head: 'Because', cell: ({ why }) => why },
      ],
    }),
  })
