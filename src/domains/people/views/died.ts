import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  name: string
  endsDuties: boolean
}

export const diedPage = ({ screen, top, shown, name, endsDuties }: Page): Html =>
  caseForm({
    ...{
      screen,
      top,
      shown,
      part: 'people',
      title: `Record the death of ${name}`,
      tab: 'Record a death',
      submit: 'Record the death',
    },
    ...{ isWarning: true, trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }] },
    about: endsDuties
      ? warningText({ text: 'What is still owed to this person in this case ends now. The record stays.' })
      : undefined,
    fields: ({ line, ticks }) => html`
      ${line('diedOn', 'Day of the death', { width: 10, hint: 'Such as 30/4/2027' })}
      ${line('toldBy', 'Who told you')}
      ${ticks('checked', 'Before you record it', [{ value: 'sure', text: 'I have checked this with a second source' }])}`,
  })
