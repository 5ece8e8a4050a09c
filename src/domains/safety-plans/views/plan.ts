import { button } from '../../../design/components/button.ts'
import { details } from '../../../design/components/details.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { taskList } from '../../../design/components/task-list.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CasePerson, type CaseTop, caseLayout } from '../../cases/index.ts'
import { touchingNoted, type touchingOn } from '../../orders/index.ts'
import { isReady, notAsked, type Plan, type Step } from '../actions/plan.ts'
import type { KeptTelling } from '../actions/tellings.ts'
import {
  byHeading,
  holds,
  type Item,
  isOpen,
  isUsed,
  missingIn,
  partings,
  standings,
  stateWords,
} from '../model/plan.ts'
import { undecided } from '../model/sections.ts'
import { circumstances, type Heading, headingCodes, headings, promptsFor, whomToTell } from '../model/templates.ts'
import type { BesidePlans } from '../store/index.ts'
import { besideShown } from './beside.ts'
import { childrenShown } from './child.ts'
import { papersShown } from './papers.ts'
import { type Ahead, daysAheadShown } from './plan-form.ts'
import { tellingsShown } from './telling-words.ts'
import { thought } from './thought.ts'

type Page = {
  screen: Screen
  top: CaseTop
  plan: Plan
  /** The children of the case of whom it speaks. */
  children: readonly CasePerson[]
  /** Whose papers it lists. */
  packing: readonly CasePerson[]
  ahead: readonly Ahead[]
  mayWrite: boolean
  isAsAgreed: boolean
  beside: BesidePlans
  /** Orders of the case that touch where the children see somebody (S-13). */
  touching: Awaited<ReturnType<typeof touchingOn>>
  /** Those who may be told of an order for this plan. */
  tellings: readonly KeptTelling[]
}

export const planPage = (page: Page): Html => {
  const { screen, top, plan, mayWrite } = page
  const here = `/cases/${top.caseId}/safety-plans/${plan.id}`
  const held = plan.items.filter(holds)
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'Safety plan' },
    trail: [{ text: 'Safety plans', href: `/cases/${top.caseId}/safety-plans` }],
    content: html`<p class="govuk-body-l">The plan of ${plan.person}. ${stateWords[plan.state]}. ${says(plan, held.length, screen.now)}</p>
      ${mayWrite && steps(page, here)}
      ${touchingNoted(page.touching, top.caseId)}
      ${isUsed(plan) && besideShown({ plan, beside: page.beside, caseId: top.caseId, now: screen.now })}
      ${coming(page)}
      ${wayThrough(page, here)}
      ${headingCodes.map((heading) => part(page, heading, here))}
      ${childrenShown({ ...page, base: `/cases/${top.caseId}/safety-plans`, here: mayWrite && isUsed(plan) ? here : undefined })}
      ${papersShown({ ...page, here: mayWrite && isUsed(plan) ? here : undefined, now: screen.now })}
      ${tellingsShown({ tellings: page.tellings, caseId: top.caseId, isGrown: plan.circumstance !== 'child' && isUsed(plan), mayAdd: mayWrite && top.state !== 'closed', now: screen.now })}
      ${aside(plan, screen.now)}
      ${contributors(plan)}
      <h2 class="govuk-heading-m">How it came to this</h2>
      <ol class="govuk-list">${plan.steps.map((step) => html`<li>${stepShown(step, here, screen.now)}</li>`)}</ol>`,
  })
}

const says = ({ circumstance, version, nextReviewOn, items }: Plan, held: number, now: Date): string =>
  [
    circumstance === null
      ? 'What was said of them was erased, and with it every word of this plan.'
      : `${circumstances[circumstance]}: ${formatCount(held, 'thought')} in it${items.length > held ? `, ${items.length - held} for later or not for them` : ''}.`,
    version > 0 ? `Version ${version} was agreed and holds until a change is agreed.` : 'Nothing is agreed yet.',
    nextReviewOn
      ? `Looked at again on ${formatDay(nextReviewOn, now)}, or when something happens.`
      : version > 0 && 'No day is set for the next look.',
  ]
    .filter(Boolean)
    .join(' ')

const steps = ({ plan, children, isAsAgreed }: Page, here: string): Html => {
  const second = 'govuk-button--secondary'
  const { state, circumstance } = plan
  return html`<div class="govuk-button-group">
    ${isOpen(state) && state !== 'ready' && isReady(plan, children) && button({ text: 'Check the plan', href: `${here}/check` })}
    ${state === 'ready' && button({ text: 'Agree it with them', href: `${here}/agree` })}
    ${isUsed(plan) && button({ text: 'Add something of their own', href: `${here}/items/new`, classes: second })}
    ${['active', 'reviewing'].includes(state) && isAsAgreed && button({ text: 'Looked at: nothing changes', href: `${here}/kept`, classes: second })}
    ${isUsed(plan) && circumstance !== 'child' && button({ text: 'How things stand', href: `${here}/circumstance`, classes: second })}
    ${isUsed(plan) && button({ text: 'They want no plan now', href: `${here}/pause`, classes: second })}
    ${isUsed(plan) && plan.version > 0 && button({ text: 'Something to hold', href: `${here}/to-hold`, classes: second })}
    ${isUsed(plan) && button({ text: 'When the case closes', href: `${here}/parting`, classes: second })}
    ${!isUsed(plan) && button({ text: 'Take it up again', href: `${here}/take-up` })}
  </div>
  ${missing(plan, children, here)}`
}

const missing = (plan: Plan, children: readonly CasePerson[], here: string): Html | undefined => {
  const open = isOpen(plan.state) ? missingIn(plan.items) : []
  const left = isOpen(plan.state) ? notAsked(plan) : []
  const without = isOpen(plan.state) ? undecided(plan.sections, children) : []
  if (open.length + left.length + without.length === 0) return undefined
  return insetText({
    text: html`<p class="govuk-body">Before it can be checked, there is something to ask about each of these:</p>
      <ul class="govuk-list govuk-list--bullet">${open.map(({ item, problem }) => html`<li><a class="govuk-link" href="${here}/items/${item.itemId}">${item.title}</a>: ${problem}</li>`)}
      ${left.map(({ heading, title }) => html`<li><a class="govuk-link" href="${here}/walk/${heading}">${headings[heading]}</a>: ${title}</li>`)}
      ${without.map(({ id, name }) => html`<li><a class="govuk-link" href="${here}/children/${id}">${name}</a>: Whether this child is included in planning</li>`)}</ul>`,
  })
}

const coming = ({ ahead, screen }: Page): Html | undefined =>
  ahead.length === 0
    ? undefined
    : details({
        summaryText: `Days ahead that may change things: ${ahead.length}`,
        text: daysAheadShown(ahead, screen.now),
      })

/** The way through it with them, part by part; open while it is made or looked at again. */
const wayThrough = ({ plan, mayWrite }: Page, here: string): Html | undefined => {
  const asked = promptsFor(plan.circumstance, plan.settings)
  const isOpenFor = (heading: Heading) =>
    asked.filter(({ code, heading: of }) => of === heading && !plan.items.some((item) => item.code === code)).length
  const parts = headingCodes.filter((heading) => asked.some((prompt) => prompt.heading === heading))
  if (!mayWrite || !isUsed(plan) || parts.length === 0) return undefined
  const left = parts.reduce((sum, heading) => sum + isOpenFor(heading), 0)
  return details({
    summaryText: `Go through it with them: ${left === 0 ? 'everything was asked' : `${formatCount(left, 'thought')} not asked yet`}`,
    open: isOpen(plan.state),
    text: taskList({
      idPrefix: 'part',
      items: parts.map((heading) => {
        const count = isOpenFor(heading)
        const status = { text: count === 0 ? 'All asked' : `${count} not asked yet` }
        return { title: { text: headings[heading] }, href: `${here}/walk/${heading}`, status }
      }),
    }),
  })
}

const part = ({ plan, screen, mayWrite }: Page, heading: Heading, here: string): Html | undefined => {
  const items = byHeading(plan.items, heading).filter(holds)
  if (items.length === 0) return undefined
  const title = (item: Item) =>
    mayWrite && isUsed(plan)
      ? html`<a class="govuk-link" href="${here}/items/${item.itemId}">${item.title}</a>`
      : item.title
  return html`<section><h2 class="govuk-heading-m">${headings[heading]}</h2>
    ${items.map(
      (item) => html`<div class="wm-thought"><h3 class="govuk-heading-s">${title(item)}</h3>
      ${thought(item, screen.now, 'plan')}${item.code === whomToTell && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${plan.caseId}/safety-plans/tellings">Whom, one by one, and whether it is safe</a></p>`}</div>`,
    )}</section>`
}

const aside = ({ items }: Plan, now: Date): Html | undefined => {
  const left = items.filter((item) => !holds(item))
  if (left.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">For later, and not for them</h2>
    <p class="govuk-body">Kept so that nobody asks again as if it were new.</p>
    ${taskList({ idPrefix: 'aside', items: left.map((item: Item) => ({ title: { text: item.title }, status: { text: standings[item.standing] }, hint: { text: `${formatDay(item.on, now)}, ${item.agreedBy}` } })) })}`
}

/** Who has written in it, and who offered what is in it (SP-02). */
const contributors = ({ items, sections }: Plan): Html | undefined => {
  const wrote = [...new Set([...items, ...sections].map(({ by, agency }) => `${by}, ${agency}`))].sort()
  const offered = [...new Set(items.flatMap(({ offeredBy }) => offeredBy ?? []))].sort()
  if (wrote.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">Who has had a part in it</h2>
    <ul class="govuk-list govuk-list--bullet">${wrote.map((who) => html`<li>${who}: wrote it down with them</li>`)}${offered.map((who) => html`<li>${who}: offered what is in it</li>`)}</ul>`
}

const stepWords: Record<string, string> = {
  started: 'Begun',
  circumstance: 'How things stand was changed',
  checked: 'Checked by the twelve principles',
  agreed: 'Agreed',
  opened: 'Opened for a change',
  kept: 'Looked at: nothing changes',
  paused: 'Paused',
  'taken up': 'Taken up again',
  parting: 'When the case closes',
  archived: 'Put away, when the case was closed',
}
const stepShown = ({ step, version, said, by, takenAt }: Step, here: string, now: Date): Html => {
  const name = stepWords[step] ?? step
  const circumstance = said?.circumstance && circumstances[said.circumstance]
  return html`${version === null ? name : html`<a class="govuk-link" href="${here}/versions/${version}">${name}: version ${version}</a>`}${circumstance && `: ${circumstance}`}${said?.becomes && `: ${partings[said.becomes]}`}${said?.holder && ` (${said.holder})`}, ${formatWhen(takenAt, now)}${by !== null && `, ${by}`}${said?.words && html`<br>${said.words}`}`
}
