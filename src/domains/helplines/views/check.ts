import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { Version } from '../model.ts'

type CheckPage = { screen: Screen; now: Version; shown: Shown<Record<string, string | undefined>> }

export const checkPage = ({ screen, now: held, shown }: CheckPage): Html => {
  const fields = fieldsOf(shown)
  return layout({
    title: `Is ${held.number} right?`,
    caption: held.name,
    frame: screen.frame,
    shape: 'thought',
    errors: shown.errors?.list,
    breadcrumbs: [
      { text: 'Helplines', href: '/helplines' },
      { text: held.name, href: `/helplines/${held.line}` },
      { text: 'Verify' },
    ],
    content: html`<p class="govuk-body">Somebody in danger may ring this. Ring it yourself, or read the provider’s own page. Your name stands beside the number.</p>
      ${form(
        screen,
        html`${fields.line('checkedOn', 'Day on which you verified it', { width: 10, hint: 'Such as 30/4/2027, today or yesterday' })}
        ${fields.area('evidence', 'How you verified it')}
        ${button({ text: 'It is right', preventDoubleClick: true })}`,
      )}`,
  })
}
