import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'

export const addressPage = ({ screen, address }: { screen: Screen; address: string }): Html =>
  layout({
    title: 'Your calendar address',
    frame: screen.frame,
    backHref: '/feeds',
    content: html`${warningText({ text: 'This address is shown once. Whoever has it sees when your work is due.', iconFallbackText: 'Warning' })}
      <p class="govuk-body">Copy it into your work calendar, where it says “subscribe”, “from the internet” or “by URL”:</p>
      <p class="govuk-body"><input class="govuk-input" aria-label="Your calendar address" readonly value="${address}"></p>
      <p class="govuk-body">Any address that you had before leads nowhere now. Do not put it into a calendar that family or friends share.</p>`,
  })
