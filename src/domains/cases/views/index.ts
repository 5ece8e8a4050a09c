import { type Change, changesSince } from '../../../design/changes-since.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { ownersCard } from '../../../design/owners-card.ts'
import { type RiskLevel, riskTag } from '../../../design/tags.ts'
import { formatDay, formatWhen, londonDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Helpline, helplineBlock } from '../../helplines/index.ts'
import { isChildProtection, isUnder18, isVictimAndChild, isYoungReported } from '../../people/index.ts'
import { type Card, cardShown } from '../../police-cards/index.ts'
import type { CaseTop } from '../actions/top.ts'
import type { Contact, ParentsDecided } from '../store/overview.ts'
import type { BarrierRow, InvolvedRow, SettingRow } from '../store/panels.ts'
import { caseLayout } from './case-layout.ts'
import { type DueRow, dueNow } from './due-now.ts'
import { accountPanel, barriersPanel, involvedPanel, settingsPanel } from './panels.ts'

export type Overview = {
  screen: Screen
  top: CaseTop
  concern: string
  actorId: string
  mayChange: boolean
  since: Date | null
  changes: Change[]
  due: DueRow[]
  levels: {
    level: RiskLevel | null
    agency: string
    name: string
    decidedBy: string
    decidedAt: Date
    nextReviewOn: string
  }[]
  contact: Contact | null
  /** What was decided about telling parents, the newest first. */
  parents: ParentsDecided
  account: { text: string; agreedHow: string; agreedOn: string; writtenBy: string } | null
  barriers: BarrierRow[]
  settings: SettingRow[]
  involved: InvolvedRow[]
  helplines: Helpline[]
  /** What they agreed for police who attend, for whom it is shown to. */
  cards: Card[]
}

/** The first page of a case: who is responsible, what is due, what changed; then all that nobody should have to ask again. */
export const overviewPage = (page: Overview): Html => {
  const { screen, top } = page
  return caseLayout({
    ...{ screen, top, part: '', title: top.reference },
    aside: html`${owners(page)} ${changesSince({ changes: page.changes, since: page.since, now: screen.now, moreHref: hrefOf(top, 'entries') })} ${helplineBlock(page.helplines, screen.now)}`,
    content: html`${page.cards.map((card) => cardShown(card, screen.now))} ${closing(page)} ${ages(page)} ${dueNow({ top, due: page.due, now: screen.now, allHref: hrefOf(top, 'duties') })}
      ${levels(page)} ${contactLine(page)} ${accountPanel(page)} ${barriersPanel(page)} ${settingsPanel(page)} ${involvedPanel(page)}
      <h2 class="govuk-heading-m">Why this case was opened</h2><p class="govuk-body">${page.concern}</p>
      ${more(page)}`,
  })
}

/** Where a part of the case is, if it is one of those that this person may open. */
const hrefOf = ({ caseId, pages }: CaseTop, part: string): string | undefined =>
  pages.some((page) => page.part === part) ? `/cases/${caseId}/${part}` : undefined

const owners = ({ screen, top, actorId }: Overview): Html => {
  const words = { risk: 'Risk lead', plan: 'Plan lead', contact: 'Contact lead' } as const
  if (top.state === 'closed') return html``
  const shown = top.owners.map(({ lead, name, agency, handoverTo }) => ({
    ...{ role: words[lead], name, agency, handoverTo: handoverTo ?? undefined },
  }))
  const yours = new Set(top.owners.filter(({ id }) => id === actorId).map(({ lead }): string => words[lead]))
  return ownersCard({
    ...{ owners: shown, now: screen.now, isYou: ({ role }) => yours.has(role) },
    handoverHref: hrefOf(top, 'handovers'),
  })
}

const closing = ({ top, mayChange }: Overview): Html | undefined => {
  const { caseId, state, closedAs } = top
  if (state === 'open') return undefined
  if (state === 'closing')
    return insetText({
      text: html`Somebody proposed to close this case. Another person has to agree. <a class="govuk-link" href="/cases/${caseId}/close">Read why, and answer</a>`,
    })
  return insetText({
    text: html`This case is closed: ${closedAs ?? 'no reason entered'}. ${mayChange && html`<a class="govuk-link" href="/cases/${caseId}/reopen">Open it again</a>`}`,
  })
}

const ages = ({ screen, top, parents, mayChange }: Overview): Html => {
  const today = londonDay(screen.now)
  const isProtection = isChildProtection(top.people, today)
  const both = top.people.filter((person) => isVictimAndChild(person, today))
  const harmed = isProtection ? '' : 'harmed as an adult would be, and '
  const young = top.people.filter((person) => isUnder18(person, today))
  const reported = top.people.filter((person) => isYoungReported(person, today))
  // A decision does not say whose parents it is of: where only one has any to ask about, the latest holds.
  const isOfOne = young.length === 1 && reported.length === 0 && !isProtection
  return html`${isProtection && warningText({ text: "One of the two is under 16: the adult definition is not met. This is child protection: tell children's social care now. A young person's adviser can still help." })}
    ${both.map(({ name }) => insetText({ text: `${name} is 16 or 17: ${harmed}a child in their own right. A young person's adviser and children's social care belong in this case.` }))}
    ${reported.map(({ name }) => insetText({ text: `${name}, the person reported, is 16 or 17: what is done to somebody of 16 or over is domestic abuse, and ${name} is a child as well. Children's social care is considered for ${name} too.` }))}
    ${young.length > 0 && parentsShown({ screen, top, mayChange, parents: isOfOne ? parents.slice(0, 1) : parents }, young.map(({ name }) => name).join(' and '))}`
}

/** Nobody tells parents without a decision, and whoever could tell them reads it here (S-06). Of two, one’s never stands for the other’s. */
const parentsShown = (
  { screen, top, parents, mayChange }: Pick<Overview, 'screen' | 'top' | 'parents' | 'mayChange'>,
  name: string,
): Html => {
  const { caseId } = top
  const told = parents.filter(({ outcome }) => outcome === 'told').length
  const says =
    parents.length === 0
      ? `Parents of ${name}: nothing is decided, so nobody tells them.`
      : told === parents.length
        ? 'Parents are told as was decided, and of nothing else.'
        : told === 0
          ? 'Parents are not told.'
          : 'It is not the same for all parents: read each decision before anybody speaks to one.'
  const isMixed = told > 0 && told < parents.length
  const link = (href: string, text: string) => html`<a class="govuk-link" href="/cases/${caseId}/${href}">${text}</a>`
  const decision = ({ outcome, what, at, by }: ParentsDecided[number]) =>
    html`${isMixed && (outcome === 'told' ? 'Told. ' : 'Not told. ')}${what ?? ''} (${formatWhen(at, screen.now)}${by ? `, written down by ${by}` : ''}.)`
  const [only, ...others] = parents
  return insetText({
    text: html`<p class="govuk-body"><strong>${says}</strong>${only && others.length === 0 && html` ${decision(only)}`}</p>
      ${others.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${parents.map((each) => html`<li>${decision(each)} ${hrefOf(top, 'entries') && link(`entries/${each.id}`, 'See it, or put it right')}</li>`)}</ul>`}
      ${mayChange && html`<p class="govuk-body">${link('entries/new/safe-contact.parents-decided', only ? 'Decide anew about telling parents' : 'Decide about telling parents')} · ${link('referrals', 'Children’s services, or a young people’s adviser: refer')} · ${link('shared-places', 'A school that both go to')}</p>`}`,
  })
}

const levels = ({ screen, top, levels: own }: Overview): Html =>
  html`<h2 class="govuk-heading-m">Risk level</h2>
    <p class="govuk-body">${riskTag(top.level)} ${top.level ? 'is the highest that any agency holds now.' : 'Nobody has assessed this yet.'} ${top.levelReviewOn !== null && `Review by ${formatDay(top.levelReviewOn, screen.now)}.`}</p>
    ${
      own.length > 0 &&
      html`<ul class="govuk-list">${own.map(
        ({ level, agency, name, decidedBy, decidedAt }) =>
          html`<li>${riskTag(level)} ${agency}, for ${name}: ${decidedBy}, ${formatWhen(decidedAt, screen.now)}</li>`,
      )}</ul>`
    }
    ${hrefOf(top, 'risk') && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/risk">Assess or review</a></p>`}`

const contactLine = ({ screen, contact, top }: Overview): Html =>
  html`<h2 class="govuk-heading-m">Last contact</h2>
    <p class="govuk-body">${contact ? `${contact.what}: ${formatWhen(contact.at, screen.now)}, ${contact.by}` : top.sights.partial.includes('duties') ? 'No contact is shown to you.' : 'Nobody has recorded a contact yet.'}</p>`

const more = ({ top, mayChange }: Overview): Html | false =>
  mayChange &&
  html`<div class="govuk-button-group">
    ${top.state === 'open' && button({ text: 'Propose to close', href: `/cases/${top.caseId}/close`, classes: 'govuk-button--secondary' })}
    ${button({ text: 'Take out as a file', href: `/cases/${top.caseId}/export`, classes: 'govuk-button--secondary' })}
  </div>`
