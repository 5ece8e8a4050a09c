import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { area, type Filled, textInput } from '../../entries/index.ts'
import type { DutyRow } from '../store.ts'

export type AnswerPage = Filled & { screen: Screen; top: CaseTop; duty: DutyRow }

export const trailOf = ({ top, duty }: Pick<AnswerPage, 'top' | 'duty'>) => [
  { text: 'Duties', href: `/cases/${top.caseId}/duties` },
  { text: duty.task, href: `/cases/${top.caseId}/duties/${duty.id}` },
]

export const whenDone = (filled: Filled): Html =>
  html`${textInput('day', 'Day', filled, { width: '10' })}${textInput('time', 'Time', filled, { width: '5' })}`

export const donePage = ({ screen, top, duty, answers, errors }: AnswerPage): Html =>
  caseLayout({
    ...{ screen, top, part: 'duties', title: 'What was done?', caption: duty.task, errors: errors?.list },
    trail: trailOf({ top, duty }),
    content: form(
      screen,
      html`${area('what', 'What was done', { answers, errors })}${whenDone({ answers, errors })}${button({ text: 'Save: done', preventDoubleClick: true })}`,
    ),
  })
