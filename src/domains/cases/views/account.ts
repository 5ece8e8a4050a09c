import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import { formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { caseForm } from './case-form.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  accounts: { text: string; agreedHow: string; agreedOn: string; writtenBy: string }[]
}

/** The short account that every worker reads, so that nobody asks again (CC-07, CC-15). */
export const accountPage = ({ screen, top, shown, accounts }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: '', title: 'Account agreed with them', submit: 'Save the account' },
    trail: [{ text: 'Account', href: `/cases/${top.caseId}/account` }],
    about: html`${insetText({ text: 'Everyone who can see this case reads it. Write only what they agreed that all may know: no address, nothing told in confidence. Earlier accounts stay below.' })}`,
    fields: ({ area, line }) => html`
      ${area('text', 'What happened, in few words', { rows: '6' })}
      ${line('agreedHow', 'How it was agreed', { hint: 'Such as "read to them by telephone, they changed one line"' })}
      ${line('agreedOn', 'Day on which they agreed', { width: 10 })}
      ${accounts.length > 0 && html`<h2 class="govuk-heading-m">Until now</h2>`}
      ${accounts.map((each) => html`<p class="govuk-body">${each.text}</p><p class="govuk-hint">Agreed ${formatDay(each.agreedOn)}: ${each.agreedHow}. ${each.writtenBy}.</p>`)}`,
  })
