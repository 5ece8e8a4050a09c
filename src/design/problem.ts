import { type Html, html } from '../platform/html.ts'
import { layout } from './layout.ts'

/** Our fault. The reference leads whoever looks after Waymark to the log. */
export const problem = (reference: string): Html =>
  layout({
    title: 'Something went wrong here',
    shape: 'thought',
    content: html`<p class="govuk-body">The fault is ours, not yours. What you just sent may not be saved: look before you send it again.</p>
      <p class="govuk-body">If it happens again, give this reference to whoever looks after Waymark: <strong>${reference}</strong></p>
      <p class="govuk-body">If somebody is in danger now, do not wait for this page: act, and record it afterwards.</p>`,
  })
