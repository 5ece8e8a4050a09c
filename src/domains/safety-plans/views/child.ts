import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CasePerson } from '../../cases/index.ts'
import { knownAge } from '../../people/index.ts'
import type { Plan } from '../actions/plan.ts'
import { type ChildSection, childIn, includes, isAboutChild, type Section, tellings } from '../model/sections.ts'
import { type OnPlan, planForm } from './plan-form.ts'

const optionsIn = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))
export const childFields = ({
  included,
  why,
  tell,
  tellWords,
  tellWhy,
  decidedBy,
  with: together,
}: ChildSection): Record<string, string | undefined> => ({
  ...{ included, why, tell: tell ?? undefined, tellWords: tellWords ?? undefined, tellWhy: tellWhy ?? undefined },
  ...{ decidedBy, with: together },
})
export const childLabels = {
  ...{ included: 'Included in planning?', why: 'What in, or why not', tell: 'Is it safe to tell them?' },
  ...{ tellWords: 'What they are told', tellWhy: 'Why', decidedBy: 'Who decided it?', with: 'With whom?' },
}

/** Whether one child is included in planning, and whether it is safe to tell them about leaving (CH-01, P2-16). */
export const childPage = ({ child, today, ...page }: OnPlan & { child: CasePerson; today: string }): Html => {
  const age = knownAge(child, today)
  const isLeaving = page.plan.circumstance === 'leaving'
  return planForm({
    ...page,
    title: 'A child in the plan',
    submit: 'Save the decision',
    about: html`<p class="govuk-body-l">${child.name}, ${age === null ? 'age not known' : `${age} years old`}.</p>
      <p class="govuk-body">What children are for in a plan: to get out, and not to be hurt. Decide it with whoever looks after the child. Nobody has to include a child.</p>`,
    fields: ({ line, area, oneOf }) => html`
      ${oneOf('included', 'Is the child included in planning?', optionsIn(includes))}
      ${area('why', 'What they are included in; or why they are not, or not yet', { hint: 'Their age, whether it is safe that they know, what their parent wants' })}
      ${oneOf('tell', 'Is it safe to tell them about leaving?', optionsIn(tellings), isLeaving ? 'By their age and what they understand. A small child may say it' : 'Needed where they mean to leave')}
      ${area('tellWords', 'What they are told, in which words', { hint: 'Needed unless it is not safe yet', rows: '2' })}
      ${area('tellWhy', 'Why: their age, what they understand, what they can keep to themselves', { rows: '2' })}
      ${line('decidedBy', 'Who decided it?')}
      ${line('with', 'With whom was it decided?', { hint: 'The parent, the child, an adviser' })}
      ${line('on', 'Day on which it was decided', { width: 10 })}`,
  })
}

type Children = {
  plan: Pick<Plan, 'sections' | 'plans'>
  children: readonly CasePerson[]
  base: string
  screen: Screen
}
/** Each child of the case with what was decided, those of whom nobody has decided too. */
export const childrenShown = (page: Children & { here: string | undefined }): Html | undefined => {
  const { plan, children, base, here, screen } = page
  const gone = plan.sections.filter(isAboutChild).filter(({ childId }) => !children.some(({ id }) => id === childId))
  if (children.length + gone.length === 0) return undefined
  return html`<section><h2 class="govuk-heading-m">The children</h2>
    ${children.map(({ id, name }) => {
      const said = childIn(plan.sections, id)
      const own = plan.plans.get(id)
      return html`<div class="wm-thought"><h3 class="govuk-heading-s">${here === undefined ? name : html`<a class="govuk-link" href="${here}/children/${id}">${name}</a>`}</h3>
        ${said ? decided(said, screen.now) : html`<p class="govuk-body">${stateTag('waiting', 'Nobody has decided yet')} whether this child is included in planning.</p>`}
        <p class="wm-thought__beside">${own === undefined ? 'No plan of their own.' : html`<a class="govuk-link" href="${base}/${own}">Their own plan<span class="govuk-visually-hidden">: ${name}</span></a>`}</p></div>`
    })}
    ${gone.map((said) => html`<div class="wm-thought"><h3 class="govuk-heading-s">${said.name} ${stateTag('done', 'Not a child of this case now')}</h3>${decided(said, screen.now)}</div>`)}</section>`
}
/** As it was agreed, by the names of then. */
export const childrenAgreed = (sections: readonly Section[], now: Date): Html | undefined => {
  const own = sections.filter(isAboutChild)
  if (own.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">The children</h2>
    ${own.map((said) => html`<div class="wm-thought"><h3 class="govuk-heading-s">${said.name}</h3>${decided(said, now)}</div>`)}`
}
const decided = (said: ChildSection, now: Date): Html => {
  const row = (key: string, text: string | null) => text !== null && { key: { text: key }, value: { text } }
  return html`${summaryList({
    rows: [
      row('Included in planning?', `${includes[said.included]}. ${said.why}`),
      row('Safe to tell them about leaving?', said.tell && tellings[said.tell]),
      row('What they are told', said.tellWords),
      row('Why', said.tellWhy),
    ],
  })}<p class="wm-thought__beside">Decided ${formatDay(said.on, now)} by ${said.decidedBy}, with ${said.with}. Written ${formatDay(said.at, now)} by ${said.by}, ${said.agency}</p>`
}
