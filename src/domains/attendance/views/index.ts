import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { Proposal } from '../actions.ts'
import type { Told } from '../model.ts'
import { toldList } from './told.ts'

type Page = {
  screen: Screen
  teams: readonly { id: string; name: string }[]
  shown: Shown<Record<string, string | undefined>>
  proposal?: Proposal
  /** What stands at that address, as far as it is told to whoever asks. */
  told?: readonly Told[]
  /** The question for which the nearest unit was to go, when no unit was selected. */
  again?: string
}

/** One field, one button, the answer on top: the same for every address but for the name of who goes. */
export const indexPage = ({ screen, teams, shown, proposal, told = [], again }: Page): Html => {
  const asked = proposal?.id ?? again
  return layout({
    title: proposal ? `Send ${proposal.team ?? 'a neighbouring force'}` : 'Who goes to a call?',
    tab: 'Who goes to a call',
    frame: screen.frame,
    errors: shown.errors?.list,
    content:
      teams.length === 0
        ? html`<p class="govuk-body">No team of your agency is marked for calls. An administrator ticks “Goes to emergency calls” at a team, under Staff, Teams and desks.</p>`
        : html`${toldList(told)}${again === undefined && placeOf(screen, shown, proposal !== undefined)}${asked !== undefined && cards()}${asked !== undefined && nearest(screen, teams, shown, asked)}${others(asked)}`,
  })
}

/** The same for every address: whether anybody agreed something is said on their case, and nowhere else (decision 38). */
const cards = (): Html =>
  html`<p class="govuk-body">Some people have agreed beforehand what whoever attends should know. It stands on the first page of their case, in <a class="govuk-link" href="/access/emergency">emergency access</a> too.</p>`

const placeOf = (screen: Screen, { answers = {}, errors }: Page['shown'], isAgain: boolean): Html =>
  form(
    screen,
    html`${input({
      name: 'place',
      label: { text: isAgain ? 'Where' : 'Where is help needed?', classes: 'govuk-label--s' },
      hint: { text: 'Number or name of the house, and the postcode' },
      value: answers.place,
      autocomplete: 'off',
      spellcheck: false,
      errorMessage: errors?.byField.place,
    })}
      ${button({ text: isAgain ? 'Ask again' : 'Who goes?', classes: isAgain ? 'govuk-button--secondary' : undefined })}`,
    { action: '/attendance' },
  )

const others = (asked: string | undefined): Html =>
  html`<p class="govuk-body">${asked !== undefined && html`<a class="govuk-link" href="/attendance/${asked}/call">Call sheet</a>. `}<a class="govuk-link" href="/attendance/devices">A device calls: enter its number</a>. <a class="govuk-link" href="/attendance/calls">Calls of the last 12 hours</a></p>`

export const nearest = (screen: Screen, teams: Page['teams'], shown: Page['shown'], asked: string): Html => {
  const units = teams.map(({ id, name }) => ({ value: id, text: name }))
  return html`<h2 class="govuk-heading-m">Too far away? Life first</h2>
    <p class="govuk-body">Send the nearest unit. A supervisor from outside it takes command; the next page says who.</p>
    ${form(
      screen,
      html`${fieldsOf(shown).chosen('teamId', 'Nearest unit', units)}
        ${button({ text: 'Send the nearest unit', classes: 'govuk-button--warning', preventDoubleClick: true })}`,
      { action: `/attendance/${asked}/nearest` },
    )}`
}
