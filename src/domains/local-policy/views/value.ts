import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { settingWords, type Value } from '../model/values.ts'

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
  board({
    caption: 'History',
    says: `${formatCount(rows.length, 'value')} set so far, the latest first. None is ever changed or taken away.`,
    empty: 'Nobody has set it so far.',
    rows: rows.toReversed(),
    columns: [
      { head: 'From', cell: ({ fromAt }) => `${formatWhen(fromAt, now)}${fromAt > now ? ' (to come)' : ''}` },
      { head: 'Value', cell: ({ value }) => settingWords(value) },
      { head: 'Set by', cell: ({ by, agency }) => `${by}, ${agency}` },
      { head: 'Set', cell: ({ setAt }) => formatWhen(setAt, now) },
      { head: 'Reason', cell: ({ reason }) => reason },
    ],
  })
