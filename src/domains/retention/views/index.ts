import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { isKind, kindWords } from '../model.ts'
import type { ErasureRow, HoldRow, PeriodRow } from '../store.ts'

type Page = {
  screen: Screen
  agency: string
  actorId: string
  periods: readonly PeriodRow[]
  holds: readonly HoldRow[]
  erasures: readonly ErasureRow[]
  held: number
}
const wordsFor = (kind: string): string => (isKind(kind) ? kindWords[kind] : kind)

export const indexPage = ({ screen, agency, actorId, periods, holds, erasures, held }: Page): Html =>
  layout({
    title: 'Retention and holds',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Work', href: '/boards/mine' }, { text: 'Retention' }],
    content: html`<p class="govuk-body">What ${agency} keeps, and for how long. A legal hold goes before every time: kept longer by a hold now: ${held}.</p>
      ${pastTime(screen, erasures, actorId)}${standing(screen, holds)}${times(screen, periods)}`,
  })

const pastTime = ({ now }: Screen, rows: readonly ErasureRow[], actorId: string): Html =>
  html`<h2 class="govuk-heading-m">Past their time</h2>${board({
    caption: 'Past their time',
    isCaptionHidden: true,
    says: `${formatCount(rows.length, 'proposal')}; those to decide first. Two leads must say erase.`,
    empty: 'Nothing is proposed for erasure. The worker looks each day.',
    rows,
    columns: [
      {
        head: 'Case',
        cell: (row) =>
          row.doneAt || row.keptAt
            ? row.reference
            : html`<a class="govuk-link" href="/retention/${row.id}/decide">${row.reference}<span class="govuk-visually-hidden">: decide on ${wordsFor(row.kind)}</span></a>`,
      },
      { head: 'What', cell: (row) => wordsFor(row.kind) },
      { head: 'Since', cell: (row) => formatDay(row.dueOn, now) },
      { head: 'State', cell: (row) => stateOf(row, actorId, now) },
    ],
  })}`

const stateOf = (row: ErasureRow, actorId: string, now: Date): string => {
  if (row.doneAt) return `Erased ${formatDay(row.doneAt, now)}: ${row.first ?? ''} and ${row.second ?? ''}`
  if (row.keptAt)
    return `Kept by ${row.keeper ?? ''} until ${formatDay(row.keepUntil ?? row.keptAt, now)}: ${row.keptWhy ?? ''}`
  if (row.firstBy)
    return row.firstBy === actorId
      ? 'You said erase: waits for another lead'
      : `${row.first ?? ''} said erase: waits for you`
  return 'To decide'
}

const standing = ({ now }: Screen, rows: readonly HoldRow[]): Html =>
  html`<h2 class="govuk-heading-m">Legal holds</h2>${board({
    caption: 'Legal holds',
    isCaptionHidden: true,
    says: `${formatCount(rows.length, 'hold')} that your agency set; those that stand first.`,
    empty: 'Your agency has set no legal hold.',
    rows,
    actions: button({ text: 'Set a legal hold', href: '/retention/hold' }),
    columns: [
      {
        head: 'Case',
        cell: (row) =>
          row.liftedAt
            ? row.reference
            : html`<a class="govuk-link" href="/retention/holds/${row.id}/lift">${row.reference}<span class="govuk-visually-hidden">: lift the hold</span></a>`,
      },
      { head: 'For', cell: (row) => `${row.ground}: ${row.reason}` },
      { head: 'Set', cell: (row) => `${formatWhen(row.setAt, now)}, ${row.by}` },
      {
        head: 'State',
        cell: (row) => (row.liftedAt ? `Lifted ${formatDay(row.liftedAt, now)}: ${row.liftedWhy ?? ''}` : 'Stands'),
      },
    ],
  })}`

const times = ({ now }: Screen, rows: readonly PeriodRow[]): Html =>
  html`<h2 class="govuk-heading-m">How long records are kept</h2>${board({
    caption: 'How long records are kept',
    isCaptionHidden: true,
    says: 'From the day on which a case closes; the latest of each kind holds, the earlier are its history.',
    empty: 'Nothing is set: nothing is proposed for erasure.',
    rows,
    actions: button({ text: 'Set a time', classes: 'govuk-button--secondary', href: '/retention/period' }),
    columns: [
      { head: 'What', cell: (row) => wordsFor(row.kind) },
      { head: 'Years', cell: (row) => row.years, format: 'numeric' },
      { head: 'Where it comes from', cell: (row) => row.source },
      { head: 'Set', cell: (row) => `${formatWhen(row.setAt, now)}, ${row.by}` },
    ],
  })}`
