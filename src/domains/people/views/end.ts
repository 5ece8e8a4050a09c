import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>>; names: string }

export const endPage = ({ screen, top, shown, names }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'people', title: 'This connection ended', submit: 'Save' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    about: html`<p class="govuk-body">${names}. The record stays, with its dates. Separation is a dangerous time: if they have just parted, record that as something that happened too.</p>`,
    fields: ({ line }) => line('untilOn', 'Day on which it ended', { width: 10, hint: 'Such as 30/4/2027 or today' }),
  })
