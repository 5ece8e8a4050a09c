import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { attributes, type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { barrierKinds } from '../model/panels.ts'
import type { BarrierRow } from '../store/panels.ts'
import { caseLayout } from './case-layout.ts'
import { fieldsOf, optionsOf } from './fields.ts'

type Page = {
  screen: Screen
  top: CaseTop
  barriers: BarrierRow[]
  shown: Shown<Record<string, string | undefined>>
  /** The barrier whose own form is shown again; none: that of a new one. */
  of?: string
}

/** What stands between a person and help, and what was agreed about each (CC-11). */
export const barriersPage = ({ screen, top, shown, barriers, of }: Page): Html => {
  const { chosen, area } = fieldsOf(of ? {} : shown)
  const base = `/cases/${top.caseId}/barriers`
  return caseLayout({
    ...{ screen, top, part: '', title: 'What may stand in the way', errors: shown.errors?.list },
    trail: [{ text: 'Barriers', href: base }],
    content: html`<p class="govuk-body">${barriers.length === 0 ? 'No barrier is recorded.' : `${formatCount(barriers.length, 'barrier')} recorded, standing ones first.`}</p>
      ${barriers.map((each) => one(screen, base, each, each.id === of ? shown : undefined))}
      <h2 class="govuk-heading-m">Add a barrier</h2>
      ${form(
        screen,
        html`${chosen(
          'personId',
          'Whose',
          top.people.map(({ id, name }) => ({ value: id, text: name })),
        )}
          ${chosen('kind', 'What kind', optionsOf(barrierKinds))}
          ${area('what', 'What it means for them', { hint: 'Everyone who can see the case reads this. Do not tell of immigration status, sexuality or health more than help needs.' })}
          ${area('adjustment', 'What was agreed about it', { hint: 'Leave it empty when nothing is agreed yet: the plan review asks again' })}
          ${button({ text: 'Add', preventDoubleClick: true })}`,
        { action: base },
      )}`,
  })
}

const one = (
  screen: Screen,
  base: string,
  { id, name, kind, what, adjustment, endedAt, endedWhy }: BarrierRow,
  shown?: Page['shown'],
): Html =>
  html`<h2 class="govuk-heading-s">${name}, ${kind} ${endedAt ? stateTag('done', 'No longer in the way') : !adjustment && stateTag('soon', 'Nothing agreed yet')}</h2>
    <p class="govuk-body">${what}</p>
    ${adjustment !== null && html`<p class="govuk-body">Agreed: ${adjustment}</p>`}
    ${endedWhy !== null && html`<p class="govuk-body">Ended: ${endedWhy}</p>`}
    ${
      !endedAt &&
      html`<details${attributes({ class: 'govuk-details', open: shown !== undefined })}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Agree or end<span class="govuk-visually-hidden"> ${kind} of ${name}</span></span></summary>
      <div class="govuk-details__text">
        ${form(screen, html`${fieldsOf(shown ?? {}).line('adjustment', 'What is agreed now')}${button({ text: 'Save', classes: 'govuk-button--secondary' })}`, { action: `${base}/${id}/agree` })}
        ${form(screen, html`${fieldsOf(shown ?? {}).line('why', 'Why it no longer stands in the way')}${button({ text: 'End it', classes: 'govuk-button--secondary' })}`, { action: `${base}/${id}/end` })}
      </div></details>`
    }`
