import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'

type Person = { id: string; name: string; role: string }

/** The people of one agency, each with what they can see behind their name. */
export const peoplePage = ({ screen, people }: { screen: Screen; people: readonly Person[] }): Html =>
  layout({
    title: 'What each person can see',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Who may see what', href: '/access/roles' }, { text: 'What each person can see' }],
    content: board({
      caption: 'People of your agency',
      isCaptionHidden: true,
      says: `${formatCount(people.length, 'person', 'people')} of your agency.`,
      empty: 'Nobody works here.',
      rows: people,
      columns: [
        {
          head: 'Who',
          cell: ({ id, name }: Person) => html`<a class="govuk-link" href="/access/people/${id}">${name}</a>`,
        },
        { head: 'Role', cell: ({ role }: Person) => role },
      ],
    }),
  })
