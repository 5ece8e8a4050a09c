import { button } from '../../../../design/components/button.ts'
import { fieldset } from '../../../../design/components/fieldset.ts'
import { input } from '../../../../design/components/input.ts'
import { select } from '../../../../design/components/select.ts'
import { warningText } from '../../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../../design/form.ts'
import { layout } from '../../../../design/layout.ts'
import { formatCount, formatSpan, formatWhen } from '../../../../design/words.ts'
import type { Shown as ShownForm } from '../../../../platform/forms.ts'
import { type Html, html } from '../../../../platform/html.ts'
import type { Shift } from '../../model/hours.ts'
import { roleLabel } from '../../model/roles.ts'
import type { Member, Team } from '../../model/teams.ts'
import { whatItDoes } from './index.ts'

type Fields = { practitionerId: string; fromDay: string; fromTime: string; untilDay: string; untilTime: string }
export type Shown = ShownForm<Fields> & {
  screen: Screen
  team: Team
  members: readonly Member[]
  others: readonly { id: string; name: string }[]
  /** The members for whom the reader may plan shifts. */
  plannable: readonly Member[]
  shifts: readonly Shift[]
  isOn: boolean
  gaps: readonly { fromAt: Date; untilAt: Date }[]
  isAdministrator: boolean
}

export const teamPage = (page: Shown): Html => {
  const { screen, team, isAdministrator, isOn } = page
  return layout({
    title: team.name,
    caption: whatItDoes(team),
    frame: screen.frame,
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: 'Teams and desks', href: '/staff/teams' },
      { text: team.name },
    ],
    errors: page.errors?.list,
    ...(isAdministrator && {
      titleActions: html`<a class="govuk-link" href="/staff/teams/${team.id}/edit">Change</a>`,
    }),
    content: html`${team.isDesk && !isOn && warningText({ text: 'Nobody is on this desk now. Who rings it reaches nobody: put somebody on.' })}
      ${team.isDesk && rota(page)} ${members(page)}`,
  })
}

const rota = (page: Shown): Html => {
  const { screen, team, shifts, gaps, plannable } = page
  return html`<h2 class="govuk-heading-m">Rota</h2>
    <p class="govuk-body">${shifts.length === 0 ? 'No shift is planned.' : `${formatCount(shifts.length, 'shift')} now and to come.`}</p>
    ${
      shifts.length > 0 &&
      html`<ul class="govuk-list">${shifts.map(
        ({ id, practitionerId, name, fromAt, untilAt }) =>
          html`<li>${name}: ${formatWhen(fromAt, screen.now)} to ${formatWhen(untilAt, screen.now)}
          ${
            plannable.some((member) => member.practitionerId === practitionerId) &&
            form(
              screen,
              button({
                text: html`Cancel<span class="govuk-visually-hidden"> the shift of ${name} from ${formatWhen(fromAt, screen.now)}</span>`,
                classes: 'govuk-button--secondary',
              }),
              {
                action: `/staff/teams/${team.id}/shifts/${id}/cancel`,
              },
            )
          }</li>`,
      )}</ul>`
    }
    ${
      gaps.length > 0 &&
      html`<p class="govuk-body"><strong>Nobody is on in the next 7 days at:</strong></p>
      <ul class="govuk-list govuk-list--bullet">${gaps.map(({ fromAt, untilAt }) => html`<li>${formatWhen(fromAt, screen.now)} to ${formatWhen(untilAt, screen.now)} (${formatSpan(fromAt, untilAt)})</li>`)}</ul>`
    }
    ${plannable.length > 0 && plan(page)}`
}

const plan = ({ screen, team, plannable, answers = {}, errors }: Shown): Html => {
  const field = (name: keyof Fields, text: string, hint?: string) =>
    input({
      name,
      label: { text },
      ...(hint && { hint: { text: hint } }),
      classes: 'govuk-input--width-10',
      value: answers[name],
      errorMessage: errors?.byField[name],
    })
  return form(
    screen,
    fieldset({
      legend: { text: 'Put somebody on', classes: 'govuk-fieldset__legend--s' },
      text: html`${select({
        name: 'practitionerId',
        label: { text: 'Who' },
        value: answers.practitionerId,
        items: [
          { text: 'Select a person', value: '' },
          ...plannable.map(({ practitionerId, name }) => ({ value: practitionerId, text: name })),
        ],
        errorMessage: errors?.byField.practitionerId,
      })}
      ${field('fromDay', 'From, day', 'Such as 30/4/2027')} ${field('fromTime', 'From, time', 'Such as 17:00')}
      ${field('untilDay', 'Until, day')} ${field('untilTime', 'Until, time')}
      ${button({ text: 'Put on the rota', preventDoubleClick: true })}`,
    }),
    { action: `/staff/teams/${team.id}/shifts` },
  )
}

const members = ({ screen, team, members: all, others, isAdministrator, errors }: Shown): Html =>
  html`<h2 class="govuk-heading-m">Members</h2>
    <p class="govuk-body">${all.length === 0 ? 'Nobody is in this team.' : `${formatCount(all.length, 'member')}. They see every case that is granted to the team.`}</p>
    ${
      all.length > 0 &&
      html`<ul class="govuk-list">${all.map(
        ({ practitionerId, name, role }) =>
          html`<li><a class="govuk-link" href="/staff/${practitionerId}">${name}</a>, ${roleLabel(role)}
          ${
            isAdministrator &&
            form(
              screen,
              html`<input type="hidden" name="practitionerId" value="${practitionerId}">${button({ text: html`Take out<span class="govuk-visually-hidden"> ${name}</span>`, classes: 'govuk-button--secondary' })}`,
              { action: `/staff/teams/${team.id}/leave` },
            )
          }</li>`,
      )}</ul>`
    }
    ${
      isAdministrator &&
      others.length > 0 &&
      form(
        screen,
        html`${select({
          name: 'practitionerId',
          id: 'joins',
          label: { text: 'Add somebody' },
          items: [{ text: 'Select a person', value: '' }, ...others.map(({ id, name }) => ({ value: id, text: name }))],
          errorMessage: team.isDesk ? undefined : errors?.byField.practitionerId,
        })}
        ${button({ text: 'Add to the team', preventDoubleClick: true })}`,
        { action: `/staff/teams/${team.id}/join` },
      )
    }`
