import { button } from '../../../design/components/button.ts'
import { markField } from '../../../design/differences.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { Kept } from '../actions.ts'
import { listName } from '../model.ts'
import type { ExportRow } from '../store.ts'
import { keptShown } from './sheet.ts'

type Page = {
  screen: Screen
  row: ExportRow
  kept: Kept | { why: string }
  shown: Shown<Record<string, string | undefined>>
}

export const answerPage = ({ screen, row, kept, shown }: Page): Html => {
  const { oneOf, area } = fieldsOf(shown)
  return layout({
    title: 'Decide on a list',
    frame: screen.frame,
    breadcrumbs: [
      { text: 'Work', href: '/boards/mine' },
      { text: 'Lists taken out', href: '/exports' },
      { text: listName(row.list), href: `/exports/${row.id}` },
      { text: 'Decide' },
    ],
    errors: shown.errors?.list,
    content: html`<p class="govuk-body">${row.askedByName} asks to take this out for ${row.forWhom}: ${row.why}. ${formatCount(row.rowCount, 'row')}, about ${formatCount(row.people, 'person', 'people')}. This is all that leaves:</p>
      ${keptShown(kept, true)}
      ${form(
        screen,
        html`${markField(String(row.version))}${oneOf('answer', 'What do you decide?', [
          { value: 'approve', text: 'Approve it, as it stands above' },
          { value: 'refuse', text: 'Refuse it' },
        ])}
        ${area('why', 'Why not, where you refuse it')}
        ${button({ text: 'Decide', preventDoubleClick: true })}`,
      )}`,
  })
}
