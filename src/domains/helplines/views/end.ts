import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { Version } from '../model.ts'

type EndPage = { screen: Screen; now: Version; shown: Shown<Record<string, string | undefined>> }

export const endPage = ({ screen, now: held, shown }: EndPage): Html =>
  layout({
    title: `No longer show ${held.name}`,
    frame: screen.frame,
    shape: 'thought',
    errors: shown.errors?.list,
    breadcrumbs: [
      { text: 'Helplines', href: '/helplines' },
      { text: held.name, href: `/helplines/${held.line}` },
      { text: 'End' },
    ],
    content: html`<p class="govuk-body">Its history stays. England and Wales should each keep a line of their own.</p>
      ${form(screen, html`${fieldsOf(shown).area('reason', 'Why')}${button({ text: 'No longer show it', classes: 'govuk-button--warning', preventDoubleClick: true })}`)}`,
  })
