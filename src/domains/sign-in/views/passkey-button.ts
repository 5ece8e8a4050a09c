import { button } from '../../../design/components/button.ts'
import type { Optional } from '../../../design/options.ts'
import { type Html, html } from '../../../platform/html.ts'

type PasskeyButton = { action: string; words: string } & Optional<{
  /** What goes along with the answer. */
  fields: Html
  classes: string
  /** Making a passkey, where the rest is using one. */
  isNew: boolean
}>

/** A form that a script fills in with what a passkey says. It is not there where no script runs. */
export const passkeyButton = ({ action, words, fields, classes, isNew }: PasskeyButton): Html =>
  html`<form method="post" action="${action}" data-passkey="${isNew ? 'make' : 'use'}" novalidate hidden>
    ${fields}
    <input type="hidden" name="response" value="">
    ${button({ text: words, ...(classes && { classes }) })}
    <p class="govuk-error-message" role="alert" data-passkey-problem hidden>Nothing came from a passkey. Try again, or go on without one.</p>
  </form>`
