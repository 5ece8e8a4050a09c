import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, caseLayout } from '../../cases/index.ts'
import { outsideCodes, outsideKinds } from '../../sharing/index.ts'
import type { Choices } from '../actions/choices.ts'
import { itemsFields } from './items-fields.ts'

type Page = { screen: Screen; top: CaseTop; choices: Choices; shown: Shown<Record<string, string | undefined>> }

export const newPage = ({ screen, top, choices, shown }: Page): Html => {
  const here = `/cases/${top.caseId}/bundles`
  const page = { screen, top, part: 'bundles', title: 'Make a bundle' } as const
  const trail = [{ text: 'Bundles for court', href: here }]
  if (choices.offered.length === 0)
    return caseLayout({
      ...{ ...page, trail },
      content: insetText({ text: 'Nothing that you see of this case could go into a bundle yet.' }),
    })
  return caseForm({
    ...{ ...page, trail, shown, submit: 'Put it together' },
    about: html`<p class="govuk-body">It is for one recipient, whose name stands on every page. Choose what they cannot do their work without, and nothing else. It stands in the order of its days; you can change that afterwards.</p>`,
    fields: (fields) => html`
      ${fields.oneOf('to', 'Who is it for?', [
        { value: 'outside', text: 'A court, a solicitor or another body without people here' },
        { value: 'here', text: 'Somebody who works here, or in a partner agency' },
      ])}
      ${fields.chosen(
        'outsideKind',
        'Kind of body, where it has no people here',
        outsideCodes.map((value) => ({ value, text: outsideKinds[value].words })),
      )}
      ${fields.line('outsideName', 'The body, and who there', { hint: 'Such as: Inventedham Family Court, the listing officer' })}
      ${fields.chosen(
        'recipientId',
        'The person, where they work here or in a partner agency',
        choices.recipients.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` })),
      )}
      ${fields.area('why', 'What is it for?', { hint: 'This stands on the first page. Name no place, street or number' })}
      <h2 class="govuk-heading-m">What goes in</h2>
      ${itemsFields(fields, choices)}`,
  })
}
