import { board } from '../../../design/board.ts'
import { moment } from '../../../design/clock.ts'
import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { alarmWords, type DutyFilter, saysOf } from '../model.ts'
import type { AlarmRow, DutyRow, Listed, Saved, Waiting } from '../store/index.ts'
import {
  boardFilters,
  boardTabs,
  dutyColumns,
  dutyState,
  kindChoice,
  levelChoice,
  openACase,
  pagesOf,
  stateChoice,
  takeOut,
} from './parts.ts'

type Mine = {
  screen: Screen
  mayTakeOut: boolean
  mayOpen: boolean
  filter: DutyFilter
  duties: Listed<DutyRow>
  alarms: AlarmRow[]
  waiting: Waiting
  /** Levels that somebody wants to lower, and that need this person's own look first (INV-27). */
  proposals: { id: string; caseId: string; reference: string }[]
  /** Opinions on who is the main aggressor that this person was asked to look at (S-05). */
  opinions: { id: string; caseId: string; reference: string }[]
  saved: Saved[]
}

export const minePage = ({
  screen,
  mayOpen,
  mayTakeOut,
  filter,
  duties,
  alarms,
  waiting,
  proposals,
  opinions,
  saved,
}: Mine): Html =>
  layout({
    title: 'My duties',
    frame: screen.frame,
    shape: 'board',
    top: boardTabs('mine'),
    titleActions: mayOpen ? openACase : undefined,
    aside: boardFilters(screen, 'mine', filter, [stateChoice, kindChoice, levelChoice], saved),
    asideAt: 'start',
    content: html`${alarms.length > 0 && alarmList(screen, alarms)} ${waitingLine(waiting)} ${proposals.length > 0 && proposalList(proposals)} ${opinions.length > 0 && opinionList(opinions)}
    ${board({
      caption: 'Duties that you own',
      isCaptionHidden: true,
      says: saysOf(
        duties.total,
        filter.page,
        'open duty that you own',
        'open duties that you own, the most pressing first',
      ),
      empty:
        filter.state || filter.kind || filter.level
          ? 'None of your duties is of this kind.'
          : 'You have no open duty. New ones appear here as soon as something is recorded.',
      columns: dutyColumns(screen.now, false),
      rows: duties.rows,
      actions: mayTakeOut && duties.total > 0 ? takeOut('mine', filter) : undefined,
      rowState: dutyState(screen.now),
      pages: pagesOf('mine', filter, duties.total),
    })}`,
  })

const alarmList = (screen: Screen, alarms: AlarmRow[]): Html =>
  html`<section class="wm-alarms" aria-labelledby="alarms">
    <h2 class="govuk-heading-m" id="alarms">${formatCount(alarms.length, 'alarm')} reached you</h2>
    <ul class="govuk-list govuk-!-font-size-16 wm-alarms__list">${alarms.map((alarm) => html`<li>${alarmLine(alarm, screen.now)}</li>`)}</ul>
    ${form(screen, html`${alarms.map(({ id }) => html`<input type="hidden" name="ids" value="${id}">`)}${button({ text: 'I have seen these', classes: 'govuk-button--secondary' })}`, { action: '/boards/mine/alarms' })}
  </section>`

const alarmLine = ({ kind, raisedAt, caseId, dutyId, reference, task, ownerName }: AlarmRow, now: Date): Html =>
  html`${alarmWords(kind)}${task !== null && caseId !== null && dutyId !== null && html`: <a class="govuk-link" href="/cases/${caseId}/duties/${dutyId}">${task}</a>`}${ownerName !== null && `, ${ownerName}`}
    <span class="wm-quiet">${reference ?? ''} ${moment(raisedAt, now)}</span>`

const waits: { name: keyof Waiting; href: string; one: string; many: string }[] = [
  {
    name: 'handovers',
    href: '/handovers',
    one: 'handover waits for your answer',
    many: 'handovers wait for your answer',
  },
  {
    name: 'otherWays',
    href: '/safe-contact/other-ways',
    one: 'person needs another safe way: you choose',
    many: 'people need another safe way: you choose',
  },
  {
    name: 'referrals',
    href: '/referrals',
    one: 'referral waits in your agency',
    many: 'referrals wait in your agency',
  },
  {
    name: 'lists',
    href: '/exports',
    one: 'list waits for you to see and approve',
    many: 'lists wait for you to see and approve',
  },
  { name: 'tray', href: '/inbox', one: 'item in the tray matches nobody', many: 'items in the tray match nobody' },
  {
    name: 'drafts',
    href: '/drafts',
    one: 'form that you began is not sent yet',
    many: 'forms that you began are not sent yet',
  },
]
const waitingLine = (waiting: Waiting): Html | undefined => {
  const there = waits.filter(({ name }) => waiting[name] > 0)
  if (there.length === 0) return undefined
  return html`<ul class="govuk-list wm-waiting">${there.map(({ name, href, one, many }) => html`<li><a class="govuk-link" href="${href}">${formatCount(waiting[name], one, many)}</a></li>`)}</ul>`
}

const proposalList = (proposals: Mine['proposals']): Html =>
  html`<ul class="govuk-list wm-waiting">${proposals.map(({ id, caseId, reference }) => html`<li><a class="govuk-link" href="/cases/${caseId}/risk/proposals/${id}">A lower level for ${reference} waits for your second look</a></li>`)}</ul>`

const opinionList = (opinions: Mine['opinions']): Html =>
  html`<ul class="govuk-list wm-waiting">${opinions.map(({ id, caseId, reference }) => html`<li><a class="govuk-link" href="/cases/${caseId}/counter-allegations/opinions/${id}">An opinion in ${reference} waits for your look</a></li>`)}</ul>`
