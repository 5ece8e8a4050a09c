import { type Html, html } from '../platform/html.ts'
import { layout } from './layout.ts'

/** What keeps the keys of the vault does not answer: nothing sealed can be shown or written, and nothing was saved. */
export const vaultShut = (): Html =>
  layout({
    title: 'What is sealed cannot be opened now',
    shape: 'thought',
    content: html`<p class="govuk-body">Safe contact, safety plans, sealed lines of referrals and files are kept under keys of their own, and what keeps those keys does not answer. Nothing is lost. Nothing that you just sent was saved.</p>
      <p class="govuk-body">Try again in a minute. Until then do not ring, write or visit from memory: ask the contact lead of the case.</p>
      <p class="govuk-body">If it goes on, tell whoever looks after Waymark. If somebody is in danger now, do not wait for this page: act, and record it afterwards.</p>`,
  })
