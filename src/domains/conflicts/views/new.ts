import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'

/** A message that goes one way. */
export const newPage = ({
  screen,
  shown,
}: {
  screen: Screen
  shown: Shown<Record<string, string | undefined>>
}): Html => {
  const { line, area } = fieldsOf(shown)
  return layout({
    title: 'Tell the safeguarding desk',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'People you know', href: '/conflicts' }, { text: 'Tell the safeguarding desk' }],
    errors: shown.errors?.list,
    content: html`<p class="govuk-body">If somebody is in danger now, ring 999. Use this for what you know about people to whom you are close.
        It goes one way: you are told that it arrived, and nothing else.</p>
      <p class="govuk-body">The safeguarding desk of your agency reads it. Whoever there is close to those you name does not.</p>
      ${form(
        screen,
        html`${line('about', 'Whom is it about?', { hint: 'Names, as far as you know them' })}
        ${line('bornOn', 'Date of birth, if you know it', { width: 10, hint: 'Such as 27/3/1990' })}
        ${line('phone', 'A telephone number of theirs, if you know it', { width: 20 })}
        ${area('said', 'What do you know?', { rows: '8', hint: 'What happened, when, and how you know' })}
        ${button({ text: 'Send to the desk', preventDoubleClick: true })}`,
      )}`,
  })
}
