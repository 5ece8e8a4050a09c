import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { stateTag, type TagState } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Previewed, Step } from '../actions/batch.ts'
import { type Result, results, resultWords } from '../model/forms.ts'
import type { Batch as StoredBatch } from '../store/index.ts'
import { problemsShown } from './new.ts'

type Batch = {
  screen: Screen
  batch: StoredBatch
  tally: Partial<Record<Result, number>>
  step: Step
  next: readonly Previewed[]
}

export const batchPage = ({ screen, batch, tally, step, next }: Batch): Html => {
  const { rowCount, takenCount, endedAt, source } = batch
  return layout({
    frame: screen.frame,
    title: endedAt
      ? `${source}: ${takenCount === rowCount ? 'all taken in' : 'stopped'}`
      : `${source}: look before you record`,
    shape: 'board',
    breadcrumbs: [{ text: 'Inbox', href: '/inbox' }, { text: source }],
    content: html`${takenCount > 0 && progress(takenCount, rowCount, tally)}
      ${endedAt !== null && takenCount < rowCount && insetText({ text: 'Stopped. What was taken stays. Send the same file again to go on: what is there already is not taken twice.' })}
      ${step.problems.length > 0 && html`${insetText({ text: 'These rows are not understood and will not be taken. The others can go ahead; put these right and send them again.' })}${problemsShown(step.problems, step.problemCount)}`}
      ${step.unread.length > 0 && insetText({ text: `Columns that are not read: ${step.unread.slice(0, 20).join(', ')}` })}
      ${!endedAt && html`${steps(screen, batch, next)}${rowsShown(next, screen.now)}`}
      ${endedAt !== null && html`<p class="govuk-body"><a class="govuk-link" href="/inbox">To the tray</a></p>`}`,
  })
}

const progress = (taken: number, all: number, tally: Batch['tally']): Html =>
  html`<p class="govuk-body"><strong>${taken.toLocaleString('en-GB')} of ${formatCount(all, 'row')} taken.</strong></p>
    <ul class="govuk-list">${results.flatMap((each) => (tally[each] ? [html`<li>${resultWords[each]}: ${tally[each]}</li>`] : []))}</ul>`

const steps = (screen: Screen, { id, takenCount }: StoredBatch, next: readonly Previewed[]): Html =>
  html`<div class="govuk-button-group">
    ${form(screen, html`<input type="hidden" name="from" value="${takenCount}">${button({ text: `Take these ${formatCount(next.length, 'row')}`, preventDoubleClick: true })}`)}
    ${form(screen, button({ text: 'Stop here', classes: 'govuk-button--secondary' }), { action: `/inbox/batches/${id}/stop` })}
  </div>`

const looks: Record<Result, TagState> = {
  recorded: 'open',
  confirmed: 'done',
  corrected: 'soon',
  'had already': 'done',
  tray: 'waiting',
}

const rowsShown = (next: readonly Previewed[], now: Date): Html =>
  board({
    caption: 'The next rows',
    says: `${formatCount(next.length, 'row')} that one press takes, in the order of the step.`,
    empty: 'No row is left.',
    rows: next,
    columns: [
      { head: 'Line', cell: ({ row }) => row.line, format: 'numeric' },
      { head: 'Reference', cell: ({ row }) => row.sourceRef, isRowHeader: true },
      { head: 'What', cell: ({ row }) => row.word },
      { head: 'Who', cell: ({ row }) => row.suspect ?? 'Not named' },
      {
        head: 'When',
        cell: ({ row: { happened } }) =>
          happened.precision === 'day' ? formatDay(happened.from, now) : formatWhen(happened.from, now),
      },
      { head: 'What it will do', cell: ({ placement }) => stateTag(looks[placement.is], resultWords[placement.is]) },
      { head: 'Where, or why not', cell: whereOf },
    ],
  })

const whereOf = ({ placement, above }: Previewed): string => {
  if (above !== null) return `After line ${above}, which has the same reference`
  if (placement.is === 'tray') return placement.why
  if (placement.is === 'recorded' && placement.opensAgain) return `${placement.reference}, closed: it opens again`
  return placement.is === 'had already' ? '' : placement.reference || 'The case that it was recorded on'
}
