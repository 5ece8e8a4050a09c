import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseForm } from '../../cases/index.ts'
import { type OnLate, trail } from './late.ts'

type Page = OnLate & { shown: Shown<Record<string, string | undefined>> }

export const lateAnswerPage = ({ here, late: _, ...page }: Page): Html =>
  caseForm({
    ...{ ...page, part: 'releases', title: 'Say what was taken back', submit: 'Save it' },
    trail: [...trail(page.top), { text: 'A protected place was found too late', href: here }],
    about: html`<p class="govuk-body">Ask everybody who opened it what they kept, printed or passed on, and have it given back or destroyed. Name no place: this is read by others.</p>`,
    fields: ({ area }) => area('said', 'What was taken back, from whom, and what could not be?'),
  })
