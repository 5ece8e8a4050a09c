import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { notHeld } from '../model.ts'
import type { FoundDevice } from '../store.ts'

type Page = {
  screen: Screen
  shown: Shown<Record<string, string | undefined>>
  /** What is known of a number that nobody’s device has now. */
  found?: readonly FoundDevice[]
}

/** A call from a device, by the number that it shows. */
export const devicesPage = ({ screen, shown, found }: Page): Html =>
  layout({
    title: found ? 'Send a unit to where the device shows it is' : 'Which device calls?',
    tab: 'A device calls',
    frame: screen.frame,
    errors: shown.errors?.list,
    breadcrumbs: [{ text: 'Who goes to a call', href: '/attendance' }, { text: 'A device calls' }],
    content: html`${found && (found.length === 0 ? unknown() : found.map(known))}
      ${form(
        screen,
        html`${input({
          name: 'number',
          label: { text: found ? 'Number' : 'Which number does the device show?', classes: 'govuk-label--s' },
          hint: { text: 'The number of the device, or the one that it calls from' },
          value: shown.answers?.number,
          autocomplete: 'off',
          spellcheck: false,
          errorMessage: shown.errors?.byField.number,
        })}
        ${button({ text: found ? 'Look again' : 'Whose is it?', classes: found ? 'govuk-button--secondary' : undefined })}`,
        { action: '/attendance/devices' },
      )}
      <p class="govuk-body">The number is looked for and not kept; that you looked, and what was found, is on the log. <a class="govuk-link" href="/attendance">Who goes to an address</a></p>`,
  })

const unknown = (): Html =>
  html`<h2 class="govuk-heading-m">This number is not known here</h2>
    <p class="govuk-body">A silent call is a call for help all the same. Check the number and enter it again. Then ask whoever answers for the device whose it is, and have another supervisor enter the number too.</p>`

const known = ({ stands, lead, phone }: FoundDevice): Html => {
  const { says, does } = notHeld(stands)
  return html`<h2 class="govuk-heading-m">${says}</h2>
    <p class="govuk-body">${does}</p>
    ${summaryList({
      rows: [
        { key: { text: 'Ring' }, value: { text: lead ?? 'Nobody is named: ring the desk on duty' } },
        { key: { text: 'Telephone' }, value: { text: phone ?? 'Not known here: ring the desk on duty' } },
      ],
    })}`
}
