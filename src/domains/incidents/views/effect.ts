import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { effectKinds, effectWords } from '../model/children.ts'

type Page = { screen: Screen; top: CaseTop; name: string; shown: Shown<Record<string, string | undefined>> }

/** What is seen in a child who lived with it (CH-14). */
export const effectPage = ({ screen, top, name, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'incidents', title: `What is seen in ${name}`, submit: 'Save' },
    tab: 'What is seen in a child',
    trail: [
      { text: 'Incidents', href: `/cases/${top.caseId}/incidents` },
      { text: 'Children', href: `/cases/${top.caseId}/incidents/children` },
    ],
    about: html`<p class="govuk-body">It asks for an offer of support that fits. Those on this case who see incidents will see it; reports count it, and say nothing of whom.</p>`,
    fields: ({ oneOf, line, area }) => html`
      ${oneOf(
        'kind',
        'Which kind',
        effectKinds.map((value) => ({ value, text: effectWords[value] })),
      )}
      ${area('what', 'What was seen', { hint: 'What the child did or said, in plain words' })}
      ${line('seenBy', 'Who saw it', { hint: 'A name or a part, such as class teacher' })}
      ${line('seenOn', 'Day', { width: 10, hint: 'Such as 30/4/2027, today or yesterday' })}`,
  })
