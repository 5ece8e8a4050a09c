import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import type { InvolvedRow } from '../store/panels.ts'
import { caseLayout } from './case-layout.ts'
import { fieldsOf } from './fields.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  involved: InvolvedRow[]
  actorId: string
  mayChange: boolean
  /** Somebody of police, who may be their adviser (SP-07). */
  mayAdvise: boolean
}

/** Who comes to the family and why, in words that may be given to them (CC-15). */
export const involvedPage = ({ screen, top, shown, involved, actorId, mayChange, mayAdvise }: Page): Html => {
  const { line, ticks } = fieldsOf(shown)
  const base = `/cases/${top.caseId}/involved`
  const now = involved.filter(({ untilOn }) => untilOn === null)
  return caseLayout({
    ...{ screen, top, part: '', title: 'Who is involved and why', errors: shown.errors?.list },
    trail: [{ text: 'Who is involved', href: base }],
    content: html`<p class="govuk-body">${now.length === 0 ? 'Nobody has said why they are involved yet.' : `${formatCount(now.length, 'person or service', 'people and services')} involved now.`} Give this list only where it is safe to have such a paper.</p>
      <ul class="govuk-list govuk-list--bullet">${now.map(
        ({ id, name, agency, why, fromOn, practitionerId, isPoliceAdviser }) =>
          html`<li>${name ?? agency}${name !== null && `, ${agency}`}: ${isPoliceAdviser && 'police adviser. '}${why}, since ${formatDay(fromOn)}
          ${mayChange && practitionerId === actorId && form(screen, button({ text: 'I am no longer involved', classes: 'govuk-button--secondary' }), { action: `${base}/${id}/end` })}</li>`,
      )}</ul>
      ${
        mayChange &&
        form(
          screen,
          html`<h2 class="govuk-heading-m">Add yourself</h2>
          ${line('why', 'Why you are involved', { hint: 'In words that the family may read, such as "helps with housing"' })}
          ${line('fromOn', 'Since', { width: 10 })}
          ${mayAdvise && ticks('adviser', 'Your part', [{ value: 'isPoliceAdviser', text: 'I am their police adviser', hint: 'They and whoever makes a plan with them turn to you for what police can do' }])}
          ${button({ text: 'Add', preventDoubleClick: true })}`,
          { action: base },
        )
      }`,
  })
}
