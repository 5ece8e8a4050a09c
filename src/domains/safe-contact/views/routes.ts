import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { select } from '../../../design/components/select.ts'
import { form } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Looked } from '../actions/look.ts'
import type { Filled } from '../model/forms.ts'
import { kindWords } from '../model/words.ts'
import type { Route } from '../store/contact.ts'
import type { Share } from '../store/shares.ts'
import { type Page, safeContactPage } from './frame.ts'
import { routeFields } from './route-fields.ts'

type RoutePage = Page &
  Filled & { looked: Looked; route: Route; shares: Share[]; agencies: { id: string; name: string }[] }

/** One way: change it, share it with an agency for its task, end it. */
export const routesPage = ({ screen, top, looked, route, shares, agencies, typed, errors }: RoutePage): Html => {
  const place = `/cases/${looked.whose.caseId}/safe-contact/routes/${route.id}`
  const at = errors?.byField
  return safeContactPage(
    { screen, top },
    {
      title: `${kindWords[route.kind]}: change, share or end`,
      errors,
      isThought: true,
      content: html`${form(screen, routeFields({ typed, errors }, false), { action: place })}
    <h2 class="govuk-heading-m">Shared with</h2>
    <p class="govuk-body">${shares.length === 0 ? 'Nobody. Police, advisers and witness care on this case see it without sharing; others only what is shared here.' : 'These agencies see this way and nothing else of the rule.'}</p>
    ${shares.map(({ id, agency, why, sharedAt }) => form(screen, html`<p class="govuk-body">${agency}, since ${formatWhen(sharedAt, screen.now)}: ${why}</p>${button({ text: `Stop sharing with ${agency}`, classes: 'govuk-button--secondary' })}`, { action: `${place}/shares/${id}/end` }))}
    ${
      agencies.length > 0 &&
      form(
        screen,
        html`${select({ name: 'agencyId', label: { text: 'Share with' }, value: typed.text.agencyId, items: [{ value: '', text: 'Select the agency' }, ...agencies.map(({ id, name }) => ({ value: id, text: name }))], errorMessage: at?.agencyId })}
    ${input({ name: 'why', label: { text: 'For which task' }, value: typed.text.why, errorMessage: at?.why })}
    ${button({ text: 'Share this way', classes: 'govuk-button--secondary' })}`,
        { action: `${place}/share` },
      )
    }
    <h2 class="govuk-heading-m">Not safe any more?</h2>
    ${form(screen, html`<p class="govuk-body">What waits for this way is cancelled at once.</p>${button({ text: 'End this way now', classes: 'govuk-button--warning' })}`, { action: `${place}/end` })}`,
    },
  )
}
