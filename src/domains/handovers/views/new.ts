import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Fields, type Option } from '../../cases/index.ts'
import { type Lead, leadWords } from '../model.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  held: Lead[]
  duties: { id: string; task: string }[]
  others: Option[]
}

/** A handover of one's own part in a case: what, to whom, and the four things that the next person must know (CC-04). */
export const newPage = ({ screen, top, shown, held, duties, others }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'handovers', title: 'Hand over', submit: 'Offer it' },
    trail: [{ text: 'Handovers', href: `/cases/${top.caseId}/handovers` }],
    about: insetText({
      text: 'They see the case from now on, so that they know what they accept. Everything stays yours until they do.',
    }),
    fields: (fields) => html`
      ${
        held.length > 0 &&
        fields.ticks(
          'leads',
          'What you hand over',
          held.map((lead) => ({ value: `lead_${lead}`, text: leadWords[lead] })),
        )
      }
      <p class="govuk-body">${duties.length === 0 ? 'No open duty here is yours.' : `${formatCount(duties.length, 'open duty', 'open duties')} of yours: those of a lead go with it, the rest with contact.`}</p>
      <ul class="govuk-list govuk-list--bullet">${duties.map(({ task }) => html`<li>${task}</li>`)}</ul>
      ${fields.chosen('toId', 'To whom', others)}
      ${blockFields(fields)}`,
  })

export const blockFields = ({ area }: Fields): Html =>
  html`${area('risk', 'Risk: what the next person must know', { hint: 'What has happened, what you fear, who is at risk' })}
    ${area('plan', 'Plan: what is agreed, and what is not done yet')}
    ${area('contact', 'Contact: how and when, and what was promised', { hint: 'No number and no address: the safe-contact rule holds them' })}
    ${area('duties', 'Duties: what is still to do, and by when')}`
