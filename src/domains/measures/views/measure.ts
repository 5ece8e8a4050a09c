import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { pagesOf, rowsOf } from '../../../design/pages.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseLayout } from '../../cases/index.ts'
import type { TakenStep } from '../actions.ts'
import { partnersIn } from '../model/forms.ts'
import { stepOf } from '../model/kinds.ts'
import type { Field, Kind, Step } from '../model/machine.ts'
import type { OnMeasure } from '../routes/page.ts'
import type { MarkRow } from '../store.ts'
import { trackOf } from './about.ts'

type Page = OnMeasure & {
  /** What may be done now, and why something of it may not. */
  ways: readonly { step: Step; held: string | undefined }[]
  mayWrite: boolean
  /** Which page of its steps. */
  number: number
}
const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

export const measurePage = ({ screen, top, row, kind, called, steps, marks, ways, mayWrite, number }: Page): Html => {
  const { now } = screen
  const base = `/cases/${top.caseId}/measures`
  const here = `${base}/${row.id}`
  const alerts = countOfAlerts(steps)
  return caseLayout({
    ...{ screen, top, part: 'measures', title: called, shape: 'board' },
    trail: [{ text: 'Measures', href: base }],
    content: html`${trackOf(row, new Set(steps.map(({ toState }) => toState)), now)}
      ${
        ways.length > 0 &&
        html`<div class="govuk-button-group">${ways
          .filter(({ held }) => held === undefined)
          .map(({ step }, index) =>
            button({ text: step.text, href: `${here}/steps/${step.code}`, classes: looks(step, index === 0) }),
          )}</div>`
      }
      ${ways
        .filter(({ held }) => held !== undefined)
        .map(({ step, held }) => insetText({ text: `“${step.text}” waits: ${held ?? ''}.` }))}
      ${summaryList({
        rows: [
          line('Protects', row.person),
          line('Begun', `${row.begunByName}, ${formatWhen(row.begunAt, now)}`),
          row.testDays !== null && line('Tested at least every', formatCount(row.testDays, 'day')),
          alerts !== undefined && line('False alerts', alerts),
          row.dutyId !== null &&
            !row.isOver &&
            line(
              'Duty',
              html`<a class="govuk-link" href="/cases/${top.caseId}/duties/${row.dutyId}">The duty, with its clock</a>`,
            ),
        ],
      })}
      ${kind.code === 'named-watch' && membersShown(steps, row.isOver)}
      ${marks.length > 0 && marksShown({ marks, round: row.round, here, now, mayWrite: mayWrite && !row.isOver })}
      ${board({
        caption: 'What was done',
        says: `${formatCount(steps.length, 'step')}, the latest first. None is ever changed.`,
        empty: 'Nothing yet.',
        rows: rowsOf(steps.toReversed(), number),
        pages: pagesOf(steps.length, number, (to) => `${here}?page=${to}`),
        columns: [
          { head: 'On', cell: ({ happenedOn }) => formatDay(happenedOn, now) },
          { head: 'Step', cell: ({ step }) => stepOf(kind, step)?.text ?? step },
          { head: 'What was said', cell: (step) => answersShown(step, kind, row.isOver) },
          { head: 'Then', cell: ({ toState }) => kind.states[toState] ?? toState },
          { head: 'By', cell: ({ by, agency }) => `${by}, ${agency}` },
        ],
      })}`,
  })
}

const looks = ({ isWarning }: Step, isFirst: boolean): string | undefined => {
  if (isWarning) return 'govuk-button--warning'
  return isFirst ? undefined : 'govuk-button--secondary'
}

/** Who was to be told of a watch is nobody’s to read once it is over (HS-09, S-19). */
const names = new Set(['member', 'how', 'checked', 'briefing'])
const answersShown = ({ step: code, answers }: TakenStep, kind: Kind, isOver: boolean): Html | string => {
  if (answers === null) return 'Erased'
  const step = stepOf(kind, code)
  const isHidden = isOver && kind.code === 'named-watch'
  const shown = (step?.fields ?? []).filter(
    ({ name, options }) => name !== 'device' && (answers[name] !== undefined || options),
  )
  return html`${shown.map(({ name, label, options, kind: sort }) => {
    const answer = answers[name] ?? ''
    const text =
      isHidden && names.has(name) ? 'Withdrawn' : (options?.find(({ value }) => value === answer)?.text ?? answer)
    return html`<strong>${label}</strong> ${said(sort, text)}<br>`
  })}`
}

const said = (sort: Field['kind'], text: string): string => {
  if (sort === 'tick') return 'Yes'
  if (sort === 'lines') return partnersIn(text).join(', ')
  return sort === 'pounds' ? `£${text}` : text
}

const membersShown = (steps: readonly TakenStep[], isOver: boolean): Html => {
  const checked = steps.filter(({ step }) => step === 'member' || step === 'further-member')
  if (isOver)
    return insetText({
      text: `The watch is over. The names of the ${formatCount(checked.length, 'person', 'people')} who knew of it are not shown any more.`,
    })
  return board({
    caption: 'Who knows of it',
    says: `${formatCount(checked.length, 'person was', 'people were')} checked. Nobody is told before the person harmed has consented.`,
    empty: 'Nobody was checked yet, and nobody is told.',
    rows: checked,
    columns: [
      { head: 'Name', cell: ({ answers }) => answers?.member ?? 'Erased' },
      { head: 'How they know them', cell: ({ answers }) => answers?.how ?? 'Erased' },
      { head: 'Links checked', cell: ({ answers }) => answers?.checked ?? 'Erased' },
    ],
  })
}

type Marks = { marks: readonly MarkRow[]; round: number; here: string; now: Date; mayWrite: boolean }
const marksShown = ({ marks, round, here, now, mayWrite }: Marks): Html => {
  const asked = marks.filter((mark) => mark.round === round)
  const done = asked.filter(({ confirmedOn }) => confirmedOn !== null).length
  const isOff = asked.some(({ asks }) => asks === 'take off')
  return board({
    caption: isOff ? 'Taking the mark off' : 'Mark of the address',
    says: `${isOff ? 'Taken off by' : 'Acknowledged by'} ${done} of ${asked.length}. Each partner is told “immediate response” and nothing else: no name, no reason.`,
    empty: 'No partner was asked.',
    rows: asked,
    columns: [
      { head: 'Partner', cell: ({ partner }) => partner },
      { head: 'Asked', cell: ({ askedOn }) => formatDay(askedOn, now) },
      {
        head: 'Confirmed',
        cell: ({ id, partner, confirmedOn, confirmedHow, confirmedByName }) => {
          if (confirmedOn)
            return `${formatDay(confirmedOn, now)}: ${confirmedHow ?? ''} (written down by ${confirmedByName ?? ''})`
          return mayWrite
            ? html`Not yet. <a class="govuk-link" href="${here}/marks/${id}">They confirmed<span class="govuk-visually-hidden">: ${partner}</span></a>`
            : 'Not yet'
        },
      },
    ],
  })
}

const countOfAlerts = (steps: readonly TakenStep[]): string | undefined => {
  const alerts = steps.filter(({ step }) => step === 'alert')
  if (alerts.length === 0) return undefined
  const wrong = alerts.filter(({ answers }) => answers?.was === 'false').length
  return `${wrong} of ${formatCount(alerts.length, 'alert')}`
}
