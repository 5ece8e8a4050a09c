import { table } from '../../../design/components/table.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'

export const wordsPage = ({
  screen,
  lists,
}: {
  screen: Screen
  lists: readonly { group: string; words: string[] }[]
}): Html =>
  layout({
    title: 'Word lists',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Rulebook', href: '/rulebook' }, { text: 'Word lists' }],
    content: html`<p class="govuk-body">${formatCount(lists.length, 'list')}. A replay of an old chronology may look for these words in its accounts, because old records
      have nothing ticked. What it finds is never certain and is always quoted. In a live case no account is read: only what somebody ticked counts.</p>
      <p class="govuk-body">A star stands for the rest of a word. A word that the sentence denies (“no knife was seen”) is passed over.</p>
      ${table({
        caption: 'Words that may be looked for',
        captionClasses: 'govuk-table__caption--s',
        firstCellIsHeader: true,
        head: [{ text: 'List' }, { text: 'Words' }],
        rows: lists.map(({ group, words }) => [{ text: group }, { text: words.join(', ') }]),
      })}`,
  })
