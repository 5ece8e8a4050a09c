import { board } from '../../../../design/board.ts'
import { button } from '../../../../design/components/button.ts'
import type { Screen } from '../../../../design/form.ts'
import { layout } from '../../../../design/layout.ts'
import { stateTag } from '../../../../design/tags.ts'
import { formatCount } from '../../../../design/words.ts'
import { type Html, html } from '../../../../platform/html.ts'
import { kindsOf, kindWords, type Team } from '../../model/teams.ts'

type Row = { team: Team; members: number; isOn: boolean }

export const teamsPage = ({
  screen,
  rows,
  isAdministrator,
}: {
  screen: Screen
  rows: readonly Row[]
  isAdministrator: boolean
}): Html =>
  layout({
    title: 'Teams and desks',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Staff', href: '/staff' }, { text: 'Teams and desks' }],
    content: board({
      caption: 'Teams and desks of your agency',
      isCaptionHidden: true,
      says: `${formatCount(rows.length, 'team')} of your agency. A team is one way to be granted cases; a desk answers by a rota.`,
      empty: 'Your agency has no team yet.',
      rows,
      rowState: ({ team, isOn }) => (team.isDesk && !isOn ? 'late' : undefined),
      columns: [
        {
          head: 'Team',
          cell: ({ team }) => html`<a class="govuk-link" href="/staff/teams/${team.id}">${team.name}</a>`,
        },
        { head: 'What it does', cell: ({ team }) => whatItDoes(team) },
        { head: 'Members', format: 'numeric', cell: ({ members }) => members },
        { head: 'Desk now', cell: ({ team, isOn }) => (team.isDesk ? deskTag(isOn) : 'Not a desk') },
      ],
      ...(isAdministrator && { actions: button({ text: 'Start a team', href: '/staff/teams/new' }) }),
    }),
  })

export const whatItDoes = (team: Team): string =>
  kindsOf(team)
    .map((kind) => kindWords[kind])
    .join(', ') || 'A team'
export const deskTag = (isOn: boolean): Html =>
  isOn ? stateTag('done', 'Somebody is on') : stateTag('late', 'Nobody is on')
