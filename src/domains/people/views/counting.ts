import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, optionsOf } from '../../cases/index.ts'
import { countingQuestions, unsaid } from '../model.ts'

type Page = { screen: Screen; top: CaseTop; name: string; shown: Shown<Record<string, string | undefined>> }

export const countingPage = ({ screen, top, name, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'people', title: `Fair counts: ${name}`, tab: 'Fair counts', submit: 'Save' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    about: html`<p class="govuk-body">These answers show whether help reaches everybody. Once saved, nobody can read them, you neither: only counts over many people are made of them, and small ones are hidden. Ask only when it is safe and they want to; each may be left out, and “not asked” is an answer.</p>
      <p class="govuk-body">Saving again takes the place of what was saved before.</p>`,
    fields: ({ oneOf }) =>
      html`${countingQuestions.map((each) => oneOf(each.name, each.question, optionsOf([...each.answers, ...unsaid])))}`,
  })
