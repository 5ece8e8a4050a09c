import { button } from '../../../../design/components/button.ts'
import { form, type Screen } from '../../../../design/form.ts'
import { layout } from '../../../../design/layout.ts'
import { type Html, html } from '../../../../platform/html.ts'
import type { Team } from '../../model/teams.ts'
import { type TeamFields, teamFields } from './new.ts'

export const teamEditPage = ({ screen, team, ...fields }: TeamFields & { screen: Screen; team: Team }): Html =>
  layout({
    title: `Change ${team.name}`,
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: 'Teams and desks', href: '/staff/teams' },
      { text: team.name, href: `/staff/teams/${team.id}` },
      { text: 'Change' },
    ],
    errors: fields.errors?.list,
    content: form(screen, html`${teamFields(fields)} ${button({ text: 'Save', preventDoubleClick: true })}`),
  })
