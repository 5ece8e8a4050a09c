import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import { roleChoices } from '../../staff/index.ts'
import type { GroupShown } from '../store/meanings.ts'

type GroupPage = {
  screen: Screen
  group: GroupShown
  teams: readonly { id: string; name: string }[]
  shown: Shown<Record<string, string | undefined>>
}

export const groupPage = ({ screen, group, teams, shown }: GroupPage): Html => {
  const { chosen } = fieldsOf(shown)
  return layout({
    title: `What the group ${group.name} means`,
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'Staff', href: '/staff' }, { text: 'Directory', href: '/scim' }, { text: group.name }],
    errors: shown.errors?.list,
    content: html`<p class="govuk-body">${formatCount(group.members ?? 0, 'person is', 'people are')} in it. What you say here holds for them at once, and for
        who comes and goes from now on.</p>
      ${form(
        screen,
        html`${chosen(
          'teamId',
          'Team',
          teams.map(({ id, name }) => ({ value: id, text: name })),
          {
            hint: 'Who is in the group is in the team, and sees the cases that are granted to it. Nobody: leave it as it is',
          },
        )}
        ${chosen('role', 'Role', roleChoices(), { hint: 'Only when everybody in the group has the same role' })}
        ${button({ text: 'Save', preventDoubleClick: true })}`,
      )}`,
  })
}
