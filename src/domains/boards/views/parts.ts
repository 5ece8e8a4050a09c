import { clock, clockState } from '../../../design/clock.ts'
import { button } from '../../../design/components/button.ts'
import type { PaginationOptions } from '../../../design/components/pagination.ts'
import { select } from '../../../design/components/select.ts'
import { filters } from '../../../design/filters.ts'
import { form, type Screen } from '../../../design/form.ts'
import { subNavigation } from '../../../design/sub-navigation.ts'
import { riskTag } from '../../../design/tags.ts'
import { type Html, html } from '../../../platform/html.ts'
import { bodyName } from '../../entries/index.ts'
import { addressOf, type BoardName, type Filter, pageSize } from '../model.ts'
import type { DutyRow, Saved } from '../store/index.ts'

const boards = [
  { name: 'mine', text: 'My duties' },
  { name: 'cases', text: 'My cases' },
  { name: 'team', text: 'Team duties' },
  { name: 'team-cases', text: 'Team cases' },
  { name: 'morning', text: 'Morning list' },
  { name: 'nobodys', text: 'Nobody’s' },
]
export const openACase: Html = button({ text: 'Open a case', href: '/cases/new', classes: 'govuk-button--secondary' })

/** Where the list, as it is narrowed, can be taken out (U8). */
export const takeOut = (board: BoardName, filter: Filter): Html =>
  button({
    text: 'Take this list out',
    href: `/exports/new?${new URLSearchParams({ list: board, query: addressOf(board, { ...filter, page: 1 }).split('?')[1] ?? '' })}`,
    classes: 'govuk-button--secondary',
  })

export const boardTabs = (current: string): Html =>
  subNavigation({
    label: 'Boards',
    items: boards.map(({ name, text }) => ({ text, href: `/boards/${name}`, current: name === current })),
  })

export const pagesOf = (
  board: string,
  filter: Filter & { page: number },
  total: number,
): PaginationOptions | undefined => {
  const last = Math.ceil(total / pageSize)
  if (last <= 1) return undefined
  const to = (page: number) => addressOf(board, { ...filter, page })
  const shown = [...new Set([1, filter.page - 1, filter.page, filter.page + 1, last])].filter(
    (page) => page >= 1 && page <= last,
  )
  return {
    ...(filter.page > 1 && { previous: { href: to(filter.page - 1) } }),
    ...(filter.page < last && { next: { href: to(filter.page + 1) } }),
    items: shown.map((page) => ({ number: page, href: to(page), current: page === filter.page })),
  }
}

export type Choice = { name: string; label: string; items: { value: string; text: string }[] }

/** Filters beside a board: what is chosen, what is saved, and the fields. The first choice of each is "any". */
export const boardFilters = (
  screen: Screen,
  board: BoardName,
  filter: Filter,
  choices: Choice[],
  saved: Saved[],
): Html => {
  const chosen = choices.flatMap(({ name, label, items }) => {
    const item = items.find(({ value }) => value === filter[name])
    return item
      ? [{ group: label, text: item.text, removeHref: addressOf(board, { ...filter, [name]: undefined, page: 1 }) }]
      : []
  })
  const query = addressOf(board, { ...filter, page: 1 }).split('?')[1] ?? ''
  return html`${filters({
    action: `/boards/${board}`,
    fields: html`${choices.map(({ name, label, items }) =>
      select({
        name,
        label: { text: label },
        items: [
          { value: '', text: 'Any' },
          ...items.map((item) => ({ ...item, selected: item.value === filter[name] })),
        ],
      }),
    )}`,
    chosen,
    ...(chosen.length > 0 && {
      clearHref: `/boards/${board}`,
      saveHref: `/boards/save?${new URLSearchParams({ board, query })}`,
    }),
    saved: saved.map(({ name, query: kept }) => ({
      text: name,
      href: `/boards/${board}?${kept}`,
      current: kept === query,
    })),
  })}
  ${saved.length > 0 && html`<details class="wm-filters__drop"><summary>Remove a saved filter</summary>${saved.map(({ name }) => dropButton(screen, board, name))}</details>`}`
}

const dropButton = (screen: Screen, board: string, name: string): Html =>
  form(
    screen,
    html`<input type="hidden" name="board" value="${board}"><input type="hidden" name="name" value="${name}">
    ${button({ text: `Remove ${name}`, classes: 'govuk-button--secondary' })}`,
    { action: '/boards/save/drop' },
  )

export const stateChoice: Choice = {
  name: 'state',
  label: 'Clock',
  items: [
    { value: 'late', text: 'Late' },
    { value: 'soon', text: 'Due within 4 hours' },
    { value: 'today', text: 'Due today or late' },
  ],
}
export const kindChoice: Choice = {
  name: 'kind',
  label: 'Kind of work',
  items: [
    { value: 'tell', text: 'Tell somebody' },
    { value: 'review', text: 'Review risk or plan' },
    { value: 'chase', text: 'Chase' },
    { value: 'other', text: 'Everything else' },
  ],
}
export const levelChoice: Choice = {
  name: 'level',
  label: 'Risk level',
  items: [
    { value: 'high', text: 'High' },
    { value: 'none', text: 'No level yet' },
    { value: 'medium', text: 'Medium' },
    { value: 'standard', text: 'Standard' },
  ],
}

export const caseCell = ({
  caseId,
  reference,
  personName,
}: {
  caseId: string
  reference: string
  personName: string
}): Html =>
  html`<a class="govuk-link" href="/cases/${caseId}">${personName}</a> <span class="wm-quiet">${reference}</span>`

/** The columns of a list of duties; who owns it is shown where it is not always the reader. */
export const dutyColumns = (now: Date, withOwner: boolean) => [
  {
    head: 'When',
    cell: (duty: DutyRow) =>
      clock({
        now,
        dueAt: duty.safetyDueAt,
        lawDueAt: duty.statutoryDueAt,
        ...(duty.dueUnknown && { notKnown: duty.dueUnknown }),
        whyHref: `/cases/${duty.caseId}/duties/${duty.id}`,
      }),
  },
  {
    head: 'What',
    isRowHeader: true,
    cell: (duty: DutyRow) =>
      html`<a class="govuk-link" href="/cases/${duty.caseId}/duties/${duty.id}">${duty.task}</a> ${!duty.certain && html`<span class="wm-quiet">not certain</span>`}`,
  },
  { head: 'Who for', isShort: true, cell: caseCell },
  { head: 'Level', isShort: true, cell: ({ level }: DutyRow) => riskTag(level) },
  { head: 'Held by', isShort: true, cell: ({ holder }: DutyRow) => bodyName(holder) },
  ...(withOwner ? [{ head: 'Owner', cell: ({ ownerName }: DutyRow) => ownerName }] : []),
]

export const dutyState =
  (now: Date) =>
  (duty: DutyRow): 'late' | 'soon' | undefined => {
    const state = clockState({ now, dueAt: duty.safetyDueAt, lawDueAt: duty.statutoryDueAt })
    return state === 'late' || state === 'soon' ? state : undefined
  }
