import { markField } from '../../../design/differences.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseForm } from '../../cases/index.ts'
import type { KeptConsultation, KeptParty } from '../actions/beside.ts'
import type { Consultation, Party } from '../model/parties.ts'
import { type Beside, besideTrail } from './kept-beside.ts'

type Page = Pick<Beside, 'screen' | 'top' | 'here'> & {
  party: KeptParty & { says: Party }
  asked?: KeptConsultation
  mark: string
  shown: Shown<Record<string, string | undefined>>
}

export const askedFields = ({ answer, answeredOn, ...said }: Consultation): Record<string, string | undefined> => ({
  ...{ ...said, answer: answer ?? undefined, answeredOn: answeredOn ?? undefined },
})

/** What somebody was asked, and what they said. */
export const askedPage = ({ screen, top, here, party, asked, mark, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'safety-plans', submit: 'Save' },
    title: asked ? 'What they said' : 'What they were asked',
    trail: besideTrail(
      top,
      { text: 'Whom it is safe to involve', href: here },
      { text: party.says.who, href: `${here}/${party.recordId}` },
    ),
    about: html`<p class="govuk-body">They may be told and asked: ${party.says.scope ?? 'nothing, as it stands now'}. Reached: ${party.says.method ?? 'not at all'}.</p>`,
    fields: ({ line, area }) => html`${markField(mark)}
      ${line('asked', 'Who there was asked')}
      ${line('askedOn', 'Day on which they were asked', { width: 10 })}
      ${area('about', 'What they were asked', { hint: 'Never where anybody is or may go' })}
      ${line('answerBy', 'Day by which they are to answer', { width: 10 })}
      ${area('answer', 'What they said', { hint: 'Leave it empty until they answer. Never where anybody is' })}
      ${line('answeredOn', 'Day on which they answered', { width: 10 })}`,
  })
