import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { radios } from '../../../design/components/radios.ts'
import { form, type Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { NewMessageForm } from '../model.ts'

type New = Shown<NewMessageForm> & {
  screen: Screen
  top: CaseTop
  person: string
  offers: { value: string; text: string }[]
}

/** One wording for all: whoever else reads it learns nothing. */
export const newMessagePage = ({ screen, top, person, offers, answers, errors }: New): Html =>
  caseLayout({
    ...{
      screen,
      top,
      part: 'messages',
      title: `Send ${person} a message, or book a call`,
      tab: 'Send a message, or book a call',
      shape: 'thought',
      errors: errors?.list,
    },
    trail: [{ text: 'Calls and messages', href: `/cases/${top.caseId}/messages` }],
    content:
      offers.length === 0
        ? html`<p class="govuk-body">No way is recorded on which a message could go, so none may be sent.</p>`
        : form(
            screen,
            html`${insetText({ text: 'A message only asks them to ring back: no name, no service, no link. It leaves in their next safe time, and it does not count as told.' })}
            ${radios({ name: 'way', fieldset: { legend: { text: 'How?', classes: 'govuk-fieldset__legend--m' } }, value: answers?.way, items: offers, errorMessage: errors?.byField.way })}
            ${button({ text: 'Put it in the queue', preventDoubleClick: true })}`,
          ),
  })
