import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { table } from '../../../design/components/table.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Notice, noticeWords } from '../../sign-in/index.ts'
import { type Hours, type Leave, weekdays } from '../model/hours.ts'
import type { Caseload, Person, SignInState } from '../model/people.ts'
import { roleLabel } from '../model/roles.ts'
import { noHours, nowTag } from './index.ts'

type PersonPage = {
  screen: Screen
  person: Person
  teams: readonly { id: string; name: string }[]
  isOnDuty: boolean
  awayUntil: string | undefined
  caseload: Caseload | undefined
  signIn: SignInState | undefined
  notices: readonly Notice[]
  hasHours: boolean
  pattern: readonly Hours[]
  leave: readonly Leave[]
  isAdministrator: boolean
  mayPlan: boolean
  isSelf: boolean
}

export const personPage = (page: PersonPage): Html => {
  const { screen, person, teams, caseload, signIn } = page
  const isStopped = signIn && !signIn.canSignIn && person.joinedAt !== null && person.disabledAt === null
  return layout({
    title: person.name,
    tab: 'A person who works here',
    caption: roleLabel(person.role),
    frame: screen.frame,
    breadcrumbs: [{ text: 'Staff', href: '/staff' }, { text: person.name }],
    ...(page.isAdministrator && {
      titleActions: html`<a class="govuk-link" href="/staff/${person.id}/edit">Change name, role, phone or supervisor</a>`,
    }),
    content: html`${isStopped && warningText({ text: 'Their access is stopped. Only a new link lets them in again.' })}
      ${summaryList({
        rows: [
          {
            key: { text: 'Now' },
            value: {
              text: html`${nowTag(page)} ${!page.hasHours && person.disabledAt === null && noHours(page)}`,
            },
          },
          { key: { text: 'Work e-mail' }, value: { text: person.email } },
          { key: { text: 'Work phone' }, value: { text: person.phone ?? 'None given' } },
          {
            key: { text: 'Supervisor' },
            value: { text: person.supervisorName ?? 'Nobody: late work of theirs climbs to the agency’s supervisors' },
          },
          { key: { text: 'Teams' }, value: { text: teamLinks(teams) } },
          caseload && { key: { text: 'Holds' }, value: { text: holds(caseload) } },
          signIn && { key: { text: 'Sign-in' }, value: { text: signInWords(signIn, screen.now) } },
          page.notices.length > 0 && {
            key: { text: 'Sign-in lately' },
            value: { text: noticeList(page.notices, screen.now) },
          },
        ],
      })}
      ${page.isSelf && html`<p class="govuk-body"><a class="govuk-link" href="/sign-in/sessions">Your sign-in</a></p>`}
      ${week(page)} ${leaves(page)} ${page.isAdministrator && administration(page)}`,
  })
}

const teamLinks = (teams: PersonPage['teams']): Html =>
  teams.length === 0
    ? html`In no team`
    : html`<ul class="govuk-list">${teams.map(({ id, name }) => html`<li><a class="govuk-link" href="/staff/teams/${id}">${name}</a></li>`)}</ul>`

const holds = ({ riskLeads, planLeads, contactLeads, openDuties, lateDuties }: Caseload): string =>
  `Risk lead of ${formatCount(riskLeads, 'case')}, plan lead of ${formatCount(planLeads, 'case')}, contact lead of ${formatCount(contactLeads, 'case')}; ` +
  `${formatCount(openDuties, 'open duty', 'open duties')}, ${lateDuties} late`

const signInWords = (state: SignInState, now: Date): Html => {
  const way = state.canSignIn ? 'Has a password and a device' : 'Has no password and no device yet'
  const locked = state.lockedUntil && html`<br>Locked after wrong tries until ${formatWhen(state.lockedUntil, now)}`
  const link =
    state.linkMadeAt &&
    html`<br>Last link (${state.linkPurpose === 'recover' ? 'recovery' : 'joining'}): made ${formatWhen(state.linkMadeAt, now)}
      by ${state.linkMadeBy ?? 'setting up Waymark'}, ${linkState(state, now)}`
  return html`${way}. ${formatCount(state.openSessions, 'open session')}.${locked ?? undefined}${link ?? undefined}`
}
const noticeList = (notices: readonly Notice[], now: Date): Html =>
  html`<ul class="govuk-list">${notices.map(({ what, at }) => html`<li>${noticeWords(what)}, ${formatWhen(at, now)}</li>`)}</ul>`
const linkState = ({ linkUsedAt, linkEndsAt }: SignInState, now: Date): string => {
  if (linkUsedAt) return `used or ended ${formatWhen(linkUsedAt, now)}`
  return linkEndsAt && linkEndsAt > now ? `works until ${formatWhen(linkEndsAt, now)}` : 'ran out unused'
}

const week = ({ person, pattern, mayPlan }: PersonPage): Html =>
  html`<h2 class="govuk-heading-m">Usual week</h2>
    ${
      pattern.length === 0
        ? html`<p class="govuk-body">No hours are set: the clocks count this person as off duty, except in desk shifts.</p>`
        : table({
            firstCellIsHeader: true,
            head: [{ text: 'Day' }, { text: 'Hours' }, { text: 'Holds' }],
            rows: pattern.map(({ weekday, startsAt, endsAt, fromOn, untilOn }) => [
              { text: weekdays[weekday - 1] ?? '' },
              {
                text: `${startsAt.slice(0, 5)} to ${endsAt.slice(0, 5)}${endsAt > startsAt ? '' : ' on the next day'}`,
              },
              { text: untilOn ? `${formatDay(fromOn)} to ${formatDay(untilOn)}` : `from ${formatDay(fromOn)}` },
            ]),
          })
    }
    ${pattern.length > 0 && html`<p class="govuk-body">${pattern.some(({ onBankHolidays }) => onBankHolidays) ? 'These hours hold on bank holidays too.' : 'Not on bank holidays, except in desk shifts.'}</p>`}
    ${mayPlan && html`<p class="govuk-body"><a class="govuk-link" href="/staff/${person.id}/pattern">Change the usual week</a></p>`}`

const leaves = ({ person, leave, mayPlan }: PersonPage): Html =>
  html`<h2 class="govuk-heading-m">Leave</h2>
    ${
      leave.length === 0
        ? html`<p class="govuk-body">No leave now or to come.</p>`
        : html`<ul class="govuk-list govuk-list--bullet">${leave.map(
            ({ fromOn, untilOn, coverName }) =>
              html`<li>${formatDay(fromOn)} to ${formatDay(untilOn)}, ${coverName ? `covered by ${coverName}` : 'nobody covers'}</li>`,
          )}</ul>`
    }
    ${mayPlan && html`<p class="govuk-body"><a class="govuk-link" href="/staff/${person.id}/leave">Record or cancel leave</a></p>`}`

const administration = ({ screen, person, isSelf }: PersonPage): Html =>
  html`<h2 class="govuk-heading-m">Access</h2>
    ${
      person.disabledAt
        ? html`<p class="govuk-body">Left ${formatWhen(person.disabledAt, screen.now)}. Enabled again, they see no case until one is granted to them, and need a new link to sign in.</p>
          ${form(screen, button({ text: 'Enable again', preventDoubleClick: true }), { action: `/staff/${person.id}/enable` })}`
        : html`<ul class="govuk-list">
            <li><a class="govuk-link" href="/staff/${person.id}/link">${person.joinedAt ? 'Lost password or device: make a recovery link' : 'Make a joining link'}</a></li>
            ${!isSelf && html`<li><a class="govuk-link" href="/staff/${person.id}/stop">Stop access now</a></li><li><a class="govuk-link" href="/staff/${person.id}/disable">Leaves the agency</a></li>`}
          </ul>`
    }`
