import { type Html, html } from '../platform/html.ts'
import { layout } from './layout.ts'

/** One page for what is not there and for what is not theirs to see: the two must look the same. */
export const notFound = (): Html =>
  layout({
    title: 'Page not found',
    shape: 'thought',
    content: html`<p class="govuk-body">There is nothing here for you. If you typed the address, check it.</p>
      <p class="govuk-body"><a class="govuk-link" href="/">Go to your start page</a></p>`,
  })
