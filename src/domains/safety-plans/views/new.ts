import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { circumstanceFields } from './circumstance.ts'

type Page = {
  screen: Screen
  top: CaseTop
  people: readonly { id: string; name: string; isChild: boolean }[]
  /** Advisers on the case, for whoever is none. */
  advisers: readonly string[]
  shown: Shown<Record<string, string | undefined>>
}

export const newPage = ({ screen, top, people, advisers, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'safety-plans', title: 'Start a safety plan' },
    submit: 'Start the plan',
    trail: [{ text: 'Safety plans', href: `/cases/${top.caseId}/safety-plans` }],
    about: html`<p class="govuk-body">Best made with an independent adviser. If that is not you, hand the plan over first: the lead of the plan makes it with them.</p>
      ${advisers.length > 0 && html`<p class="govuk-body">On this case as an adviser: ${advisers.join('; ')}. <a class="govuk-link" href="/cases/${top.caseId}/handovers/new">Hand the plan over</a>. What you would add you can offer to it then, and your name stands beside it.</p>`}`,
    fields: (fields) => html`${fields.oneOf(
      'personId',
      'Whose plan is it?',
      people.map(({ id, name, isChild }) => ({ value: id, text: isChild ? `${name} (child)` : name })),
      'A child has a plan of their own, beside that of whoever looks after them',
    )}
      ${circumstanceFields(fields, true)}`,
  })
