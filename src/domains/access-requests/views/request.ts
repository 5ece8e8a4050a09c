import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { timeline } from '../../../design/timeline.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { clock } from '../model/clock.ts'
import { exemptionWords } from '../model/exemptions.ts'
import { forWhom, type State, stateWords } from '../model/forms.ts'
import type { RequestRow, StepRow } from '../store/requests.ts'

type Page = { screen: Screen; row: RequestRow; state: State; steps: readonly StepRow[]; isChecker: boolean }

const next: Partial<Record<State, { text: string; view: string }>> = {
  received: { text: 'It is known who asks', view: 'identity' },
  'identity checked': { text: 'Search', view: 'search' },
  searched: { text: 'Take out what must not leave', view: 'redact' },
  redacted: { text: 'Check it', view: 'check' },
  checked: { text: 'Hand it over', view: 'release' },
}
const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })
const answers: Record<string, string> = {
  pack: 'What can be given',
  nothing: 'Nothing to give',
  refused: 'All kept back',
}

export const requestPage = ({ screen, row, state, steps, isChecker }: Page): Html => {
  const { now } = screen
  const base = `/access-requests/${row.id}`
  const act = state === 'redacted' && !isChecker ? undefined : next[state]
  const isOpen = row.packUntil === null || row.packUntil > now
  return layout({
    title: `Access request ${row.reference}`,
    frame: screen.frame,
    breadcrumbs: [{ text: 'Access requests', href: '/access-requests' }, { text: row.reference }],
    titleActions: act && button({ text: act.text, href: `${base}/${act.view}` }),
    content: html`${summaryList({
      rows: [
        line('State', stateWords[state]),
        line(
          'Due',
          row.dueOn
            ? `${formatDay(row.dueOn, now)}${row.extendedWhy ? ', made longer once' : ''}: ${clock.source.title} ${clock.source.section}`
            : 'One month from when it is known who asks',
        ),
        line('From', `${row.askerName}${row.askerBornOn ? `, born ${formatDay(row.askerBornOn)}` : ''}`),
        line('For whom', row.forWhom === 'themselves' ? forWhom.themselves : forWhom['somebody else']),
        line('Asks for', row.asks),
        line('Came', `${formatDay(row.receivedOn, now)}, recorded by ${row.receivedByName}`),
        line('How the answer reaches them', row.delivery),
        row.answer ? line('Answer', answers[row.answer] ?? row.answer) : false,
        row.exemption ? line('Kept back because', `${exemptionWords(row.exemption)}: ${row.refusedWhy ?? ''}`) : false,
        row.packUntil ? line('Can be opened until', formatWhen(row.packUntil, now)) : false,
      ],
    })}
    ${state === 'redacted' && !isChecker && html`<p class="govuk-body">You made this answer: another data protection lead of your agency checks it.</p>`}
    ${row.identityOn !== null && !row.endedAt && !row.extendedWhy && html`<p class="govuk-body"><a class="govuk-link" href="${base}/extend">It needs longer</a></p>`}
    ${(state === 'checked' || row.endedAt !== null) && isOpen && html`<p class="govuk-body"><a class="govuk-link" href="${base}/pack/pdf" download>The answer as a PDF</a>, <a class="govuk-link" href="${base}/pack/json" download>as a file for a machine</a></p>`}
    <h2 class="govuk-heading-m">Steps</h2>
    ${timeline({
      now,
      empty: 'No step yet.',
      entries: steps.map(({ at, step, by, note }) => ({
        at,
        enteredAt: at,
        title: step,
        by,
        content: html`${note ?? ''}`,
      })),
    })}`,
  })
}
