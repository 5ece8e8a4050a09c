import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { radios } from '../../../design/components/radios.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dangers } from '../model/emergency.ts'

type EmergencyPage = { screen: Screen; shown: Shown<Record<string, string | undefined>> }
const trail = (text: string) => [{ text: 'Search', href: '/people/search' }, { text }]

/** For a moment in which somebody is in danger and their case cannot be found. */
export const emergencyPage = ({ screen, shown }: EmergencyPage): Html => {
  const { answers = {}, errors } = shown
  const line = (name: string, label: string, hint: string) =>
    input({
      ...{ name, label: { text: label }, hint: { text: hint }, value: answers[name], autocomplete: 'off' },
      ...{ classes: 'govuk-input--width-20', errorMessage: errors?.byField[name] },
    })
  return layout({
    title: 'Emergency access',
    frame: screen.frame,
    breadcrumbs: trail('Emergency access'),
    errors: errors?.list,
    content: html`${warningText({ text: 'Ring 999 first. This opens one case to you alone, for an hour at most.' })}
      <p class="govuk-body">The risk lead and an auditor are told at once. Somebody else says within one working day whether it was justified.
        Safe contact, plans and addresses stay closed: the page says whom to ring.</p>
      ${form(
        screen,
        html`<h2 class="govuk-heading-m">Whose case</h2>
          ${line('reference', 'Case reference', 'If you have it. Else the full name and the date of birth')}
          ${line('name', 'Full name', 'Every name, as on paper')}
          ${line('born', 'Date of birth', 'Such as 30/4/1988')}
          ${radios({
            name: 'danger',
            fieldset: { legend: { text: 'What is happening', classes: 'govuk-fieldset__legend--m' } },
            value: answers.danger,
            items: Object.entries(dangers).map(([value, text]) => ({ value, text })),
            errorMessage: errors?.byField.danger,
          })}
          ${textarea({
            name: 'said',
            label: { text: 'What you know, and what you need to find out' },
            value: answers.said,
            rows: '3',
            errorMessage: errors?.byField.said,
          })}
          ${button({ text: 'Open the case', classes: 'govuk-button--warning', preventDoubleClick: true })}`,
      )}`,
  })
}

type NotOpened = { screen: Screen; ring: { name: string; phone: string | null } | undefined; isTooMany: boolean }

/** One answer for all that is not opened: it does not say whether there is such a case. */
export const notOpenedPage = ({ screen, ring, isTooMany }: NotOpened): Html =>
  layout({
    title: isTooMany ? 'Ask your supervisor first' : 'No case could be opened',
    frame: screen.frame,
    breadcrumbs: trail('Emergency access'),
    content: html`<p class="govuk-body">${
      isTooMany
        ? 'Emergency access opens two cases in 24 hours, and then only on a supervisor’s word. They give it on your page under "Who may see what".'
        : 'What you wrote may lead to no case, or to none that can be opened this way.'
    }</p>
      <p class="govuk-body"><strong>Do not wait:</strong> ring 999 if somebody is in danger now.
        ${ring ? `Ring ${ring.name}, your supervisor${ring.phone ? `: ${ring.phone}` : ''}.` : 'Ring your supervisor or the desk on duty.'}</p>
      <p class="govuk-body"><a class="govuk-link" href="/access/emergency">Try again</a></p>`,
  })
