import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { FormAbout } from '../model/entry-input.ts'
import { entryLabel } from '../model/words.ts'
import type { EntryRow } from '../store.ts'
import { area, type Filled, receivedFields, sourceFields } from './fields.ts'

type ConfirmPage = Filled & { screen: Screen; top: CaseTop; fact: EntryRow; about: FormAbout }

/** The same fact from another hand: it adds its own clock, and asks for no second call. */
export const confirmPage = ({ screen, top, fact, about, answers, errors }: ConfirmPage): Html =>
  caseLayout({
    ...{ screen, top, part: 'entries', title: 'I know this too', errors: errors?.list },
    trail: [
      { text: 'What happened', href: `/cases/${top.caseId}/entries` },
      { text: entryLabel(fact.type), href: `/cases/${top.caseId}/entries/${fact.id}` },
    ],
    content: html`<p class="govuk-body"><strong>${entryLabel(fact.type)}</strong>, ${formatWhen(fact.happenedFrom, screen.now)}. If the victim was told already, nobody tells them again.</p>
      ${form(
        screen,
        html`${about.form.isReceived && receivedFields({ answers, errors })}
          ${sourceFields({ answers, errors })}
          ${area('what', 'What you can add', { answers, errors }, 'You can leave this empty')}
          ${button({ text: 'Save: I know this too', preventDoubleClick: true })}`,
      )}`,
  })
