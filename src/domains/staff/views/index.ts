import { board, type Column } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { select } from '../../../design/components/select.ts'
import { filters } from '../../../design/filters.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { pagesOf, rowsOf } from '../../../design/pages.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { addressOf, type Caseload, type Filter, type Person, stateOf } from '../model/people.ts'
import { roleLabel, roles } from '../model/roles.ts'

export type Row = {
  person: Person
  teams: string[]
  isOnDuty: boolean
  awayUntil: string | undefined
  /** False: no usual week is set, so the clocks count this person as off duty. */
  hasHours: boolean
  mayPlan: boolean
  /** Only of those whom the reader may manage. */
  caseload: Caseload | undefined
}
type Index = {
  screen: Screen
  rows: readonly Row[]
  teams: readonly { id: string; name: string }[]
  filter: Filter
  isAdministrator: boolean
}

export const indexPage = ({ screen, rows, teams, filter, isAdministrator }: Index): Html =>
  layout({
    title: 'Staff',
    frame: screen.frame,
    shape: 'board',
    aside: choose(teams, filter),
    asideAt: 'start',
    content: board({
      caption: 'Staff of your agency',
      isCaptionHidden: true,
      says: `${formatCount(rows.length, 'person', 'people')} of your agency: ${why(filter, teams)}.`,
      empty: `Nobody of your agency is ${why(filter, teams)}.`,
      columns: rows.some(({ caseload }) => caseload) ? [...columns, ...numbers] : columns,
      rows: rowsOf(rows, filter.page),
      pages: pagesOf(rows.length, filter.page, (page) => addressOf({ ...filter, page })),
      actions: html`${isAdministrator && button({ text: 'Invite somebody', href: '/staff/new' })}
        ${aside('Teams and desks', '/staff/teams')}
        ${isAdministrator && html`${aside('Single sign-on', '/staff/single-sign-on')} ${aside('Directory', '/scim')}`}`,
    }),
  })

const columns: Column<Row>[] = [
  { head: 'Name', cell: ({ person }) => html`<a class="govuk-link" href="/staff/${person.id}">${person.name}</a>` },
  { head: 'Role', cell: ({ person }) => roleLabel(person.role) },
  { head: 'Teams', cell: ({ teams }) => (teams.length > 0 ? teams.join(', ') : 'In no team') },
  { head: 'Supervisor', cell: ({ person }) => person.supervisorName ?? 'Nobody' },
  {
    head: 'Now',
    cell: (row) => html`${nowTag(row)} ${!row.hasHours && stateOf(row.person) !== 'left' && noHours(row)}`,
  },
]
const numbers: Column<Row>[] = [
  {
    head: 'Leads',
    format: 'numeric',
    cell: ({ caseload }) => caseload && caseload.riskLeads + caseload.planLeads + caseload.contactLeads,
  },
  { head: 'Open duties', format: 'numeric', cell: ({ caseload }) => caseload?.openDuties },
  { head: 'Late', format: 'numeric', cell: ({ caseload }) => caseload?.lateDuties },
]

/** Said where no week is set, with the way to set it for whoever may. */
export const noHours = ({ person, mayPlan }: Pick<Row, 'person' | 'mayPlan'>): Html =>
  html`No hours are set, so the clocks count them as off duty${mayPlan ? html`: <a class="govuk-link" href="/staff/${person.id}/pattern">set hours<span class="govuk-visually-hidden"> of ${person.name}</span></a>` : ''}`

/** Where somebody stands now: at work, away, not joined yet, left. */
export const nowTag = ({ person, isOnDuty, awayUntil }: Pick<Row, 'person' | 'isOnDuty' | 'awayUntil'>): Html => {
  const state = stateOf(person)
  if (state === 'left') return stateTag('stopped', 'Left')
  if (state === 'invited') return stateTag('waiting', 'Invited, has not joined')
  if (isOnDuty) return stateTag('done', 'On duty')
  return awayUntil ? stateTag('waiting', `On leave until ${formatDay(awayUntil)}`) : stateTag('open', 'Off duty')
}

const stateWords: Record<Filter['state'], string> = {
  here: 'Works here',
  'on duty': 'On duty now',
  'no hours': 'No hours set',
  invited: 'Invited',
  left: 'Left',
}
const why = ({ state, role, team }: Filter, teams: Index['teams']): string =>
  [
    {
      here: 'working here or invited',
      'on duty': 'on duty now',
      'no hours': 'working here without a usual week, so that the clocks count them as off duty',
      invited: 'invited and not joined yet',
      left: 'no longer here',
    }[state],
    role && `with the role ${roleLabel(role)}`,
    team && `in the team ${teams.find(({ id }) => id === team)?.name ?? 'that you chose'}`,
  ]
    .filter(Boolean)
    .join(', ')

const choose = (teams: Index['teams'], filter: Filter): Html =>
  filters({
    action: '/staff',
    clearHref: '/staff',
    chosen: [
      ...(filter.role
        ? [
            {
              group: 'Role',
              text: roleLabel(filter.role),
              removeHref: addressOf({ ...filter, role: undefined, page: 1 }),
            },
          ]
        : []),
      ...teams
        .filter(({ id }) => id === filter.team)
        .map(({ name }) => ({
          group: 'Team',
          text: name,
          removeHref: addressOf({ ...filter, team: undefined, page: 1 }),
        })),
    ],
    saved: (['here', 'on duty', 'no hours', 'invited', 'left'] as const).map((state) => ({
      text: stateWords[state],
      href: addressOf({ ...filter, state, page: 1 }),
      current: state === filter.state,
    })),
    fields: html`<input type="hidden" name="state" value="${filter.state}">
      ${select({ name: 'role', label: { text: 'Role' }, value: filter.role, items: [{ text: 'Any', value: '' }, ...Object.entries(roles).map(([value, { label }]) => ({ value, text: label }))] })}
      ${select({ name: 'team', label: { text: 'Team' }, value: filter.team, items: [{ text: 'Any', value: '' }, ...teams.map(({ id, name }) => ({ value: id, text: name }))] })}`,
  })

const aside = (text: string, href: string): Html => button({ text, href, classes: 'govuk-button--secondary' })
