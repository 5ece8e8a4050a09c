import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { bundleMark } from '../../bundles/index.ts'
import { type CaseForm, type CaseTop, caseForm } from '../../cases/index.ts'
import type { Standing } from '../actions/index.ts'
import { documentBody } from '../model/document.ts'
import { voidText } from '../model/forms.ts'
import type { ReleaseRow } from '../store.ts'

export type OnRelease = {
  screen: Screen
  top: CaseTop
  row: ReleaseRow
  here: string
  shown: Shown<Record<string, string | undefined>>
}

/** A step of one release: a page with one form, which says what it was filled in from. */
export const stepForm = ({
  row,
  here,
  fields,
  ...page
}: OnRelease & Pick<CaseForm, 'title' | 'submit' | 'about' | 'fields' | 'isWarning'>): Html =>
  caseForm({
    ...{ ...page, part: 'releases' },
    fields: (all) => html`${markField(String(row.version))}${fields(all)}`,
    trail: [
      { text: 'Released outside', href: `/cases/${row.caseId}/releases` },
      { text: 'Release outside', href: here },
    ],
  })

/** What would be sent, word for word; or that it cannot be sent any more. */
export const whatGoes = (standing: Standing, here: string): Html => {
  if ('why' in standing)
    return insetText({
      text: `${voidText(standing.why)}. Nothing can be sent: when you go on, this release ends as void.`,
    })
  if ('bundle' in standing) {
    const { bundle } = standing
    return html`<section class="wm-sent" aria-label="What they will read"><p class="govuk-body">Bundle ${bundleMark(bundle)}, ${formatCount(bundle.pages ?? 0, 'page')}: ${bundle.why}</p>
      ${button({ text: 'Save the bundle, to read it', href: `${here}/copy`, classes: 'govuk-button--secondary' })}
      <p class="govuk-body">Each of its pages was looked through for what is to be protected of everybody in this case, as it is now, and nothing was found. Handwriting, blurred or cut-off words, and what only somebody who knows the place would see, are not found: read every page.</p></section>`
  }
  return html`<section class="wm-sent" aria-label="What they will read">${documentBody(standing.content)}</section>`
}
