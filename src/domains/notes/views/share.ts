import { insetText } from '../../../design/components/inset-text.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { NoteRow } from '../store.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  note: NoteRow
  sees: number
}

export const sharePage = ({ screen, top, shown, note, sees }: Page): Html =>
  caseForm({
    ...{
      screen,
      top,
      shown,
      part: 'notes',
      title: 'Share this note with the case',
      submit: 'Share it',
      isWarning: true,
    },
    trail: [{ text: 'Notes', href: `/cases/${top.caseId}/notes` }],
    about: html`${insetText({ text: html`${[note.said, note.noticed, note.agreed, note.next].filter((each) => each !== null).map((each) => html`<p class="govuk-body">${each}</p>`)}` })}
      ${warningText({ text: 'Police who read it may have to put it on their list of material, and the defence may see it. It cannot be taken back.' })}
      <p class="govuk-body">${sees === 1 ? 'One person or team' : `${sees} people and teams`} can see this case. Ask the person harmed first, where that is safe.</p>`,
    fields: ({ line, ticks }) => html`${line('why', 'Why the others need it')}
      ${ticks('check', 'Before you share', [{ value: 'sure', text: 'I know who may then read it' }])}`,
  })
