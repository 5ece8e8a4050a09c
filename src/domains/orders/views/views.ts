import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { area, choose, type Filled, textInput } from '../../entries/index.ts'

export const viewsPage = ({ screen, top, answers, errors }: Filled & { screen: Screen; top: CaseTop }): Html => {
  const victims = top.people.filter(({ role }) => role === 'victim')
  const [only] = victims
  return caseLayout({
    ...{ screen, top, part: 'orders', title: 'What the victim wants of an order', errors: errors?.list },
    trail: [{ text: 'Orders', href: `/cases/${top.caseId}/orders` }],
    content: form(
      screen,
      html`<p class="govuk-body">An order can forbid all contact, allow some, keep someone away from a place, or let people live together without abuse. What is said here stays, whatever is said later.</p>
        ${
          victims.length === 1 && only
            ? html`<input type="hidden" name="personId" value="${only.id}">`
            : choose(
                'personId',
                'Whose view',
                victims.map(({ id, name }) => ({ value: id, text: name })),
                { answers, errors },
              )
        }
        ${area('view', 'Their view, in their own words', { answers, errors })}
        ${textInput('saidOn', 'Day they said it', { answers, errors }, { width: '10' })}
        ${textInput('writtenWhere', 'Where it is written down', { answers, errors })}
        ${button({ text: 'Save', preventDoubleClick: true })}`,
    ),
  })
}
