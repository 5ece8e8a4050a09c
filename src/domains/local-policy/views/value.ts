import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { table } from '../../../design/components/table.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { settingWords, type Value } from '../model.ts'

export const valuePage = ({ screen, value, maySet }: { screen: Screen; value: Value; maySet: boolean }): Html =>
  layout({
    title: value.words,
    frame: screen.frame,
    breadcrumbs: [{ text: 'Local policy', href: '/local-policy' }, { text: value.words }],
    content: html`${summaryList({
      rows: [
        { key: { text: 'Now' }, value: { text: settingWords(value.now) } },
        {
          key: { text: 'Since' },
          value: {
            text: value.since
              ? `${formatWhen(value.since.fromAt, screen.now)}, set by ${value.since.by}, ${value.since.agency}`
              : 'Nobody has set it: the default holds',
          },
        },
        { key: { text: 'Default' }, value: { text: settingWords(value.usual) } },
        { key: { text: 'Where from' }, value: { text: value.source } },
        {
          key: { text: 'How sure' },
          value: {
            text:
              value.confidence === 'UNCERTAIN' ? 'Unverified: the source leaves doubt' : value.confidence.toLowerCase(),
          },
        },
      ],
    })}
    ${history(value, screen.now)}
    ${maySet && button({ text: 'Set a new value', href: `/local-policy/${value.slug}/set` })}`,
  })

const history = ({ history: rows }: Value, now: Date): Html =>
  rows.length === 0
    ? html`<p class="govuk-body">Nobody has set it so far.</p>`
    : html`<p class="govuk-body">${formatCount(rows.length, 'value')} set so far, the latest first. None is ever changed or taken away.</p>
      ${table({
        caption: 'History',
        captionClasses: 'govuk-table__caption--s',
        firstCellIsHeader: true,
        head: ['From', 'Value', 'Set by', 'Set', 'Reason'].map((text) => ({ text })),
        rows: rows
          .toReversed()
          .map(({ fromAt, value, by, agency, setAt, reason }) => [
            { text: `${formatWhen(fromAt, now)}${fromAt > now ? ' (to come)' : ''}` },
            { text: settingWords(value) },
            { text: `${by}, ${agency}` },
            { text: formatWhen(setAt, now) },
            { text: reason },
          ]),
      })}`
