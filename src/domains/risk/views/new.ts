import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { select } from '../../../design/components/select.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { area, choose, entryLabel, type Filled, textInput, tickBox } from '../../entries/index.ts'
import type { levelAbout, RiskShown } from '../actions.ts'
import { levelChoices, type levelNames, reviewBy } from '../model.ts'

type About = Awaited<ReturnType<typeof levelAbout>>
type NewPage = Filled & { screen: Screen; top: CaseTop; about: About; reviews: RiskShown['reviews'] }

export const newPage = ({ screen, top, about, reviews, answers, errors }: NewPage): Html => {
  const filled = { answers, errors }
  return caseLayout({
    ...{ screen, top, part: 'risk', title: 'Assess or review the risk', errors: errors?.list },
    trail: [{ text: 'Risk', href: `/cases/${top.caseId}/risk` }],
    content: html`${reviews.length > 0 && insetText({ text: html`<p>This answers the open review, which was asked for because of:</p><ul class="govuk-list govuk-list--bullet">${reviews.map(({ type, happenedFrom }) => html`<li>${entryLabel(type)}, ${formatWhen(happenedFrom, screen.now)}</li>`)}</ul>` })}
      ${form(screen, html`${fields(about, filled)}${button({ text: 'Save', preventDoubleClick: true })}`)}`,
  })
}

const fields = (about: About, filled: Filled): Html =>
  html`${whose(about, filled)}
    ${choose('level', 'Level', levelChoices, filled, 'Your judgement decides. Anyone may raise it at once')}
    ${area('reasons', 'Reasons', filled, 'What speaks for this level, and what against')}
    ${area('victimView', 'The victim’s own view', filled, 'How dangerous they think it is, in their words')}
    ${textInput('notAsked', 'If they were not asked, why', filled, { hint: 'Such as: it was not safe to talk' })}
    <h2 class="govuk-heading-s">Came up in this assessment</h2>
    ${tickBox('threatToKill', 'A threat to kill', filled)}${tickBox('strangled', 'Strangled or suffocated', filled)}
    ${tickBox('firearm', 'A firearm', filled)}${tickBox('selfHarm', 'Thoughts of suicide or self-harm', filled)}
    ${textInput('score', 'Number of "yes" answers, only if the 24-question checklist was used', filled, { width: '3', hint: 'A number informs, it never decides: people with low scores were killed' })}
    ${textInput('nextReviewOn', 'Next review', filled, { width: '10', hint: reviewHint(about) })}
    ${
      about.people.some(({ id }) => about.before(id) === 'high') &&
      select({
        name: 'secondId',
        label: { text: 'Only for a lower level from high: who else agrees' },
        hint: { text: 'Nothing changes until they do. They will see this case' },
        items: [
          { value: '', text: 'Choose a colleague' },
          ...about.team.map(({ id, name }) => ({ value: id, text: name })),
        ],
        value: filled.answers.secondId,
        errorMessage: filled.errors?.byField.secondId,
      })
    }`

const reviewHint = ({ now, separatedOn, policy }: About): string => {
  const by = (level: keyof typeof levelNames) => formatDay(reviewBy(level, dayText(now), separatedOn, policy), now)
  return `Leave empty for the usual: high ${by('high')}, medium ${by('medium')}, standard ${by('standard')}`
}

const whose = ({ people }: About, filled: Filled): Html => {
  const [only] = people
  if (people.length === 1 && only)
    return html`<input type="hidden" name="personId" value="${only.id}"><p class="govuk-body">For <strong>${only.name}</strong></p>`
  return choose(
    'personId',
    'Whose risk',
    people.map(({ id, name }) => ({ value: id, text: name })),
    filled,
  )
}
