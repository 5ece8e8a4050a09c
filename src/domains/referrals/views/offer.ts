import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { offerAnswers, offerWords } from '../model/forms.ts'

type Offer = {
  screen: Screen
  top: CaseTop
  people: readonly { id: string; name: string; role: string }[]
  shown: Shown<Record<string, string | undefined>>
}

export const offerPage = ({ screen, top, people, shown }: Offer): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'referrals', title: 'Record an offer of support', submit: 'Save' },
    trail: [{ text: 'Referrals', href: `/cases/${top.caseId}/referrals` }],
    about: html`<p class="govuk-body">A person may say no, and may say something else next month. Nobody is judged by what they choose.</p>`,
    fields: ({ line, area, oneOf }) => html`
      ${oneOf(
        'personId',
        'Who was asked?',
        people.map(({ id, name, role }) => ({ value: id, text: name, hint: role })),
      )}
      ${line('service', 'Service', { hint: 'Such as: adviser (IDVA), refuge, counselling' })}
      ${line('offeredOn', 'When', { width: 10, hint: 'Such as today, yesterday or 30/4/2027' })}
      ${oneOf(
        'answer',
        'What did they say?',
        offerAnswers.map((value) => ({ value, text: offerWords[value] })),
      )}
      ${area('said', 'In their words, if they gave any', { rows: '2' })}
      ${line('offerAgainOn', 'When to ask again', { width: 10, hint: 'Needed unless they said yes or do not want to be asked again' })}`,
  })
