import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatSpan, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../../cases/index.ts'
import { entryLabel } from '../../entries/index.ts'
import type { BreachSheet } from '../actions/breach.ts'
import { confidences, outcomes, purposes } from '../model/breach.ts'

type SheetPage = BreachSheet & { screen: Screen; top: CaseTop }

/** One sheet for court: no top of the case, so that nothing of safe contact lands on paper. */
export const breachSheetPage = ({ screen, top, action, entry, breach }: SheetPage): Html =>
  layout({
    title: 'Action on a breach',
    caption: `Case ${top.reference}`,
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'My cases', href: '/boards/mine' },
      { text: top.reference, href: `/cases/${top.caseId}` },
      { text: 'Justice', href: `/cases/${top.caseId}/justice` },
      { text: 'Action on a breach' },
    ],
    titleActions: button({ text: 'Print', type: 'button', attributes: { 'data-print': true, hidden: true } }),
    content: html`${summaryList({ rows: [...whatHappened({ action, entry, breach }, screen.now), ...whatFor(action)] })}
      <p class="govuk-body govuk-!-display-none-print">How sure the victim is now that something is done: ${confidenceOf(action.confidence)}. This is not printed.</p>
      <p class="govuk-body govuk-!-display-none-print"><a class="govuk-link" href="/cases/${top.caseId}/entries/${action.entryId}">The entry, and what follows from it</a></p>`,
  })

const row = (key: string, value: string | Html | null | undefined) =>
  value ? { key: { text: key }, value: { text: value } } : undefined

const whatHappened = ({ action, entry, breach }: BreachSheet, now: Date) => [
  row('Person', entry?.suspectName),
  row('Breach', breach && `${entryLabel(breach.type)}, ${formatWhen(breach.happenedFrom, now)}`),
  row('What was done in breach', breach?.what),
  row('Outcome', outcomeOf(action.outcome)),
  row('What police did', entry?.what),
  row('When', entry && formatWhen(entry.happenedFrom, now)),
  row('After', breach && entry && formatSpan(breach.happenedFrom, entry.happenedFrom)),
  row('Recorded by', `${action.recordedBy ?? 'Not known'}, ${formatWhen(action.enteredAt, now)}`),
]

const whatFor = (action: BreachSheet['action']) => purposes.map(({ name, label }) => row(label, action[name]))

const outcomeOf = (stored: string): string => Object.entries(outcomes).find(([key]) => key === stored)?.[1] ?? stored
const confidenceOf = (stored: string): string =>
  (Object.entries(confidences).find(([key]) => key === stored)?.[1] ?? stored).toLowerCase()
