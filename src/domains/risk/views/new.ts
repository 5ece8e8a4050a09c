import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { entryLabel, type Filled, textInput, tickBox } from '../../entries/index.ts'
import type { RiskShown } from '../actions/levels.ts'
import { type About, judgement, whose } from './judgement.ts'

type NewPage = Filled & { screen: Screen; top: CaseTop; about: About; reviews: RiskShown['reviews'] }

export const newPage = ({ screen, top, about, reviews, answers, errors }: NewPage): Html => {
  const filled = { answers, errors }
  return caseLayout({
    ...{ screen, top, part: 'risk', title: 'Assess or review the risk', errors: errors?.list },
    trail: [{ text: 'Risk', href: `/cases/${top.caseId}/risk` }],
    content: html`${reviews.length > 0 && insetText({ text: html`<p>${answersReview(about)} was asked for because of:</p><ul class="govuk-list govuk-list--bullet">${reviews.map(({ type, happenedFrom }) => html`<li>${entryLabel(type)}, ${formatWhen(happenedFrom, screen.now)}</li>`)}</ul>` })}
      ${form(screen, html`${whose(about, filled)}${judgement(about, filled, { caseId: top.caseId, cameUp: cameUp(filled) })}${button({ text: 'Save', preventDoubleClick: true })}`)}`,
  })
}

const answersReview = ({ people }: About): string =>
  people.length > 1
    ? 'This answers the open review once each person harmed has been looked at. It'
    : 'This answers the open review, which'

const cameUp = (filled: Filled): Html =>
  html`<h2 class="govuk-heading-s">Came up in this assessment</h2>
    ${tickBox('threatToKill', 'A threat to kill', filled)}${tickBox('strangled', 'Strangled or suffocated', filled)}
    ${tickBox('firearm', 'A firearm', filled)}${tickBox('selfHarm', 'Thoughts of suicide or self-harm', filled)}
    ${textInput('score', 'Number of "yes" answers, only if the 24-question checklist was used', filled, { width: '3', hint: 'A number informs, it never decides: people with low scores were killed' })}`
