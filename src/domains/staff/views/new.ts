import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { select } from '../../../design/components/select.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { NewPersonForm } from '../model/people.ts'
import { roles } from '../model/roles.ts'

export type Supervisors = readonly { id: string; name: string }[]
type New = Shown<NewPersonForm> & { screen: Screen; supervisors: Supervisors }

export const newPage = ({ screen, supervisors, answers = {}, errors }: New): Html =>
  layout({
    title: 'Invite somebody',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'Staff', href: '/staff' }, { text: 'Invite somebody' }],
    errors: errors?.list,
    content: html`<p class="govuk-body">They join your own agency. The next page makes a link for them, which you hand over yourself: no e-mail is sent.</p>
      ${form(
        screen,
        html`${input({ name: 'name', label: { text: 'Name' }, value: answers.name, autocomplete: 'off', errorMessage: errors?.byField.name })}
        ${input({
          name: 'email',
          label: { text: 'Work e-mail address' },
          hint: { text: 'They sign in with it' },
          type: 'email',
          spellcheck: false,
          autocomplete: 'off',
          value: answers.email,
          errorMessage: errors?.byField.email,
        })}
        ${roleAndLine({ answers, ...(errors && { errors }), supervisors })}
        ${button({ text: 'Invite', preventDoubleClick: true })}`,
      )}`,
  })

/** The fields that an invitation and a change share. */
export const roleAndLine = ({
  answers = {},
  errors,
  supervisors,
}: Shown<Pick<NewPersonForm, 'role' | 'phone' | 'supervisorId'>> & { supervisors: Supervisors }): Html =>
  html`${select({
    name: 'role',
    label: { text: 'Role' },
    hint: {
      text: 'It says which screens they may use. Which cases they see is another question: only those granted to them',
    },
    value: answers.role,
    items: [
      { text: 'Select a role', value: '' },
      ...Object.entries(roles).map(([value, { label }]) => ({ value, text: label })),
    ],
    errorMessage: errors?.byField.role,
  })}
  ${input({ name: 'phone', label: { text: 'Work phone (optional)' }, type: 'tel', classes: 'govuk-input--width-20', value: answers.phone, errorMessage: errors?.byField.phone })}
  ${select({
    name: 'supervisorId',
    label: { text: 'Supervisor' },
    hint: { text: 'Late work climbs to this person' },
    value: answers.supervisorId,
    items: [{ text: 'Nobody', value: '' }, ...supervisors.map(({ id, name }) => ({ value: id, text: name }))],
    errorMessage: errors?.byField.supervisorId,
  })}`
