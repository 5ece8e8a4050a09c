import { board, type Column } from '../../../design/board.ts'
import { input } from '../../../design/components/input.ts'
import type { PaginationOptions } from '../../../design/components/pagination.ts'
import { select } from '../../../design/components/select.ts'
import { filters } from '../../../design/filters.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { daysInWords, formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { purposeWords } from '../../looks/index.ts'
import { roleLabel } from '../../staff/index.ts'
import { addressOf, type Days, type Filter, kinds, kindWords, type Line, linesAPage, mostCounted } from '../model.ts'

type Index = {
  screen: Screen
  filter: Filter
  staff: readonly { id: string; name: string; hasLeft: boolean }[]
  lines: readonly Line[]
  sealed: number
  days?: Days
  agency?: string
  problem?: { field: 'from' | 'until'; problem: string }
}

export const indexPage = (index: Index): Html => {
  const { screen, filter, lines, sealed, problem } = index
  return layout({
    title: 'The log',
    frame: screen.frame,
    shape: 'board',
    errors: problem && [{ text: problem.problem, href: `#${problem.field}` }],
    aside: choose(index),
    asideAt: 'start',
    content: html`<p class="govuk-body">Who of your agency looked, searched, changed, printed or took out what, when and why. It names cases by their reference and nobody who is in one. This search is itself in the log.</p>
      ${
        !problem &&
        board({
          caption: 'Rows of the log',
          isCaptionHidden: true,
          says: says(index),
          empty: 'Nothing like this is in the log of these days. Choose other days, or ask for less.',
          columns: columns(screen.now),
          rows: lines,
          pages: pages(filter, lines[0]?.total ?? 0),
        })
      }
      ${sealed > 0 && html`<p class="govuk-body">${formatCount(sealed, 'further look')} at sealed cases in these days, whatever is searched for. ${sealed === 1 ? 'It is' : 'They are'} shown to those named for them.</p>`}`,
  })
}

const says = ({ lines, days, agency }: Index): string => {
  const total = lines[0]?.total ?? 0
  const count = total > mostCounted ? `More than ${formatCount(mostCounted, 'row')}` : formatCount(total, 'row')
  return `${count} of ${agency}, ${days && daysWords(days)}, the newest first.${total > mostCounted ? ' Ask for fewer days to see the rest.' : ''}`
}

const daysWords = ({ first, last }: Days): string =>
  first === last ? formatDay(first) : `${formatDay(first)} to ${formatDay(last)}`

const columns = (now: Date): Column<Line>[] => [
  { head: 'When', cell: ({ at }) => formatWhen(at, now), isShort: true },
  { head: 'Who', cell: who, isRowHeader: true },
  { head: 'What', cell: ({ kind, route }) => html`${kindWords(kind)}<br><code>${route}</code>` },
  { head: 'Case', cell: caseWords },
  { head: 'Why', cell: (line) => daysInWords(why(line)) },
]

const who = ({ actor, actorRole, whose }: Line): Html | string => {
  if (actor !== null) return html`${actor}<br>${roleLabel(actorRole ?? '')}`
  return whose === null ? 'Nobody signed in' : `Nobody signed in: the address of ${whose}`
}
const caseWords = ({ namesCase, reference }: Line): string => reference ?? (namesCase ? 'No such case' : 'None')
const why = ({ purpose, pick, said, detail }: Line): string =>
  [purpose !== null && purposeWords({ purpose, pick, said }), detail].filter(Boolean).join(': ') || 'Not asked'

const choose = ({ filter, staff, days, problem }: Index): Html =>
  filters({
    action: '/audit',
    chosen: chosenOf(filter, staff),
    clearHref: '/audit',
    fields: html`
      ${day('from', 'First day', days ? formatDay(days.first) : filter.from, problem)}
      ${day('until', 'Last day', days ? formatDay(days.last) : filter.until, problem)}
      ${select({
        name: 'person',
        label: { text: 'Who looked' },
        value: filter.person,
        items: [
          { value: '', text: 'Anybody' },
          ...staff.map(({ id, name, hasLeft }) => ({ value: id, text: hasLeft ? `${name} (left)` : name })),
        ],
      })}
      ${input({ name: 'case', label: { text: 'Case reference' }, value: filter.case, autocomplete: 'off', spellcheck: false })}
      ${select({
        name: 'kind',
        label: { text: 'What they did' },
        value: filter.kind,
        items: [{ value: '', text: 'Anything' }, ...Object.entries(kinds).map(([value, text]) => ({ value, text }))],
      })}
      ${input({ name: 'route', label: { text: 'Part of the address' }, hint: { text: 'Such as /export or safe-contact' }, value: filter.route, autocomplete: 'off', spellcheck: false })}`,
  })

const day = (name: 'from' | 'until', label: string, value: string | undefined, problem: Index['problem']): Html =>
  input({
    ...{ name, label: { text: label }, value, autocomplete: 'off', classes: 'govuk-input--width-10' },
    errorMessage: problem?.field === name ? { text: problem.problem } : undefined,
  })

const chosenOf = (filter: Filter, staff: Index['staff']) => {
  const { person, case: reference, kind, route } = filter
  const without = (field: keyof Filter) => addressOf({ ...filter, page: 1, [field]: undefined })
  return [
    person && {
      group: 'Who',
      text: staff.find(({ id }) => id === person)?.name ?? 'Nobody here',
      removeHref: without('person'),
    },
    reference && { group: 'Case', text: reference, removeHref: without('case') },
    kind && { group: 'What', text: kindWords(kind), removeHref: without('kind') },
    route && { group: 'Address', text: route, removeHref: without('route') },
  ].filter((each) => typeof each === 'object')
}

const pages = (filter: Filter, total: number): PaginationOptions | undefined => {
  const last = Math.ceil(Math.min(total, mostCounted) / linesAPage)
  if (last < 2) return undefined
  const { page } = filter
  const href = (number: number) => addressOf({ ...filter, page: number })
  const near = [1, page - 1, page, page + 1, last].filter((each) => each >= 1 && each <= last)
  const items = [...new Set(near)].flatMap((number, index, all) => [
    ...(index > 0 && number - (all[index - 1] ?? 0) > 1 ? [{ ellipsis: true, number: '', href: '' }] : []),
    { number, href: href(number), current: number === page },
  ])
  return {
    items,
    ...(page > 1 && { previous: { href: href(page - 1) } }),
    ...(page < last && { next: { href: href(page + 1) } }),
  }
}
