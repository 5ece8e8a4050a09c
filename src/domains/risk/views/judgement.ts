import { insetText } from '../../../design/components/inset-text.ts'
import { select } from '../../../design/components/select.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { area, choose, type Filled, textInput } from '../../entries/index.ts'
import type { levelAbout } from '../actions/levels.ts'
import { atRisk, dangers, riskField } from '../model/answers.ts'
import { levelChoices, type levelNames, reviewBy } from '../model/level.ts'
import { needs } from '../model/needs.ts'

export type About = Awaited<ReturnType<typeof levelAbout>>

/** The level, why, and what the person thinks: the same whether questions were asked with an instrument or not. */
export const judgement = (about: About, filled: Filled, { caseId, cameUp }: { caseId: string; cameUp?: Html }): Html =>
  html`${besideNeeds(about, caseId)}
    ${harm(filled)}
    ${choose('level', 'Level', levelChoices, filled, 'Your judgement decides. Anyone may raise it at once')}
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

/** Each who may come to harm, thought of apart (RM-13). */
const harm = (filled: Filled): Html => html`<h2 class="govuk-heading-m">Who may come to harm?</h2>
  <p class="govuk-body">Think of each apart.</p>
  ${Object.entries(atRisk).map(([who, name]) =>
    choose(
      riskField(who),
      name,
      Object.entries(dangers).map(([value, text]) => ({ value, text })),
      filled,
    ),
  )}`

const reviewHint = ({ now, separatedOn, policy }: About): string => {
  const by = (level: keyof typeof levelNames) => formatDay(reviewBy(level, dayText(now), separatedOn, policy), now)
  return `Leave empty for the usual: high ${by('high')}, medium ${by('medium')}, standard ${by('standard')}`
}

/** What they said that they need, beside the level that is set: it raises and lowers none (RM-15). */
const besideNeeds = ({ needs: found, people, now }: About, caseId: string): Html => {
  const here = `/cases/${caseId}/risk`
  const asked = found.filter(({ personId }) => people.some(({ id }) => id === personId))
  const left = people.filter(({ id }) => !asked.some(({ personId }) => personId === id))
  return insetText({
    text: html`${asked.map(
      ({ person, needs: own, assessmentId, at }) =>
        html`<p>What ${person} needs, as asked on ${formatDay(at, now)}: <a class="govuk-link" href="${here}/assessments/${assessmentId}">${own.length === 0 ? 'nothing was named' : own.map((code) => needs[code].name).join(', ')}</a>. A need raises and lowers no level by itself.</p>`,
    )}
    ${left.map(({ name }) => html`<p>Nobody has asked what ${name} needs. <a class="govuk-link" href="${here}/needs/waymark-needs">Ask about needs</a></p>`)}`,
  })
}

export type Whose = { people: readonly { id: string; name: string }[] }
export const whose = ({ people }: Whose, filled: Filled, asks = 'Whose risk'): Html => {
  const [only] = people
  if (people.length === 1 && only)
    return html`<input type="hidden" name="personId" value="${only.id}"><p class="govuk-body">For <strong>${only.name}</strong></p>`
  return choose(
    'personId',
    asks,
    people.map(({ id, name }) => ({ value: id, text: name })),
    filled,
  )
}
