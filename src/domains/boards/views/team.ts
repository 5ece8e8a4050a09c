import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type DutyFilter, saysOf } from '../model.ts'
import type { DutyRow, Listed, Saved } from '../store/index.ts'
import {
  boardFilters,
  boardTabs,
  dutyColumns,
  dutyState,
  kindChoice,
  levelChoice,
  pagesOf,
  stateChoice,
  takeOut,
} from './parts.ts'

type Team = {
  screen: Screen
  mayTakeOut: boolean
  filter: DutyFilter
  team: { name: string }[]
  withoutHours: { id: string; name: string }[]
  duties: Listed<DutyRow>
  saved: Saved[]
}

export const teamPage = ({ screen, mayTakeOut, filter, team, withoutHours, duties, saved }: Team): Html =>
  layout({
    title: 'Team duties',
    frame: screen.frame,
    shape: 'board',
    top: boardTabs('team'),
    aside: boardFilters(screen, 'team', filter, [stateChoice, kindChoice, levelChoice], saved),
    asideAt: 'start',
    content: html`${withoutHours.length > 0 && noHours(withoutHours)}
    ${board({
      caption: 'Duties of your team',
      isCaptionHidden: true,
      says: saysOf(duties.total, filter.page, `open duty ${whose(team.length)}`, `open duties ${whose(team.length)}`),
      empty:
        team.length === 0
          ? 'You supervise nobody and are in no team. An administrator of your agency sets this.'
          : 'No open duty of your team is of this kind.',
      columns: dutyColumns(screen.now, true),
      rows: duties.rows,
      actions: mayTakeOut && duties.total > 0 ? takeOut('team', filter) : undefined,
      rowState: dutyState(screen.now),
      pages: pagesOf('team', filter, duties.total),
    })}`,
  })

const noHours = (people: Team['withoutHours']): Html =>
  html`<p class="govuk-body">${formatCount(people.length, 'person', 'people')} whom you supervise ${people.length === 1 ? 'has' : 'have'} no hours set, so the clocks count them as off duty. Set them:</p>
  <ul class="govuk-list">${people.map(({ id, name }) => html`<li><a class="govuk-link" href="/staff/${id}/pattern">${name}</a></li>`)}</ul>`

const whose = (people: number): string =>
  `of ${formatCount(people, 'person', 'people')} whom you supervise or share a team with, in the cases that you see`
