import type { Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { Offer } from '../actions/offers.ts'
import { outcomes } from '../model/offers.ts'
import { headings } from '../model/templates.ts'

type Page = { screen: Screen; top: CaseTop; offer: Offer; shown: Shown<Record<string, string | undefined>> }
const optionsIn = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

export const answerPage = ({ screen, top, offer, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'safety-plans', title: 'Answer what was offered', submit: 'Save the answer' },
    trail: [{ text: 'Safety plans', href: `/cases/${top.caseId}/safety-plans` }],
    about: html`<p class="govuk-body">${offer.offeredByName}, ${offer.agency}, offered this for ${offer.person}, ${formatWhen(offer.offeredAt, screen.now)}:</p>
      <div class="wm-thought"><h2 class="govuk-heading-s">${offer.content?.title ?? 'Erased'}</h2><p class="govuk-body wm-thought__words">${offer.content?.words}</p>${offer.content?.careful ? html`<p class="govuk-body">To take care of: ${offer.content.careful}</p>` : ''}</div>
      <p class="govuk-body">Talk it over with them first. In the plan it is a thought like the others: asked whether it would be noticed, checked and agreed before it holds. The name of who offered it stays beside it.</p>`,
    fields: ({ oneOf, chosen, line, area }) => html`${oneOf('outcome', 'What came of it?', optionsIn(outcomes))}
      ${chosen('heading', 'Where in the plan it belongs, if it is taken up', optionsIn(headings))}
      ${line('agreedBy', 'Who said so, if it is taken up', { hint: 'The person themselves, or who spoke for them' })}
      ${line('on', 'Day on which you spoke', { width: 10 })}
      ${area('why', 'What whoever offered it is told', { hint: 'Needed if it is not taken up. They read this, and nothing of a plan', rows: '3' })}`,
  })
