import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { pagesOf } from '../../entries/index.ts'
import type { Place } from '../actions.ts'
import { whatWords } from '../model.ts'
import type { FoundRow } from '../store.ts'

type FoundPage = {
  screen: Screen
  found: readonly FoundRow[]
  places: readonly Place[]
  number: number
  total: number
}

export const foundPage = ({ screen, found, places, number, total }: FoundPage): Html =>
  layout({
    title: 'Found too late',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Protected addresses', href: '/protected-addresses' }, { text: 'Found too late' }],
    content: html`<p class="govuk-body">A place of yours stood in something that people could open, or that was sent, before the place was on the list. It is shut now. Whoever leads the case has to say who opened it, tell the person, review the risk, and have it assessed as a breach. Ring them: they cannot tell from their page that it is your place.</p>
      ${board({
        caption: 'What was found too late',
        says: `${formatCount(total, 'find')}, the latest first.`,
        empty: 'Nothing of yours was found too late.',
        rows: found,
        pages: pagesOf(total, number, (to) => `/protected-addresses/found?page=${to}`),
        columns: [
          { head: 'Found', cell: ({ foundAt }) => formatWhen(foundAt, screen.now) },
          {
            head: 'Place',
            cell: ({ placeIds }) =>
              placeIds.flatMap((placeId) => places.find(({ id }) => id === placeId)?.place?.text ?? []).join('; ') ||
              'A place that is no longer on the list',
          },
          { head: 'In', cell: ({ what }) => whatWords[what] ?? what },
          {
            head: 'Opened by',
            cell: ({ people }) => (people === 0 ? 'Nobody' : formatCount(people, 'person', 'people')),
          },
          {
            head: 'Ask',
            cell: ({ lead, leadAgency }) =>
              lead ? `${lead}, ${leadAgency ?? ''}` : 'Nobody leads it: ask your data protection lead',
          },
        ],
      })}`,
  })
