import { table } from '../../../design/components/table.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Looked } from '../actions/look.ts'
import { frequencyWords } from '../model/words.ts'
import { type Page, safeContactPage } from './frame.ts'

export const historyPage = ({ screen, top, looked }: Page & { looked: Looked }): Html =>
  safeContactPage(
    { screen, top },
    {
      title: 'Earlier versions of the rule',
      content: html`<p class="govuk-body">${looked.history.length === 0 ? 'No version yet.' : `${formatCount(looked.history.length, 'version')}, the one that holds first. Each change of the rule or of a way makes a new one.`}</p>
    ${
      looked.history.length > 0 &&
      table({
        head: [
          { text: 'Version' },
          { text: 'Set' },
          { text: 'Confirmed with' },
          { text: 'How often' },
          { text: 'Confirm again by' },
        ],
        rows: looked.history.map((rule) => [
          { text: String(rule.version) },
          { text: `${formatWhen(rule.setAt, screen.now)}, ${rule.setBy}` },
          { text: rule.confirmedWith },
          { text: frequencyWords(rule.frequency) },
          { text: formatDay(rule.reviewOn, screen.now) },
        ]),
      })
    }`,
    },
  )
