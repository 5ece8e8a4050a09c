import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Frameworks } from '../model/framework.ts'

type Page = { screen: Screen; frameworks: Frameworks; maySet: boolean }

export const frameworkPage = ({ screen, frameworks: { now, since, history }, maySet }: Page): Html =>
  layout({
    title: 'Headings of a decision',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Local policy', href: '/local-policy' }, { text: 'Headings of a decision' }],
    content: html`<p class="govuk-body">A decision about danger can be written down under these headings, on the case. What was written keeps the headings of its day. ${
      since
        ? `${now.name}, set ${formatWhen(since.fromAt, screen.now)} by ${since.by}, ${since.agency}.`
        : `${now.name}. Nobody has set others here: the default holds.`
    }</p>
    <ol class="govuk-list govuk-list--number">${now.headings.map((heading) => html`<li>${heading}</li>`)}</ol>
    ${maySet && button({ text: 'Change the headings', href: '/local-policy/decision-framework/set' })}
    ${board({
      caption: 'History',
      says: `${formatCount(history.length, 'change')} so far, the latest first.`,
      empty: 'Nobody has changed them so far.',
      rows: history.toReversed(),
      columns: [
        { head: 'From', cell: ({ fromAt }) => formatWhen(fromAt, screen.now) },
        { head: 'Name', cell: ({ name }) => name },
        { head: 'Headings', cell: ({ headings }) => headings.join('; ') },
        { head: 'Set by', cell: ({ by, agency }) => `${by}, ${agency}` },
        { head: 'Reason', cell: ({ reason }) => reason },
      ],
    })}`,
  })
