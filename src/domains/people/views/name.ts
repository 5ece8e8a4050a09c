import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>>; name: string }

export const namePage = ({ screen, top, shown, name }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'people', title: `Another name of ${name}`, tab: 'Another name', submit: 'Add' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    about: html`<p class="govuk-body">The search finds this name too. Do not enter a former name that would tell others of a person's gender history.</p>`,
    fields: ({ line }) => html`
      ${line('name', 'The other name')}
      ${line('bornOn', 'Date of birth given with it, if another', { width: 10 })}
      ${line('toldBy', 'Where it comes from')}`,
  })
