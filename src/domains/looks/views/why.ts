import { button } from '../../../design/components/button.ts'
import { radios } from '../../../design/components/radios.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { picks } from '../model.ts'

type WhyPage = {
  screen: Screen
  caseId: string
  /** The address that was asked for, to which the answer goes on. The page says nothing of the case. */
  url: string
  shown: Shown<Record<string, string | undefined>>
  /** The fields of a form that was sent and waits for the answer. */
  carried?: readonly [string, string][]
}

/** Asked before a case opens, when nothing else says why this person looks. */
export const whyPage = ({ screen, caseId, url, shown, carried }: WhyPage): Html => {
  const { answers = {}, errors } = shown
  const waits = carried ?? [['goOn', url] as const]
  return layout({
    title: 'Why are you opening this case?',
    frame: screen.frame,
    breadcrumbs: [{ text: 'My cases', href: '/boards/mine' }, { text: 'Why are you opening this case?' }],
    errors: errors?.list,
    content: html`<p class="govuk-body">A team that you are in may see this case, and no work there is yours.
        Your answer is kept with what you open in the next 12 hours. Those who work on the case read it, and the person may be given it.</p>
      ${carried && html`<p class="govuk-body">What you typed is not lost: it is saved when you have answered.</p>`}
      ${form(
        { formKey: screen.formKey },
        html`${waits.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
          ${radios({
            name: 'lookPick',
            fieldset: { legend: { text: 'Why you need to see it', classes: 'govuk-fieldset__legend--s' } },
            value: answers.lookPick,
            items: Object.entries(picks).map(([value, text]) => ({ value, text })),
            errorMessage: errors?.byField.lookPick,
          })}
          ${textarea({
            name: 'lookSaid',
            label: { text: 'In a few words' },
            hint: { text: 'What you need to find out, or do. No address and no phone number' },
            value: answers.lookSaid,
            rows: '3',
            errorMessage: errors?.byField.lookSaid,
          })}
          ${button({ text: carried ? 'Save, with this reason' : 'Open the case', preventDoubleClick: true })}`,
        { action: carried ? url : `/cases/${caseId}/looks/why` },
      )}
      <p class="govuk-body"><a class="govuk-link" href="/boards/mine">Do not open it</a></p>`,
  })
}
