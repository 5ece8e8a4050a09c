import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'

/** Outside the case, and without a word of it. */
export const declaredPage = ({ screen }: { screen: Screen }): Html =>
  layout({
    title: 'Thank you for saying so',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'People you know', href: '/conflicts' }, { text: 'Said' }],
    content: html`<p class="govuk-body">That case is closed to whoever you named, from now on. What they had to do in it has gone to a colleague.</p>
      <p class="govuk-body">What is known and should not be lost: <a class="govuk-link" href="/conflicts/new">tell the safeguarding desk</a>.</p>
      <p class="govuk-body"><a class="govuk-link" href="/boards/mine">Back to your work</a></p>`,
  })
