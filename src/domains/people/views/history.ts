import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Change } from '../model/history.ts'

type Page = { screen: Screen; top: CaseTop; name: string; personId: string; changes: Change[]; withNames: boolean }

/** What stood in a person's details before, who changed it and when. Names and gender only on a look of its own (INV-17). */
export const historyPage = ({ screen, top, name, personId, changes, withNames }: Page): Html => {
  const isHidden = ({ isPrivate }: Change) => isPrivate && !withNames
  const shown = (change: Change, text: string | null) =>
    isHidden(change)
      ? 'Not shown here'
      : text === null
        ? 'Empty'
        : /^\d{4}-\d\d-\d\d$/.test(text)
          ? formatDay(text)
          : text
  return caseLayout({
    ...{
      screen,
      top,
      part: 'people',
      title: `What was known of ${name}`,
      tab: 'What was known of a person',
      shape: 'board',
    },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    content: html`${board({
      caption: 'Changes, the latest first',
      isCaptionHidden: true,
      says: `${formatCount(changes.length, 'change')} to what is known of this person, the latest first.`,
      empty: 'Nothing has been changed since this person was added.',
      columns: [
        { head: 'What', cell: ({ field }: Change) => field },
        { head: 'Before', cell: (change: Change) => shown(change, change.before) },
        { head: 'After', cell: (change: Change) => shown(change, change.after) },
        { head: 'Changed by', cell: ({ by }: Change) => by ?? 'Not known' },
        { head: 'When', cell: ({ at }: Change) => formatWhen(at, screen.now) },
      ],
      rows: changes,
    })}
    ${changes.some(isHidden) && html`<p class="govuk-body">Earlier names and gender are not shown in passing. <a class="govuk-link" href="/cases/${top.caseId}/people/${personId}/history/names">Show them</a>: it is on record that you looked.</p>`}`,
  })
}
