import type { Screen } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { type entryForms, formGroups, oftenUsed, ownScreens } from '../model/entry-forms.ts'
import { entryLabel } from '../model/words.ts'

export const newPage = ({ screen, top }: { screen: Screen; top: CaseTop }): Html =>
  caseLayout({
    ...{ screen, top, part: 'entries', title: 'What happened?' },
    trail: [{ text: 'What happened', href: `/cases/${top.caseId}/entries` }],
    content: html`
      <h2 class="govuk-heading-m">Often used</h2>
      ${list(top, oftenUsed)}
      ${formGroups().map(([group, types]) => html`<h2 class="govuk-heading-m">${group}</h2>${list(top, types)}`)}
      <h2 class="govuk-heading-m">Risk</h2>
      <ul class="govuk-list govuk-list--spaced"><li><a class="govuk-link" href="/cases/${top.caseId}/risk/new">Assess or review the risk</a></li></ul>
    `,
  })

const list = ({ caseId }: CaseTop, types: readonly (keyof typeof entryForms)[]): Html =>
  html`<ul class="govuk-list govuk-list--spaced">${types.map(
    (type) =>
      html`<li><a class="govuk-link" href="/cases/${caseId}/${ownScreens[type] ?? `entries/new/${type}`}">${entryLabel(type)}</a></li>`,
  )}</ul>`
