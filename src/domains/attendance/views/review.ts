import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import { outcomes } from '../model.ts'
import type { ReviewRow } from '../store.ts'

type Page = { screen: Screen; row: ReviewRow; shown: Shown<Record<string, string | undefined>> }

/** One call: which unit went, who sent it, who took command. Nothing of whose home it is. */
export const reviewPage = ({ screen, row, shown }: Page): Html => {
  const { oneOf, area } = fieldsOf(shown)
  return layout({
    title: 'Was it right that this unit went?',
    frame: screen.frame,
    errors: shown.errors?.list,
    breadcrumbs: [{ text: 'Calls to look at', href: '/attendance/reviews' }, { text: 'One call' }],
    content: html`<p class="govuk-body">Another unit should have gone. The nearest was sent, because life comes first. Ask who sent it and who took command; do not ask the unit whose home it was.</p>
      ${summaryList({
        rows: [
          { key: { text: 'Sent' }, value: { text: `${row.sent}, ${formatWhen(row.sentAt, screen.now)}` } },
          { key: { text: 'By' }, value: { text: row.sender } },
          { key: { text: 'In command' }, value: { text: row.command ?? 'A supervisor of a neighbouring force' } },
          { key: { text: 'Due' }, value: { text: formatWhen(row.dueAt, screen.now) } },
        ],
      })}
      ${form(
        screen,
        html`${oneOf('outcome', 'What you found', found)}
          ${area('said', 'What follows from it', { hint: 'If another unit could have gone. No name and no address of whoever called' })}
          ${button({ text: 'Save', preventDoubleClick: true })}`,
        { action: `/attendance/${row.id}/review` },
      )}`,
  })
}

const found = Object.entries(outcomes).map(([value, text]) => ({ value, text }))
