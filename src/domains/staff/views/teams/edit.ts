import { button } from '../../../../design/components/button.ts'
import { differencesShown, markField } from '../../../../design/differences.ts'
import { form, type Screen } from '../../../../design/form.ts'
import { layout } from '../../../../design/layout.ts'
import { type Html, html } from '../../../../platform/html.ts'
import type { Difference } from '../../../../platform/marks.ts'
import type { Team } from '../../model/teams.ts'
import { type TeamFields, teamFields } from './new.ts'

type Edit = TeamFields & { screen: Screen; team: Team; basedOn: string | undefined; differences?: Difference[] }

export const teamEditPage = ({ screen, team, basedOn, differences, ...fields }: Edit): Html =>
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
    content: html`${differences && differencesShown(differences)}${form(screen, html`${basedOn && markField(basedOn)}${teamFields(fields)} ${button({ text: 'Save', preventDoubleClick: true })}`)}`,
  })
