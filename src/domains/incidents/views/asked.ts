import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { harmAnswers, harmWords } from '../model/children.ts'

type Page = { screen: Screen; top: CaseTop; name: string; shown: Shown<Record<string, string | undefined>> }

/** Is this child harmed themselves? Asked of each child of a case (CH-05, CH-13). */
export const askedPage = ({ screen, top, name, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'incidents', title: `Is ${name} harmed themselves?`, submit: 'Save' },
    tab: 'Is a child harmed themselves',
    trail: [
      { text: 'Incidents', href: `/cases/${top.caseId}/incidents` },
      { text: 'Children', href: `/cases/${top.caseId}/incidents/children` },
    ],
    about: html`<p class="govuk-body">In any way, by anybody: hit, hurt, neglected, used or threatened. “Yes” and “not sure” ask for children’s services to be told. Those on this case who see incidents will see the answer.</p>`,
    fields: ({ oneOf, area }) => html`
      ${oneOf(
        'answer',
        'Is this child harmed themselves?',
        harmAnswers.map((value) => ({ value, text: harmWords[value] })),
      )}
      ${area('what', 'What you know, and from whom', { hint: 'Or why nobody asked. Not asked is an answer' })}`,
  })
