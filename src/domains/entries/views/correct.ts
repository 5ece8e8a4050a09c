import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { FormAbout } from '../model/entry-input.ts'
import { entryLabel } from '../model/words.ts'
import type { EntryRow } from '../store.ts'
import { area, type Filled, formFields, receivedFields, sourceFields, tickBox, whenFields } from './fields.ts'

type CorrectPage = Filled & { screen: Screen; top: CaseTop; fact: EntryRow; about: FormAbout }

/** What is wrong is not taken away: what is right stands beside it. */
export const correctPage = ({ screen, top, fact, about, answers, errors }: CorrectPage): Html => {
  const filled = { answers, errors }
  return caseLayout({
    ...{ screen, top, part: 'entries', title: 'This is wrong', errors: errors?.list },
    trail: [
      { text: 'What happened', href: `/cases/${top.caseId}/entries` },
      { text: entryLabel(fact.type), href: `/cases/${top.caseId}/entries/${fact.id}` },
    ],
    content: html`<p class="govuk-body"><strong>${entryLabel(fact.type)}</strong>, ${formatWhen(fact.happenedFrom, screen.now)}. Both stay to be seen. If the victim was told what is wrong, a duty to put it right follows.</p>
      ${form(
        screen,
        html`${tickBox('neverHappened', 'It never happened: it was entered by mistake', filled)}
          ${formFields(about, filled)}
          ${whenFields(filled)}
          ${about.form.isReceived && receivedFields(filled)}
          ${area('what', 'What was wrong, and what is right', filled)}
          ${sourceFields(filled)}
          ${button({ text: 'Save what is right', preventDoubleClick: true })}`,
      )}`,
  })
}
