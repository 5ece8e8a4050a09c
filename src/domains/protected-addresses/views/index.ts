import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { pagesOf } from '../../entries/index.ts'
import type { Place } from '../actions.ts'

type IndexPage = { screen: Screen; places: readonly Place[]; number: number; total: number; found: number }

export const indexPage = ({ screen, places, number, total, found }: IndexPage): Html =>
  layout({
    title: 'Protected addresses',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Protected addresses' }],
    content: html`<p class="govuk-body">Where your agency keeps people safe. Only managers of your agency read this list. In every case here, what is added, written or sent is looked through for these places; whoever is stopped is told which sort of thing it was, and never whose.</p>
      ${found > 0 && html`<p class="govuk-body"><a class="govuk-link" href="/protected-addresses/found">Found too late: ${formatCount(found, 'time')}</a></p>`}
      ${board({
        caption: 'Places of your agency',
        says: `${formatCount(total, 'place')}, the latest first.`,
        empty: 'No place is on the list. Until one is, nothing is looked through for your houses.',
        rows: places,
        pages: pagesOf(total, number, (to) => `/protected-addresses?page=${to}`),
        actions: button({ text: 'Add a place', href: '/protected-addresses/new' }),
        columns: [
          {
            head: 'Place',
            cell: ({ place }) => place?.text ?? 'Its key is not there: it cannot be read, and is not looked for',
          },
          { head: 'Looked for', cell: ({ place }) => place?.lookedFor.join('; ') ?? 'Nothing' },
          { head: 'Added', cell: ({ addedAt, addedByName }) => `${formatWhen(addedAt, screen.now)}, ${addedByName}` },
          {
            head: 'Change',
            cell: ({ id, place }) =>
              html`<a class="govuk-link" href="/protected-addresses/${id}/remove">Take off<span class="govuk-visually-hidden"> ${place?.text ?? 'this place'}</span></a>`,
          },
        ],
      })}`,
  })
