import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { groundOf } from '../model.ts'
import type { Conflict, Message, ToLift } from '../store.ts'

type Page = {
  screen: Screen
  isAtDesk: boolean
  messages: readonly Message[]
  conflicts: readonly Conflict[]
  lifts: readonly ToLift[]
}

/** What anybody may do about people they know; and, for those at the safeguarding desk, what waits there. */
export const indexPage = (page: Page): Html =>
  layout({
    title: 'People you know',
    frame: page.screen.frame,
    breadcrumbs: [{ text: 'People you know' }],
    shape: page.isAtDesk || page.messages.length > 0 ? 'board' : 'page',
    content: html`<p class="govuk-body">Nobody works on a case of their own people, and nobody finds out here whether there is one.</p>
      <ul class="govuk-list govuk-list--bullet">
        <li><a class="govuk-link" href="/staff/connections">What we check so that you never meet your own people in a case</a></li>
        <li>On a case, "Conflicts and seal" is where you say that you know somebody in it. It is then closed to you at once.</li>
      </ul>
      ${button({ text: 'Tell the safeguarding desk something', href: '/conflicts/new' })}
      ${
        page.lifts.length > 0 &&
        html`<h2 class="govuk-heading-m">Seals to lift</h2><ul class="govuk-list">${page.lifts.map(
          ({ id, reference, proposedBy, proposedAt }) =>
            html`<li><a class="govuk-link" href="/conflicts/lifts/${id}">${reference}</a>: proposed by ${proposedBy}, ${formatWhen(proposedAt, page.screen.now)}</li>`,
        )}</ul>`
      }
      ${(page.isAtDesk || page.messages.length > 0) && waiting(page)}
      ${page.isAtDesk && matches(page)}`,
  })

const kinds: Record<string, string> = { message: 'Message', 'past looks': 'Looks before the seal' }

const waiting = ({ screen, messages }: Page): Html => {
  const open = messages.filter(({ doneAt }) => doneAt === null).length
  return html`<h2 class="govuk-heading-m">The safeguarding desk</h2>${board({
    caption: 'What came to the desk',
    isCaptionHidden: true,
    says: `${formatCount(open, 'message')} to deal with, the first first; then what was dealt with.`,
    empty: 'Nothing has come to the desk.',
    rows: messages,
    columns: [
      {
        head: 'About',
        cell: ({ id, about }) => html`<a class="govuk-link" href="/conflicts/messages/${id}">${about}</a>`,
      },
      { head: 'Kind', cell: ({ kind }) => kinds[kind] ?? kind, isShort: true },
      { head: 'From', cell: ({ fromName }) => fromName ?? 'Waymark' },
      { head: 'Came', cell: ({ sentAt }) => formatWhen(sentAt, screen.now), isShort: true },
      {
        head: 'Dealt with',
        cell: ({ doneAt, doneBy }) => (doneAt ? `${doneBy ?? ''}, ${formatWhen(doneAt, screen.now)}` : 'Not yet'),
      },
    ],
  })}`
}

const matches = ({ screen, conflicts }: Page): Html =>
  html`<h2 class="govuk-heading-m">People kept out of a case</h2>${board({
    caption: 'People kept out of a case',
    isCaptionHidden: true,
    says: `${formatCount(conflicts.length, 'person is', 'people are')} kept out of a case by a match or a word of theirs. Two of you can end a false match.`,
    empty: 'Nobody of your agency is kept out of a case, as far as you may see.',
    rows: conflicts,
    columns: [
      {
        head: 'Who',
        cell: ({ id, practitioner }) => html`<a class="govuk-link" href="/conflicts/matches/${id}">${practitioner}</a>`,
      },
      { head: 'Why', cell: ({ ground }) => groundOf(ground) },
      { head: 'Found by', cell: ({ source }) => (source === 'computed' ? 'a match' : 'their own word') },
      { head: 'Case', cell: ({ reference }) => reference, isShort: true },
      { head: 'Since', cell: ({ at }) => formatWhen(at, screen.now), isShort: true },
      { head: 'False match', cell: ({ proposedBy }) => (proposedBy ? `Proposed by ${proposedBy}` : 'No') },
    ],
  })}`
