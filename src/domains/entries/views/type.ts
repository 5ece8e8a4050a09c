import { button } from '../../../design/components/button.ts'
import { radios } from '../../../design/components/radios.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, opensAgain } from '../../cases/index.ts'
import type { FormAbout } from '../model/entry-input.ts'
import { bodyName, entryLabel } from '../model/words.ts'
import type { EntryRow } from '../store.ts'
import { area, type Filled, formFields, receivedFields, sourceFields, whenFields } from './fields.ts'

type TypePage = Filled & { screen: Screen; top: CaseTop; about: FormAbout; same?: readonly EntryRow[] }

/** One entry: its own questions first, and all that is the same each time filled in below. */
export const typePage = ({ screen, top, about, answers, errors, same = [] }: TypePage): Html => {
  const filled = { answers, errors }
  const { form: asked, type } = about
  return caseLayout({
    ...{ screen, top, part: 'entries', title: entryLabel(type), errors: errors?.list },
    trail: [
      { text: 'What happened', href: `/cases/${top.caseId}/entries` },
      { text: 'New', href: `/cases/${top.caseId}/entries/new` },
    ],
    content: html`${opensAgain(top)}${form(
      screen,
      html`${same.length > 0 && sameQuestion(same, filled, screen.now)}
        ${formFields(about, filled)}
        ${whenFields(filled)}
        ${asked.isReceived && receivedFields(filled)}
        ${area('what', asked.account?.label ?? 'What happened, in words', filled, asked.account?.hint ?? 'You can leave this empty')}
        ${sourceFields(filled)}
        ${button({ text: 'Save', preventDoubleClick: true })}`,
    )}`,
  })
}

const sameQuestion = (same: readonly EntryRow[], { answers, errors }: Filled, now: Date): Html =>
  radios({
    name: 'same',
    fieldset: { legend: { text: 'This may be known already. Is it the same?', classes: 'govuk-fieldset__legend--m' } },
    hint: { text: 'If it is, nobody is told a second time' },
    items: [
      ...same.map(({ factId, happenedFrom, body, enteredByName }) => ({
        value: factId,
        text: `Yes, the same: ${formatWhen(happenedFrom, now)}, said by ${bodyName(body)}${enteredByName ? `, entered by ${enteredByName}` : ''}`,
      })),
      { divider: 'or' },
      { value: 'new', text: 'No, it happened again' },
    ],
    value: answers.same,
    errorMessage: errors?.byField.same,
  })
