import { details } from '../../../design/components/details.ts'
import { fieldset } from '../../../design/components/fieldset.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CasePerson } from '../../cases/index.ts'
import type { Plan } from '../actions/plan.ts'
import { paperCodes, paperNames, paperStandings, whereField } from '../model/papers.ts'
import { isAboutPapers, type PapersSection, papersOf, type Section } from '../model/sections.ts'
import { type OnPlan, planForm } from './plan-form.ts'

export const papersFields = ({ papers, agreedBy }: PapersSection): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    paperCodes.flatMap((code) => [
      [code, papers[code]?.standing],
      [whereField(code), papers[code]?.where ?? undefined],
    ]),
  ),
  agreedBy,
})
export const papersLabels = {
  ...Object.fromEntries(
    paperCodes.flatMap((code) => [
      [code, paperNames[code]],
      [whereField(code), `${paperNames[code]}: where it may be`],
    ]),
  ),
  agreedBy: 'Who said so?',
}
const options = Object.entries(paperStandings).map(([value, text]) => ({ value, text }))

/** The papers of one person, each with how it stands (P2-06). */
export const papersPage = ({ person, ...page }: OnPlan & { person: CasePerson }): Html =>
  planForm({
    ...page,
    title: 'Papers to have ready',
    submit: 'Save the list',
    about: html`<p class="govuk-body-l">${person.name}.</p>
      <p class="govuk-body">What is not asked yet stays open. <strong>Take care:</strong> papers that are gone may be missed: a copy may do.</p>
      <p class="govuk-body">Never an address, a school or a number of a card or an account. Where a paper is goes on no paper.</p>`,
    fields: ({ line, chosen }) => html`${paperCodes.map((code) => {
      const hidden = html`<span class="govuk-visually-hidden">: ${paperNames[code]}</span>`
      return fieldset({
        legend: { text: paperNames[code], classes: 'govuk-fieldset__legend--s' },
        text: html`${chosen(code, html`How it stands${hidden}`, options)}
          ${line(whereField(code), html`Where it may be, in a word${hidden}`)}`,
      })
    })}
      ${line('agreedBy', 'Who said so?')}
      ${line('on', 'Day on which you spoke', { width: 10 })}`,
  })

type Page = {
  plan: Pick<Plan, 'sections' | 'circumstance'>
  packing: readonly CasePerson[]
  here: string | undefined
  now: Date
}
/** The lists of a plan, person by person; open where they mean to leave. */
export const papersShown = ({ plan, packing, here, now }: Page): Html | undefined => {
  const { sections, circumstance } = plan
  const lists = sections.filter(isAboutPapers)
  const gone = lists.filter(({ personId }) => !packing.some(({ id }) => id === personId))
  if (packing.length + gone.length === 0) return undefined
  return details({
    summaryText: `Papers to have ready: ${formatCount(lists.length, 'list')} begun`,
    open: circumstance === 'leaving' || lists.length > 0,
    text: html`${packing.map(({ id, name }) => {
      const said = papersOf(sections, id)
      return html`<h3 class="govuk-heading-s">${here === undefined ? name : html`<a class="govuk-link" href="${here}/papers/${id}">${name}<span class="govuk-visually-hidden">: papers</span></a>`}</h3>
        ${said ? listed(said, now) : html`<p class="govuk-body">Nothing was asked yet.</p>`}`
    })}
    ${gone.map((said) => html`<h3 class="govuk-heading-s">${said.name}, not in this case now</h3>${listed(said, now)}`)}`,
  })
}
/** As it was agreed, by the names of then. */
export const papersAgreed = (sections: readonly Section[], now: Date): Html | undefined => {
  const lists = sections.filter(isAboutPapers)
  if (lists.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">Papers to have ready</h2>
    ${lists.map((said) => html`<h3 class="govuk-heading-s">${said.name}</h3>${listed(said, now)}`)}`
}
const listed = ({ papers, on, agreedBy, at, by, agency }: PapersSection, now: Date): Html =>
  html`${summaryList({
    rows: paperCodes.map((code) => {
      const paper = papers[code]
      return (
        paper !== undefined && {
          key: { text: paperNames[code] },
          value: { text: [paperStandings[paper.standing], paper.where].filter(Boolean).join(': ') },
        }
      )
    }),
  })}<p class="wm-thought__beside">Said ${formatDay(on, now)} by ${agreedBy}. Written ${formatDay(at, now)} by ${by}, ${agency}</p>`
