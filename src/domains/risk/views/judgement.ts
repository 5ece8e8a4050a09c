import { select } from '../../../design/components/select.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { area, choose, type Filled, textInput } from '../../entries/index.ts'
import type { levelAbout } from '../actions/levels.ts'
import { levelChoices, type levelNames, reviewBy } from '../model/level.ts'

export type About = Awaited<ReturnType<typeof levelAbout>>

/** The level, why, and what the person thinks: the same whether questions were asked with an instrument or not. */
export const judgement = (about: About, filled: Filled, cameUp?: Html): Html =>
  html`${choose('level', 'Level', levelChoices, filled, 'Your judgement decides. Anyone may raise it at once')}
    ${area('reasons', 'Reasons', filled, 'What speaks for this level, and what against')}
    ${area('victimView', 'The victim’s own view', filled, 'How dangerous they think it is, in their words')}
    ${textInput('notAsked', 'If they were not asked, why', filled, { hint: 'Such as: it was not safe to talk' })}
    ${cameUp}
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

export const whose = ({ people }: About, filled: Filled): Html => {
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
