import { board, type Column } from '../../../design/board.ts'
import { input } from '../../../design/components/input.ts'
import { select } from '../../../design/components/select.ts'
import { filters } from '../../../design/filters.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { pagesOf, rowsOf } from '../../../design/pages.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { addressOf, domainsIn, type Entry, type Filter, holdersIn, hrefOf, states } from '../model/index.ts'

type Index = { screen: Screen; book: readonly Entry[]; found: readonly Entry[]; filter: Filter }

export const indexPage = ({ screen, book, found, filter }: Index): Html =>
  layout({
    title: 'Rulebook',
    frame: screen.frame,
    shape: 'board',
    aside: choose(book, filter),
    asideAt: 'start',
    titleActions: html`<a class="govuk-link" href="/rulebook/words">Word lists</a>`,
    content: html`<p class="govuk-body">Every duty here comes from one of these rules. A rule shows who must do what, by when, and which
      document says so. It is not legal advice: it says what Waymark does, and people decide.</p>
      ${board({
        caption: 'Rules',
        isCaptionHidden: true,
        says: `${formatCount(found.length, 'rule')} of ${book.length}: ${why(filter)}.`,
        empty: `No rule of ${book.length} is ${why(filter)}. Take a filter away to see more.`,
        columns,
        rows: rowsOf(found, filter.page),
        pages: pagesOf(found.length, filter.page, (page) => addressOf({ ...filter, page })),
      })}`,
  })

const columns: Column<Entry>[] = [
  {
    head: 'What must be done',
    cell: ({ id, shown }) => html`<a class="govuk-link" href="${hrefOf(id)}">${shown.task}</a> ${mark(shown)}`,
  },
  { head: 'Who must', cell: ({ shown }) => shown.holder },
  { head: 'By when, in law', cell: ({ shown }) => shown.law ?? 'No time in law' },
  { head: 'By when, for safety', cell: ({ shown }) => shown.safety ?? 'No safety clock' },
  { head: 'Source', cell: ({ shown }) => shown.source.title },
  {
    head: 'In force',
    cell: ({ shown, versions }) => html`${inForce(shown)}${versions.length > 1 && `. ${versions.length} versions`}`,
  },
]

export const mark = ({ isUnverified, isInForce }: Pick<Entry['shown'], 'isUnverified' | 'isInForce'>): Html =>
  html`${isUnverified && stateTag('unverified', 'Unverified')} ${!isInForce && stateTag('stopped', 'Not in force today')}`

export const inForce = ({ from, to }: Pick<Entry['shown'], 'from' | 'to'>): string =>
  to ? `${formatDay(from)} to ${formatDay(to)}` : `since ${formatDay(from)}`

const why = ({ words, domain, holder, state }: Filter): string =>
  [
    state === 'all'
      ? 'in force or not'
      : state === 'unverified'
        ? 'not yet checked by a named person'
        : `${state} today`,
    domain && `in ${domain}`,
    holder && `held by ${holder}`,
    words && `with “${words}”`,
  ]
    .filter(Boolean)
    .join(', ')

const choose = (book: readonly Entry[], filter: Filter): Html => {
  const chosen = (['words', 'domain', 'holder'] as const).flatMap((name) => {
    const text = filter[name]
    return text ? [{ group: groups[name], text, removeHref: addressOf({ ...filter, page: 1, [name]: undefined }) }] : []
  })
  return filters({
    action: '/rulebook',
    chosen,
    clearHref: '/rulebook',
    saved: states.map((state) => ({
      text: stateWords[state],
      href: addressOf({ ...filter, page: 1, state }),
      current: state === filter.state,
    })),
    fields: html`<input type="hidden" name="state" value="${filter.state}">
      ${input({ name: 'words', label: { text: 'Words' }, value: filter.words })}
      ${select({ name: 'domain', label: { text: 'Part' }, value: filter.domain, items: withAny(domainsIn(book)) })}
      ${select({ name: 'holder', label: { text: 'Who must' }, value: filter.holder, items: withAny(holdersIn(book)) })}`,
  })
}

const groups = { words: 'Words', domain: 'Part', holder: 'Who must' } as const
const stateWords: Record<Filter['state'], string> = {
  'in force': 'In force today',
  unverified: 'Unverified',
  'not in force': 'Not in force today',
  all: 'All',
}
const withAny = (values: readonly string[]) => [
  { text: 'Any', value: '' },
  ...values.map((text) => ({ text, value: text })),
]
