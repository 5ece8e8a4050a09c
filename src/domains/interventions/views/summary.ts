import { board } from '../../../design/board.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { levelOverTime } from '../../../design/pictures/level-over-time.ts'
import { riskTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatTime } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { stateWords as orderWords } from '../../orders/index.ts'
import type { Summary } from '../actions/summary.ts'
import { type SummaryForm, stateWords } from '../model/forms.ts'

type Ask = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>> }

/** Who it is for and why, before it is made. */
export const askSummaryPage = ({ screen, top, shown }: Ask): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'interventions', title: 'Summary for prosecutors', submit: 'Make the summary' },
    trail: [{ text: 'Interventions', href: `/cases/${top.caseId}/interventions` }],
    about: html`<p class="govuk-body">The level and how it moved, signs, incidents in numbers, orders and breaches, and who else may come to harm. It holds no address, no way of
      contact, no note, nothing of a safety plan, and nothing of what is done with the person harmed. What is not shown to you is not in it. That you make it is on the record.</p>`,
    fields: ({ line, area, ticks }) => html`
      ${line('recipient', 'Who it is for', { hint: 'Name, role and office' })}
      ${line('purpose', 'What they need it for', { hint: 'Such as the decision on bail on Monday' })}
      ${area('reasons', 'Why the level is what it is', { rows: '6', hint: 'It begins as it was written down. Take out every place, way of contact and plan: the defence may read this' })}
      ${ticks('promise', 'Before you make it', [{ value: 'careful', text: 'I read it through, and nobody can be found by it' }])}`,
  })

type Page = {
  screen: Screen
  top: CaseTop
  summary: Summary
  form: SummaryForm
  by: { name: string; agencyName: string }
}
const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

/** The summary itself: a page of its own, without anything of the case’s top, made to be printed. */
export const summaryPage = ({ screen, top, summary, form, by }: Page): Html => {
  const { now } = screen
  const { current, moves, signs, dangers, incidents, orders, measures } = summary
  return layout({
    title: `Risk summary, ${top.reference}`,
    frame: screen.frame,
    breadcrumbs: [
      { text: top.reference, href: `/cases/${top.caseId}` },
      { text: 'Interventions', href: `/cases/${top.caseId}/interventions` },
      { text: 'Risk summary' },
    ],
    content: html`${insetText({ text: 'Print it or save it as a file from your browser: this page is not kept. It says what is on record today, as far as it was shown to whoever made it.' })}
      ${summaryList({
        rows: [
          line('For', form.recipient),
          line('Purpose', form.purpose),
          line('Made by', `${by.name}, ${by.agencyName}, ${formatDay(now)}, ${formatTime(now)}`),
        ],
      })}
      <h2 class="govuk-heading-m">Level now</h2>
      ${
        current
          ? summaryList({
              rows: [
                line('Level', riskTag(current.level)),
                line('For', current.person),
                line('Decided by', `${current.by}, ${formatDay(current.at)}`),
                line('Reasons, as put for this summary', form.reasons),
              ],
            })
          : html`<p class="govuk-body">No level is on record. Until there is one, the person harmed is treated as at high risk. ${form.reasons}</p>`
      }
      ${levelOverTime({ id: 'levels', levels: moves, from: top.openedAt < now ? top.openedAt : new Date(now.getTime() - 86_400_000), to: now, now })}
      <h2 class="govuk-heading-m">Signs found when they were asked</h2>
      ${board({
        caption: 'Signs found when they were asked',
        isCaptionHidden: true,
        says: `${formatCount(signs.length, 'sign')} in the newest assessments.`,
        empty:
          'No sign was found by questions, or nobody has asked them yet. That does not say that there is no danger.',
        rows: signs,
        columns: [
          { head: 'Sign', cell: ({ words }) => words },
          { head: 'When', cell: ({ at }) => formatDay(at) },
          { head: 'Asked by', cell: ({ by: asker }) => asker },
        ],
      })}
      <h2 class="govuk-heading-m">Who may come to harm</h2>
      ${board({
        caption: 'Who may come to harm',
        isCaptionHidden: true,
        says: 'Each thought of apart, in the newest assessment that speaks of them.',
        empty: 'No assessment speaks of who may come to harm.',
        rows: dangers,
        columns: [
          { head: 'Who, and how great the danger', cell: ({ words }) => words },
          { head: 'When', cell: ({ at }) => formatDay(at) },
        ],
      })}
      <h2 class="govuk-heading-m">Incidents and breaches in numbers</h2>
      ${board({
        caption: 'Incidents and breaches in numbers',
        isCaptionHidden: true,
        says: `${formatCount(
          incidents.reduce((sum, { count }) => sum + count, 0),
          'report',
        )} on record here.`,
        empty: 'No report is on record here, or none is shown to whoever made this.',
        rows: incidents,
        columns: [
          { head: 'What', cell: ({ label }) => label },
          { head: 'How many', cell: ({ count }) => count, format: 'numeric' },
          { head: 'First', cell: ({ first }) => formatDay(first) },
          { head: 'Last', cell: ({ last }) => formatDay(last) },
        ],
      })}
      <h2 class="govuk-heading-m">Orders</h2>
      ${board({
        caption: 'Orders',
        isCaptionHidden: true,
        says: `${formatCount(orders.length, 'order or notice', 'orders or notices')} on record here.`,
        empty: 'No order is on record here, or none is shown to whoever made this.',
        rows: orders,
        columns: [
          { head: 'Order', cell: ({ kind }) => kind },
          { head: 'State', cell: ({ state }) => orderWords[state] },
          { head: 'Made', cell: ({ madeAt }) => formatDay(madeAt) },
          { head: 'Ends', cell: ({ endsOn }) => (endsOn ? formatDay(endsOn) : 'No end given') },
          { head: 'Broken', cell: ({ breaches }) => breaches, format: 'numeric' },
        ],
      })}
      <h2 class="govuk-heading-m">What is done about the person reported</h2>
      ${board({
        caption: 'What is done about the person reported',
        isCaptionHidden: true,
        says: `${formatCount(measures.length, 'intervention')}.`,
        empty: 'No intervention about the person reported is on record here.',
        rows: measures,
        columns: [
          { head: 'What', cell: ({ name }) => name },
          { head: 'State', cell: ({ state }) => stateWords[state] ?? state },
          { head: 'By', cell: ({ dueOn }) => formatDay(dueOn) },
          { head: 'Leads', cell: ({ leadAgency }) => leadAgency },
        ],
      })}`,
  })
}
