import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { input } from '../../../design/components/input.ts'
import { radios } from '../../../design/components/radios.ts'
import { textarea } from '../../../design/components/textarea.ts'
import type { Html } from '../../../platform/html.ts'
import { html } from '../../../platform/html.ts'
import { type Filled, windowPlaces } from '../model/forms.ts'
import { dayName, kindWords, scopes } from '../model/words.ts'

const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } })

/** The questions about one way to reach a person. */
export const routeFields = ({ typed, errors }: Filled, isNew: boolean): Html => {
  const at = errors?.byField
  const kept = isNew ? '' : ' Leave it empty to keep what is recorded.'
  return html`${radios({ name: 'kind', fieldset: legend('Which way?'), value: typed.text.kind, items: Object.entries(kindWords).map(([value, text]) => ({ value, text })), errorMessage: at?.kind })}
  ${checkboxes({ name: 'isForbidden', items: [{ value: 'yes', text: 'Never use this way', hint: { text: 'It is shown in red to all who work on the case. Nothing below needs an answer then' } }], values: typed.lists.isForbidden })}
  ${textarea({ name: 'value', label: { text: 'Number or address' }, hint: { text: `Kept sealed.${kept} A postal address has one line for each line` }, rows: 3, value: typed.text.value, autocomplete: 'off', errorMessage: at?.value })}
  ${input({ name: 'askFor', label: { text: 'Ask for' }, hint: { text: `The name to ask for, such as a first name only.${kept}` }, value: typed.text.askFor, classes: 'govuk-input--width-20', autocomplete: 'off', errorMessage: at?.askFor })}
  <h2 class="govuk-heading-s">When is it safe?</h2>
  <p class="govuk-body">Only these times are safe. A work telephone is not used on bank holidays. Post needs no times.</p>
  ${windowPlaces.map((place) => windowFields(place, { typed, errors }))}
  ${checkboxes({ name: 'textIsSafe', items: [{ value: 'yes', text: 'Texts are safe' }], values: typed.lists.textIsSafe, errorMessage: at?.textIsSafe })}
  ${checkboxes({ name: 'voicemailIsSafe', items: [{ value: 'yes', text: 'Leaving a message is safe' }], values: typed.lists.voicemailIsSafe })}
  ${radios({
    name: 'callerId',
    fieldset: legend('Which number may they see?'),
    value: typed.text.callerId ?? 'withheld',
    items: [
      { value: 'withheld', text: 'None: withheld' },
      { value: 'neutral number', text: 'Our neutral number' },
    ],
  })}
  ${input({ name: 'thirdPartyName', label: { text: 'Somebody they chose: who' }, hint: { text: `Only for a way through someone they chose.${kept}` }, value: typed.text.thirdPartyName, autocomplete: 'off', errorMessage: at?.thirdPartyName })}
  ${radios({ name: 'thirdPartyScope', fieldset: legend('What may this person be told?'), value: typed.text.thirdPartyScope, items: Object.entries(scopes).map(([value, text]) => ({ value, text })), errorMessage: at?.thirdPartyScope })}
  ${input({ name: 'endsOn', label: { text: 'Last day on which this way may be used' }, hint: { text: 'Needed for somebody they chose; else leave it empty. Like 30/4/2027' }, value: typed.text.endsOn, classes: 'govuk-input--width-10', errorMessage: at?.endsOn })}
  ${checkboxes({ name: 'isPreferred', items: [{ value: 'yes', text: 'They like this way best' }], values: typed.lists.isPreferred })}
  ${checkboxes({ name: 'confirmed', items: [{ value: 'yes', text: 'Confirmed with them today' }], values: typed.lists.confirmed, errorMessage: at?.confirmed })}
  ${button({ text: isNew ? 'Add this way' : 'Save as a new version', preventDoubleClick: true })}`
}

const windowFields = (place: (typeof windowPlaces)[number], { typed, errors }: Filled): Html => {
  const at = errors?.byField
  const [days, from, until] = [`days${place}`, `from${place}`, `until${place}`]
  const time = (name: string, text: string) =>
    input({
      name,
      label: { text },
      value: typed.text[name],
      classes: 'govuk-input--width-5',
      autocomplete: 'off',
      errorMessage: at?.[name],
    })
  return html`${checkboxes({
    name: days,
    classes: 'govuk-checkboxes--small govuk-checkboxes--inline',
    fieldset: { legend: { text: `Safe time ${place}` } },
    values: typed.lists[days],
    items: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), text: dayName(day) })),
    errorMessage: at?.[days],
  })}${time(from, `From, time ${place}`)}${time(until, `Until, time ${place}`)}`
}
