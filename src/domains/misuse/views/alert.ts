import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import { roleLabel } from '../../staff/index.ts'
import { states, steps, stepWords } from '../model/answer.ts'
import { isKind, kindWords } from '../model/kinds.ts'
import { type KeptLook, lookWords, purposeWords, whyOf } from '../model/why.ts'
import type { AlertRow, StepRow } from '../store/alerts.ts'
import { looksPicture } from './picture.ts'
import { aboutWords, dueWords } from './words.ts'

type AlertPage = {
  screen: Screen
  alert: AlertRow
  looks: readonly KeptLook[]
  steps: readonly StepRow[]
  shown: Shown<Record<string, string | undefined>>
}

export const alertPage = ({ screen, alert, looks, steps, shown }: AlertPage): Html =>
  layout({
    title: `${alert.name}: ${kindWords(alert.kind).toLowerCase()}`,
    tab: 'A question about looks',
    frame: screen.frame,
    errors: shown.errors?.list,
    breadcrumbs: [{ text: 'Misuse', href: '/misuse' }, { text: alert.name }],
    content: html`<p class="govuk-body-l">${isKind(alert.kind) ? whyOf(alert.kind, looks) : kindWords(alert.kind)}</p>
      <p class="govuk-body">This is worth a question. It does not say why they looked, and it changes nothing that they may see.</p>
      ${summaryList({
        rows: [
          { key: { text: 'Who looked' }, value: { text: `${alert.name}, ${roleLabel(alert.role)}, ${alert.agency}` } },
          { key: { text: 'Case' }, value: { text: aboutWords(alert.about) } },
          { key: { text: 'Noticed' }, value: { text: formatWhen(alert.noticedAt, screen.now) } },
          { key: { text: 'State' }, value: { text: states[alert.state] ?? alert.state } },
          {
            key: { text: alert.state === 'asked' ? 'Explanation due' : alert.closedAt ? 'Due' : 'First answer due' },
            value: { text: dueWords(alert, screen.now) },
          },
        ],
      })}
      ${looksPicture(looks, screen.now)}
      ${alert.closedAt === null && whatNow(screen, shown)}
      ${looksTable(looks, screen.now)}
      ${history(steps, screen.now)}`,
  })

const whatNow = (screen: Screen, shown: AlertPage['shown']): Html => {
  const fields = fieldsOf(shown)
  const choices = Object.entries(steps).map(([value, text]) => ({ value, text }))
  return html`<h2 class="govuk-heading-m">What was done</h2>
    <p class="govuk-body">Ask the person first, unless asking would put somebody in danger or warn somebody who must not be warned.</p>
    ${form(
      screen,
      html`${fields.oneOf('step', 'What was done?', choices)}
        ${fields.area('said', 'What was asked, explained or found', { hint: 'Who asked, when, and what was said. No names of people in the case' })}
        ${fields.line('toWhom', 'If it was passed on: to whom', { hint: 'Such as the force’s counter-corruption unit' })}
        ${button({ text: 'Save', preventDoubleClick: true })}`,
    )}`
}

const looksTable = (looks: readonly KeptLook[], now: Date): Html =>
  board({
    caption: 'The looks',
    says: `${formatCount(looks.length, 'look')}, the first one first. Later looks of the same kind join this question while it is open.`,
    empty: 'No look is kept with this question.',
    rows: looks,
    columns: [
      { head: 'When', cell: ({ at }) => formatWhen(at, now), isRowHeader: true },
      { head: 'What', cell: ({ kind }) => lookWords(kind) },
      { head: 'What carried it', cell: ({ purpose }) => purposeWords(purpose) },
      { head: 'Hours', cell: ({ isOffDuty }) => (isOffDuty ? 'Outside their hours' : 'Within, or not known') },
    ],
  })

const history = (steps: readonly StepRow[], now: Date): Html =>
  board({
    caption: 'History',
    says: `${formatCount(steps.length, 'step')}, the latest first. None is ever changed.`,
    empty: 'Nothing is recorded.',
    rows: steps,
    columns: [
      { head: 'When', cell: ({ at }) => formatWhen(at, now), isRowHeader: true },
      {
        head: 'What',
        cell: ({ what, looks }) => `${stepWords(what)}${looks === null ? '' : `: ${formatCount(looks, 'look')}`}`,
      },
      { head: 'By', cell: ({ by }) => by ?? 'Waymark' },
      { head: 'Words', cell: ({ said, toWhom }) => [toWhom && `To ${toWhom}`, said].filter(Boolean).join('. ') },
    ],
  })
