import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'

/** The same words whether a case is there, is made now or never was. */
export const sentPage = ({ screen }: { screen: Screen }): Html =>
  layout({
    title: 'It is with the safeguarding desk',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'People you know', href: '/conflicts' }, { text: 'With the safeguarding desk' }],
    content: html`<p class="govuk-body">Somebody who has no part in it takes it from here. You do not hear what becomes of it.</p>
      <p class="govuk-body">If you learn more, <a class="govuk-link" href="/conflicts/new">tell the desk</a>. If somebody is in danger now, ring 999.</p>`,
  })
