import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { table } from '../../../design/components/table.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Person, PersonForm } from '../model/people.ts'
import { roleLabel } from '../model/roles.ts'
import { roleAndLine, type Supervisors } from './new.ts'

type Edit = Shown<PersonForm> & { screen: Screen; person: Person; supervisors: Supervisors; isStale?: boolean }

export const editPage = ({ screen, person, supervisors, answers = {}, errors, isStale }: Edit): Html =>
  layout({
    title: `Change ${person.name}`,
    tab: 'Change a person',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: person.name, href: `/staff/${person.id}` },
      { text: 'Change' },
    ],
    errors: isStale
      ? [{ text: 'Somebody else changed this while you were writing. Compare the two, then save', href: '#name' }]
      : errors?.list,
    content: html`${isStale && both(person, answers, supervisors)}
      ${form(
        screen,
        html`<input type="hidden" name="version" value="${isStale ? person.version : (answers.version ?? person.version)}">
        ${input({ name: 'name', label: { text: 'Name' }, value: answers.name, errorMessage: errors?.byField.name })}
        ${roleAndLine({ answers, ...(errors && { errors }), supervisors })}
        <p class="govuk-body">A new role counts at once and ends their open sessions.</p>
        ${button({ text: 'Save', preventDoubleClick: true })}`,
      )}`,
  })

/** What is saved now beside what was typed here. */
const both = (person: Person, answers: NonNullable<Edit['answers']>, supervisors: Supervisors): Html =>
  table({
    caption: 'Saved now, and what you wrote',
    captionClasses: 'govuk-table__caption--s',
    firstCellIsHeader: true,
    head: [{ text: 'What' }, { text: 'Saved now' }, { text: 'You wrote' }],
    rows: [
      [{ text: 'Name' }, { text: person.name }, { text: answers.name ?? '' }],
      [{ text: 'Role' }, { text: roleLabel(person.role) }, { text: roleLabel(answers.role ?? '') }],
      [{ text: 'Phone' }, { text: person.phone ?? 'None' }, { text: answers.phone || 'None' }],
      [
        { text: 'Supervisor' },
        { text: person.supervisorName ?? 'Nobody' },
        { text: supervisors.find(({ id }) => id === answers.supervisorId)?.name ?? 'Nobody' },
      ],
    ],
  })
