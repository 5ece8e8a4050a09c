import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { caseForm } from './case-form.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>> }

export const exportPage = ({ screen, top, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: '', title: 'Take this case out as a file', submit: 'Make the file' },
    trail: [{ text: 'File', href: `/cases/${top.caseId}/export` }],
    about: html`${warningText({ text: 'Outside Waymark nobody keeps this file safe but you. It carries your name, the time and the reason.' })}
      <p class="govuk-body">A JSON file with what you may see of this case. It holds no safe-contact route, no code word and no safety plan; of measures how far each is, of files what is known of them, and no injury.</p>`,
    fields: ({ line, ticks }) => html`${line('reason', 'What it is for, and who will have it')}
      ${ticks('promise', 'Before you take it', [{ value: 'careful', text: 'I will keep the file safe, and destroy it when it has served' }])}`,
  })
