import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Fields, optionsOf } from '../../cases/index.ts'
import { answers, outcomes, standard } from '../model.ts'

type Named = { id: string; name: string }
type NewPage = {
  screen: Screen
  top: CaseTop
  people: readonly Named[]
  agencies: readonly Named[]
  shown: Shown<Record<string, string | undefined>>
}

export const newPage = ({ screen, top, people, agencies, shown }: NewPage): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'feedback', title: 'Ask how they were treated', submit: 'Save' },
    trail: [{ text: 'Feedback', href: `/cases/${top.caseId}/feedback` }],
    about: html`<p class="govuk-body">Only when it is safe and they want to. Say first: you need not answer, nothing hangs on it, and the service that it is about sees numbers over many people, never yours.</p>`,
    fields: (fields) => html`${whom(fields, people)}
      ${fields.chosen('aboutAgencyId', 'About which service', optionsFrom(agencies))}
      ${fields.oneOf(
        'outcome',
        'Did they answer?',
        Object.entries(outcomes).map(([value, text]) => ({ value, text })),
      )}
      <h2 class="govuk-heading-m">If they answered</h2>
      ${standard.map(({ name, question }) => fields.oneOf(name, question, optionsOf(answers)))}
      ${fields.area('said', 'What they want to add, in their words', { hint: 'Only if they want to. Your agency reads it' })}`,
  })

const optionsFrom = (all: readonly Named[]) => all.map(({ id, name }) => ({ value: id, text: name }))

const whom = (fields: Fields, people: readonly Named[]): Html => {
  const [only] = people
  return people.length === 1 && only
    ? html`<input type="hidden" name="personId" value="${only.id}">`
    : fields.chosen('personId', 'Who was asked', optionsFrom(people))
}
