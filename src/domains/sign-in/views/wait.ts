import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'

/** Shown to a network address from which too much went wrong. */
export const waitPage = ({ isDemo, words }: { isDemo: boolean; words: string }): Html =>
  layout({
    title: 'Too many tries',
    frame: { isDemo, homeHref: '/sign-in' },
    shape: 'thought',
    content: html`<p class="govuk-body">${words}.</p>`,
  })
