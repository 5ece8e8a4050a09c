import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Option } from '../../cases/index.ts'
import { headingField } from '../model/forms.ts'

type Page = {
  screen: Screen
  top: CaseTop
  framework: { name: string; headings: readonly string[] }
  basedOn: string
  options: readonly Option[]
  shown: Shown<Record<string, string | undefined>>
}

export const newDecisionPage = ({ screen, top, framework, basedOn, options, shown }: Page): Html => {
  const base = `/cases/${top.caseId}/interventions`
  return caseForm({
    ...{ screen, top, shown, part: 'interventions', title: 'Write down a decision', submit: 'Save the decision' },
    trail: [
      { text: 'Interventions', href: base },
      { text: 'Decisions by headings', href: `${base}/decisions` },
    ],
    about: html`<p class="govuk-body">By the headings of ${framework.name}, each in a sentence or two. It cannot be changed afterwards.</p>`,
    fields: ({ chosen, area }) => html`${markField(basedOn)}
      ${chosen('about', 'What is the decision about?', options, {
        hint:
          options.length > 0
            ? 'What was chosen, stopped or set aside, or a level'
            : 'There is nothing to decide about yet: choose an intervention or set a level first',
      })}
      ${framework.headings.map((heading, index) => area(headingField(index), heading))}`,
  })
}
