import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Checklist, type ChecklistVersion, changesBetween } from '../model/checklist.ts'

type ChecklistPage = { screen: Screen; checklist: Checklist; maySet: boolean }

/** What is weighed before a release on bail, and how the list came to be so. */
export const checklistPage = ({ screen, checklist, maySet }: ChecklistPage): Html => {
  const { items, since } = checklist
  return layout({
    title: 'Checklist before a release',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Local policy', href: '/local-policy' }, { text: 'Checklist before a release' }],
    content: html`<p class="govuk-body">Asked when somebody records bail, in this order. It holds no release back. ${
      since
        ? `Set ${formatWhen(since.fromAt, screen.now)} by ${since.by}, ${since.agency}.`
        : 'Nobody has set a list here: the default holds.'
    }</p>
    <ol class="govuk-list govuk-list--number">${items.map((item) => html`<li>${item}</li>`)}</ol>
    ${maySet && button({ text: 'Change the list', href: '/local-policy/release-checklist/set' })}
    ${historyOf(checklist, screen.now)}`,
  })
}

type Step = ChecklistVersion & { before: readonly string[] }

const historyOf = ({ history, usual }: Checklist, now: Date): Html => {
  const steps = history.map((version, index): Step => ({ ...version, before: history[index - 1]?.items ?? usual }))
  return board({
    caption: 'History',
    says: `${formatCount(steps.length, 'change')} so far, the latest first. What was answered before keeps the words that it answered.`,
    empty: 'Nobody has changed it so far.',
    rows: steps.toReversed(),
    columns: [
      { head: 'From', cell: ({ fromAt }) => formatWhen(fromAt, now) },
      { head: 'What changed', cell: ({ before, items }) => changeWords(before, items) },
      { head: 'Set by', cell: ({ by, agency }) => `${by}, ${agency}` },
      { head: 'Reason', cell: ({ reason }) => reason },
    ],
  })
}

const changeWords = (before: readonly string[], after: readonly string[]): Html => {
  const { added, retired, isMoved } = changesBetween(before, after)
  return html`${added.map((item) => html`Added: ${item}<br>`)}${retired.map((item) => html`Retired: ${item}<br>`)}${isMoved && 'The order changed'}`
}
