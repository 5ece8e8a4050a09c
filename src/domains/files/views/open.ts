import { type Html, html } from '../../../platform/html.ts'
import { foundIn } from '../model/file.ts'
import { placeOf } from './about.ts'
import { type OnFile, stepForm } from './step.ts'

export const openPage = (page: OnFile): Html => {
  const { row } = page
  const found = foundIn(row.found)
  return stepForm({
    ...{ ...page, title: 'Decide to open it', submit: 'Open it' },
    about: html`<p class="govuk-body">${row.addedByName} added it: ${row.shows}. ${
      found.length === 0
        ? 'Nothing more was found in the copy as it is now.'
        : 'This stands open in the copy, and everybody who sees the file would read it:'
    }</p>
      ${found.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${found.map((each) => html`<li>${placeOf(each, row.type)}</li>`)}</ul>`}
      <p class="govuk-body">Ask whoever added it what stands there. Open it only if nobody on this case can bring it to whoever caused harm, or if it is not what it was taken for. If in doubt, leave it shut.</p>`,
    fields: ({ area }) => area('why', 'Why may it be opened?'),
  })
}
