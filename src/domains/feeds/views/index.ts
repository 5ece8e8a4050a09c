import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Chosen } from '../store.ts'

type Index = { screen: Screen; chosen: Chosen; canSend: boolean }

export const indexPage = ({ screen, chosen, canSend }: Index): Html =>
  layout({
    title: 'Calendar and e-mail',
    frame: screen.frame,
    content: html`<p class="govuk-body">Both show when and how much, and never who: no name, no case, no place. A calendar and a
      mailbox are read by phones and by other people.</p>
      ${calendar(screen, chosen)} ${digest(screen, chosen, canSend)}`,
  })

const calendar = (screen: Screen, { feedSince }: Chosen): Html =>
  html`<h2 class="govuk-heading-m">Your work in a calendar</h2>
    <p class="govuk-body">${
      feedSince
        ? `You have had a calendar address since ${formatWhen(feedSince, screen.now)}. It is not kept here, so it cannot be shown again.`
        : 'You have no calendar address.'
    } Each open duty of yours stands there at the time it is due, as “Work due: review”, “call” or “check”.</p>
    ${form(screen, button({ text: feedSince ? 'Make a new address and end the old one' : 'Make an address', classes: 'govuk-button--secondary' }), { action: '/feeds/address' })}
    ${feedSince !== null && form(screen, button({ text: 'End this address', classes: 'govuk-button--warning' }), { action: '/feeds/end' })}`

const digest = (screen: Screen, { wantsDigest, email, shifts }: Chosen, canSend: boolean): Html =>
  html`<h2 class="govuk-heading-m">An e-mail each working day</h2>
    ${!canSend && html`<p class="govuk-body">Digests are not set up here: no mail server is named in the settings, so none is sent.</p>`}
    <p class="govuk-body">${wantsDigest ? `You asked for it. It goes to ${email}` : `You have not asked for it. It would go to ${email}`}
      at the start of each of your working days: how much is late, due today, and waits for your answer.</p>
    ${
      shifts.length === 0 &&
      html`<p class="govuk-body">Your working hours are not recorded here, so no day of yours has a start: no e-mail goes until they are.</p>`
    }
    ${form(
      screen,
      html`<input type="hidden" name="wanted" value="${wantsDigest ? 'no' : 'yes'}">${button({ text: wantsDigest ? 'Stop the e-mail' : 'Send me the e-mail', classes: 'govuk-button--secondary' })}`,
      { action: '/feeds/digest' },
    )}`
