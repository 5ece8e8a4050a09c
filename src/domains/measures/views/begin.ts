import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Option, opensAgain } from '../../cases/index.ts'
import { type Asked, questions } from './questions.ts'
import { noPlace } from './step.ts'

type Page = {
  screen: Screen
  top: CaseTop
  people: readonly Option[]
  about: Asked
  shown: Shown<Record<string, string | undefined>>
}

export const beginPage = ({ screen, top, people, about, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'measures', title: about.kind.name, submit: 'Begin' },
    trail: [
      { text: 'Measures', href: `/cases/${top.caseId}/measures` },
      { text: 'Begin', href: `/cases/${top.caseId}/measures/new` },
    ],
    about: html`${opensAgain(top)}<p class="govuk-body">${about.kind.about}</p>${about.kind.holdsNoPlace && insetText({ text: noPlace })}`,
    fields: (fields) => html`${fields.oneOf('personId', 'Whom does it protect?', people)}${questions(about, fields)}`,
  })
