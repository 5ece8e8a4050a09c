import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { type Item, isState, stateWords } from '../model/plan.ts'
import type { PlanRow } from '../store/index.ts'
import { type Offers, offersShown } from './offers.ts'
import { thought } from './thought.ts'

export type SharedItem = Item & { person: string; untilAt: Date }
type Page = {
  screen: Screen
  top: CaseTop
  /** Whether whoever looks sees plans whole; else what was shared with their agency. */
  isWhole: boolean
  plans: readonly PlanRow[]
  /** Those that nobody has looked at since something happened that asks for it. */
  owed: ReadonlySet<string>
  shared: readonly SharedItem[]
  /** For whoever may start one: whether anybody is left without a plan. */
  start: { isLeft: boolean } | undefined
  offers: Offers
  policeAdvisers: readonly string[]
}

export const indexPage = ({ screen, top, isWhole, plans, owed, shared, start, offers, policeAdvisers }: Page): Html =>
  caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'Safety plans' },
    content: html`<p class="govuk-body">${policeAdvisers.length > 0 ? `Police adviser: ${policeAdvisers.join('; ')}.` : 'Nobody of police has named themselves as their adviser.'} <a class="govuk-link" href="/cases/${top.caseId}/involved">Who is involved</a></p>
      ${isWhole ? whole({ screen, top, plans, owed, start }) : inPart({ screen, top, shared })}
      ${(isWhole || offers.mayOffer || offers.total > 0) && offersShown(top.caseId, screen, offers)}`,
  })

const whole = ({
  screen,
  top,
  plans,
  owed,
  start,
}: Pick<Page, 'screen' | 'top' | 'plans' | 'owed' | 'start'>): Html => {
  const base = `/cases/${top.caseId}/safety-plans`
  const { now } = screen
  return html`<p class="govuk-body">A plan belongs to the person whose safety it is about. It is made with them, and nothing of it is shown to anybody on the side of whoever harms them.</p>
    ${board({
      caption: 'Plans of this case',
      says: formatCount(plans.length, 'plan'),
      empty: 'Nobody in this case has a plan yet. It starts with what they do already.',
      rows: plans,
      actions: start?.isLeft ? button({ text: 'Start a plan', href: `${base}/new` }) : undefined,
      columns: [
        { head: 'Whose', cell: (plan) => html`<a class="govuk-link" href="${base}/${plan.id}">${plan.person}</a>` },
        { head: 'Where it stands', cell: ({ state }) => (isState(state) ? stateWords[state] : state) },
        { head: 'Agreed', cell: ({ version }) => (version === 0 ? 'Not yet' : `Version ${version}`) },
        {
          head: 'Next looked at',
          cell: ({ id, nextReviewOn }) =>
            owed.has(id)
              ? stateTag('late', 'Now: something has happened')
              : nextReviewOn
                ? formatDay(nextReviewOn, now)
                : 'No day is set for the next look',
        },
        { head: 'Begun', cell: ({ startedAt, startedByName }) => `${formatDay(startedAt, now)}, ${startedByName}` },
      ],
    })}
    ${start && !start.isLeft && html`<p class="govuk-body">Everybody here who may have a plan has one. For a child who is not named in this case yet, <a class="govuk-link" href="/cases/${top.caseId}/people/new">add the child</a> first.</p>`}
    <h2 class="govuk-heading-m">Kept beside the plans</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li><a class="govuk-link" href="${base}/collection-lists">Who may fetch a child</a></li>
      <li><a class="govuk-link" href="${base}/visits">How a child sees somebody</a></li>
      <li><a class="govuk-link" href="${base}/parties">Whom it is safe to involve, and what they said</a></li>
      <li><a class="govuk-link" href="${base}/tellings">Whom to tell of an order</a></li>
    </ul>`
}

const inPart = ({ screen, top, shared }: Pick<Page, 'screen' | 'top' | 'shared'>): Html => {
  const lead = top.owners.find(({ lead: which }) => which === 'plan')
  const { now } = screen
  return html`<p class="govuk-body">You are shown what was shared with your agency, item by item, and nothing else. This page says nothing of whether there is a plan.${lead && ` If you need something to act on, ask ${lead.name}, ${lead.agency}.`}</p>
    ${
      shared.length === 0
        ? html`<p class="govuk-body">Nothing is shared with your agency now.</p>`
        : shared.map(
            (item) => html`<section class="wm-panel"><h2 class="govuk-heading-m">${item.title}</h2>
          <p class="govuk-body">For ${item.person}, until ${formatDay(item.untilAt, now)}. Keep it from everybody else, above all from the person reported.</p>
          ${item.replacedAt !== null && html`<p class="govuk-body"><strong>This has been changed since it was shared.</strong> Ask before you act on it.</p>`}
          ${thought(item, now, 'shared')}</section>`,
          )
    }`
}
