import { board, type Column } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { settingWords, type Value } from '../model/values.ts'

export const indexPage = ({ screen, values }: { screen: Screen; values: readonly Value[] }): Html => {
  const set = values.filter(({ since }) => since).length
  return layout({
    title: 'Local policy',
    frame: screen.frame,
    shape: 'board',
    titleActions: html`<a class="govuk-link" href="/local-policy/release-checklist">Checklist before a release</a> · <a class="govuk-link" href="/local-policy/decision-framework">Headings of a decision</a> · <a class="govuk-link" href="/interventions">Menu of interventions</a> · <a class="govuk-link" href="/measures/device-kinds">Safety devices</a> · <a class="govuk-link" href="/local-policy/bank-holidays">Bank holidays</a> · <a class="govuk-link" href="/risk/instruments">Questions to ask with</a>`,
    content: board({
      caption: 'What this area may set',
      isCaptionHidden: true,
      says: `${formatCount(values.length, 'value')} that this area may set: ${set === 0 ? 'none is set' : `${set} set`} here, the rest hold by default.`,
      empty: 'There is nothing that this area may set.',
      columns: columns(screen.now),
      rows: values,
    }),
  })
}

const columns = (now: Date): Column<Value>[] => [
  { head: 'What', cell: ({ words, slug }) => html`<a class="govuk-link" href="/local-policy/${slug}">${words}</a>` },
  { head: 'Now', cell: (value) => settingWords(value.now), isShort: true },
  {
    head: 'Since, by whom',
    cell: ({ since, coming }) =>
      html`${since ? `${formatDay(since.fromAt)}, ${since.by}, ${since.agency}` : 'Default: nobody has set it'}${coming.map(
        ({ value, fromAt }) => html`<br>From ${formatWhen(fromAt, now)}: ${settingWords(value)}`,
      )}`,
  },
  { head: 'Default', cell: ({ usual }) => settingWords(usual), isShort: true },
  {
    head: 'Where from',
    cell: ({ source, confidence }) =>
      html`${source} ${confidence === 'UNCERTAIN' && stateTag('unverified', 'Unverified')}`,
  },
]
