import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = {
  screen: Screen
  top: CaseTop
  people: readonly { id: string; name: string; isChild: boolean }[]
  shown: Shown<Record<string, string | undefined>>
}

export const offerPage = ({ screen, top, people, shown }: Page): Html => {
  const lead = top.owners.find(({ lead: which }) => which === 'plan')
  return caseForm({
    ...{ screen, top, shown, part: 'safety-plans', title: 'Offer a thought', submit: 'Offer it' },
    trail: [{ text: 'Safety plans', href: `/cases/${top.caseId}/safety-plans` }],
    about: html`<p class="govuk-body">Something that could make them safer: a measure that you could take, or a thought of yours. ${lead && `${lead.name}, ${lead.agency}, talks it over with them.`} It is theirs to take up or not; you read which, and why not. Your name and agency stand beside it.</p>
      <p class="govuk-body">Never an address where they are or may go, never a password. Do not speak of it to anybody on the side of the person reported.</p>`,
    fields: ({ oneOf, line, area }) => html`${oneOf(
      'personId',
      'Whom would it help?',
      people.map(({ id, name, isChild }) => ({ value: id, text: isChild ? `${name} (child)` : name })),
    )}
      ${line('title', 'What do you offer, in a few words?')}
      ${area('words', 'What exactly, and who would do it', { hint: 'Kept sealed', rows: '4' })}
      ${area('careful', 'What could go wrong, or be noticed by the person reported', { hint: 'As far as you can tell', rows: '2' })}`,
  })
}
