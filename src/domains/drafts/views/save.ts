import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'

/** Another window has written since: neither of the two is thrown away unseen. */
export const savePage = ({ screen, page }: { screen: Screen; page: string }): Html =>
  layout({
    title: 'This form was changed in another window',
    frame: screen.frame,
    shape: 'thought',
    content: html`<p class="govuk-body">What you typed in this window was not kept; what you typed in the other one is.</p>
      <p class="govuk-body">Go back with your browser and copy what you need, then <a class="govuk-link" href="${page}">open the form as it was kept</a>.</p>`,
  })
