import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { pagesOf, rowsOf } from '../../../design/pages.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseLayout } from '../../cases/index.ts'
import { isToldOf, toldOf } from '../../safe-contact/index.ts'
import type { TakenStep } from '../actions.ts'
import { membersIn, partnersIn, untilIn } from '../model/forms.ts'
import { kindOf, stepOf } from '../model/kinds.ts'
import type { Field, Kind, Step } from '../model/machine.ts'
import type { OnMeasure } from '../routes/page.ts'
import type { MarkRow, MeasureRow } from '../store.ts'
import { isLate, stateShown, trackOf } from './about.ts'
import { textOf } from './questions.ts'

type Page = OnMeasure & {
  /** What may be done now, and why something of it may not. */
  ways: readonly { step: Step; held: string | undefined }[]
  mayWrite: boolean
  /** The works of a sanctuary, and what each is called. */
  works: { rows: readonly MeasureRow[]; called: ReadonlyMap<string, string> }
  /** Which page of its steps. */
  number: number
}
const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

export const measurePage = (page: Page): Html => {
  const { screen, top, row, kind, called, steps, marks, ways, mayWrite, number } = page
  const { now } = screen
  const base = `/cases/${top.caseId}/measures`
  const here = `${base}/${row.id}`
  const alerts = countOfAlerts(steps)
  const until = row.isOver ? undefined : untilIn(steps)
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
          until !== undefined && line('Holds until', formatDay(until, now)),
          row.parentId !== null &&
            line('Part of', html`<a class="govuk-link" href="${base}/${row.parentId}">The works of a sanctuary</a>`),
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
      ${kind.code === 'police-watch' && patrolsShown(steps, now)}
      ${kind.code === 'sanctuary' && worksShown(page)}
      ${marks.length > 0 && marksShown({ marks, round: row.round, ofAddress: kind.code === 'sanctuary', here, now, mayWrite: mayWrite && !row.isOver })}
      ${board({
        caption: 'What was done',
        says: `${formatCount(steps.length, 'step')}, the latest first. None is ever changed.`,
        empty: 'Nothing yet.',
        rows: rowsOf(steps.toReversed(), number),
        pages: pagesOf(steps.length, number, (to) => `${here}?page=${to}`),
        columns: [
          { head: 'On', cell: ({ happenedOn }) => formatDay(happenedOn, now) },
          { head: 'Step', cell: ({ step }) => stepOf(kind, step)?.text ?? step },
          { head: 'What was said', cell: (step) => answersShown(step, kind, row) },
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
const names = new Set(['member', 'namesake', 'how', 'checked', 'briefing', 'stopped'])
/** Answers that name another record by its id. */
const ids = new Set(['device', 'sanctuary'])
const answersShown = ({ step: code, answers }: TakenStep, kind: Kind, row: MeasureRow): Html | string => {
  if (answers === null) return 'Erased'
  const isHidden = row.isOver && kind.code === 'named-watch'
  const shown = (stepOf(kind, code)?.fields ?? []).filter(
    ({ name }) => !ids.has(name) && answers[name] !== undefined && answers[name] !== '',
  )
  return html`${shown.map((field) => {
    const answer = answers[field.name] ?? ''
    if (field.name === 'incident')
      return html`<strong>${field.label}</strong> <a class="govuk-link" href="/cases/${row.caseId}/entries/${answer}">What happened</a><br>`
    const text = isHidden && names.has(field.name) ? 'Withdrawn' : textOf(field, answer)
    return html`<strong>${field.label}</strong> ${said(field.kind, text)}<br>`
  })}
  ${isToldOf(answers.isKnown) && html`<strong>Does the person harmed know of it?</strong> ${toldOf[answers.isKnown]}. ${isHidden ? 'Withdrawn' : answers.knownWords}`}`
}

const said = (sort: Field['kind'], text: string): string => {
  if (sort === 'tick') return 'Yes'
  if (sort === 'lines') return partnersIn(text).join(', ')
  return sort === 'pounds' ? `£${text}` : text
}

const membersShown = (steps: readonly TakenStep[], isOver: boolean): Html => {
  const members = membersIn(steps)
  // Whoever was taken out while it was on knew of it as well.
  const known = membersIn(steps.filter(({ step }) => step !== 'member-out'))
  if (isOver)
    return insetText({
      text: `The watch is over. The names of the ${formatCount(known.length, 'person', 'people')} who knew of it are not shown any more.`,
    })
  return board({
    caption: 'Who knows of it',
    says: `${formatCount(members.length, 'person was', 'people were')} checked, and ${members.length === 1 ? 'is' : 'are'} in it. Nobody is told before the person harmed has consented.`,
    empty: 'Nobody was checked yet, and nobody is told.',
    rows: members,
    columns: [
      { head: 'Name', cell: ({ member }) => member },
      { head: 'How they know them', cell: ({ how }) => how },
      { head: 'Links checked', cell: ({ checked }) => checked },
    ],
  })
}

/** What was last seen there, for the control room (HS-15, HS-16). */
const patrolsShown = (steps: readonly TakenStep[], now: Date): Html => {
  const there = steps.filter(({ step }) => step === 'patrol' || step === 'visit').toReversed()
  return board({
    caption: 'Patrols and visits',
    says: `${formatCount(there.length, 'time')} so far. The latest ten are shown here, each among the steps below.`,
    empty: 'Nobody was there yet.',
    rows: there.slice(0, 10),
    columns: [
      { head: 'On', cell: ({ happenedOn }) => formatDay(happenedOn, now) },
      { head: 'What', cell: ({ step }) => (step === 'visit' ? 'Safety visit' : 'Patrol') },
      { head: 'At', cell: ({ answers }) => answers?.when ?? '' },
      { head: 'Who', cell: ({ answers }) => answers?.by ?? 'Erased' },
    ],
  })
}

/** Works item by item: each is home security of its own (SA-05). */
const worksShown = ({ screen: { now }, top, row, works, mayWrite }: Page): Html => {
  const base = `/cases/${top.caseId}/measures`
  const done = works.rows.filter(({ state }) => ['fitted', 'checked'].includes(state)).length
  return html`${board({
    caption: 'Works, item by item',
    says: `${done} of ${formatCount(works.rows.length, 'item')} fitted. The room itself stands among the steps below.`,
    empty: 'No item was begun yet.',
    rows: works.rows,
    rowState: (item) => (isLate(item, now) ? 'late' : undefined),
    columns: [
      {
        head: 'Item',
        cell: ({ id, kind }) =>
          html`<a class="govuk-link" href="${base}/${id}">${works.called.get(id) ?? kindOf(kind).name}</a>`,
      },
      { head: 'Stands at', cell: (item) => stateShown(item, now) },
      { head: 'Sees to it', cell: ({ isOver, owner }) => (isOver ? 'Nobody now' : owner) },
      { head: 'By', cell: ({ nextOn }) => (nextOn ? formatDay(nextOn, now) : 'Over') },
    ],
  })}${
    mayWrite &&
    !row.isOver &&
    html`<p class="govuk-body"><a class="govuk-link" href="${base}/new/security?sanctuary=${row.id}">Add an item to the works</a></p>`
  }`
}

type Marks = {
  marks: readonly MarkRow[]
  round: number
  ofAddress: boolean
  here: string
  now: Date
  mayWrite: boolean
}
const marksShown = ({ marks, round, ofAddress, here, now, mayWrite }: Marks): Html => {
  const asked = marks.filter((mark) => mark.round === round)
  const holding = asked.filter(({ neverSet }) => !neverSet)
  const done = holding.filter(({ confirmedOn }) => confirmedOn !== null).length
  const isOff = asked.some(({ asks }) => asks === 'take off')
  return board({
    caption: isOff ? 'Taking the mark off' : ofAddress ? 'Mark of the address' : 'Mark for an urgent response',
    says: `${isOff ? 'Taken off by' : 'Acknowledged by'} ${done} of ${holding.length}. Each partner is told “immediate response” and nothing else: no name, no reason.`,
    empty: 'No partner was asked.',
    rows: asked,
    columns: [
      { head: 'Partner', cell: ({ partner }) => partner },
      { head: 'Asked', cell: ({ askedOn }) => formatDay(askedOn, now) },
      {
        head: 'What they said',
        cell: ({ id, partner, confirmedOn, confirmedHow, confirmedByName, neverSet }) => {
          if (confirmedOn)
            return `${neverSet ? 'No mark was ever set. ' : ''}${formatDay(confirmedOn, now)}: ${confirmedHow ?? ''} (written down by ${confirmedByName ?? ''})`
          return mayWrite
            ? html`Not yet. <a class="govuk-link" href="${here}/marks/${id}">They answered<span class="govuk-visually-hidden">: ${partner}</span></a>`
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
