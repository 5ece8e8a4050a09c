import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>> }

export const householdPage = ({ screen, top, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'people', title: 'Add a household', submit: 'Add' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    about: html`<p class="govuk-body">Everyone who can see this case reads this. Write no address, and nothing that leads to a refuge.</p>`,
    fields: ({ line }) => html`${line('label', 'Short name', { hint: 'Such as "Grandmother\'s home"' })}
      ${line('district', 'Town or district', { hint: 'Leave it empty where even this must not be known' })}`,
  })
