import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Option } from '../../cases/index.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  name: string
  others: Option[]
}

export const workerPage = ({ screen, top, shown, name, others }: Page): Html =>
  caseForm({
    ...{
      screen,
      top,
      shown,
      part: 'people',
      title: `Who works with ${name}`,
      tab: 'Who works with a person',
      submit: 'Save',
    },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    about: html`<p class="govuk-body">Whoever works with the person reported is never the contact of the person harmed. They do not see this case through this, and are not told of it.</p>`,
    fields: ({ oneOf, chosen, line }) => html`
      ${oneOf('where', 'Who is it?', [
        { value: 'here', text: 'A colleague, of any agency here' },
        { value: 'elsewhere', text: 'Somebody elsewhere' },
        { value: 'nobody', text: 'Nobody works with them' },
      ])}
      ${chosen('practitionerId', 'The colleague', others)}
      ${line('outside', 'Somebody elsewhere: name and agency')}`,
  })
