import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { timeText } from '../../../platform/times.ts'
import { fieldsOf, optionsOf } from '../../cases/index.ts'
import { relations, sayingNames, sayings } from '../model.ts'

export const newPage = ({
  screen,
  shown,
}: {
  screen: Screen
  shown: Shown<Record<string, string | undefined>>
}): Html => {
  const { line, ticks, chosen } = fieldsOf({
    ...shown,
    answers: { day: 'today', time: timeText(screen.now), ...shown.answers },
  })
  return layout({
    title: 'Somebody is reported missing',
    frame: screen.frame,
    errors: shown.errors?.list,
    breadcrumbs: [{ text: 'Work', href: '/boards/mine' }, { text: 'Somebody is reported missing' }],
    content: html`<p class="govuk-body">Before anybody is looked for: write down what the caller says. It is held against everybody who is protected, and the next page says what to do and what to tell the caller.</p>
      ${form(
        screen,
        html`${line('name', 'Who is reported', { hint: 'First name and family name, and any other name that the caller says' })}
          ${line('born', 'Their date of birth, if the caller knows it', { width: 10 })}
          ${line('saidWhere', 'Where the caller says that they were last', { hint: 'Only what the caller says; nothing of what you know' })}
          ${ticks(
            'missing',
            'What the caller says',
            sayingNames.map((value) => ({ value, text: sayings[value] })),
          )}
          ${line('caller', 'Name of the caller')}
          ${chosen('callerIs', 'What the caller says they are to them', optionsOf(relations))}
          ${line('callerReached', 'How the caller may be reached, if they say')}
          ${line('day', 'Day on which it came', { width: 10 })}
          ${line('time', 'Time at which it came', { width: 5, hint: 'Such as 14:30' })}
          ${button({ text: 'Check, and go on', preventDoubleClick: true })}`,
        { action: '/missing-reports/new' },
      )}`,
  })
}
