import { button } from '../../../design/components/button.ts'
import { details } from '../../../design/components/details.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { table } from '../../../design/components/table.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Looked } from '../actions/look.ts'
import { topics } from '../model/topics.ts'
import { frequencyWords, isScope, kindWords, scopes, windowWords } from '../model/words.ts'
import type { Route } from '../store/contact.ts'
import { type Page, placeOf, safeContactPage } from './frame.ts'

export type Reader = { name: string; agency: string; version: number | null; readAt: Date | null }
type Index = Page & { looked: Looked; readers: Reader[]; hasRead: boolean }

/** How to reach one person of a case without putting them in danger, as far as this reader may know. */
export const indexPage = ({ screen, top, looked, readers, hasRead }: Index): Html => {
  const { person, sight, rule, facts } = looked
  const content =
    sight === 'full'
      ? html`${wholeRule({ screen, looked, hasRead })}${routesPart(screen.now, looked)}${readersPart(screen.now, readers, rule?.version ?? null)}`
      : partOnly(looked, facts.contactLead)
  return safeContactPage(
    { screen, top },
    {
      title: `Reaching ${person.name} safely`,
      tab: 'Reaching a person safely',
      isFirst: true,
      content: html`${othersPart(looked)}${content}`,
    },
  )
}

const othersPart = ({ others, whose }: Looked): Html | false =>
  others.length > 0 &&
  html`<p class="govuk-body">Also in this case: ${others.map(({ id, name }) => html`<a class="govuk-link" href="/cases/${whose.caseId}/safe-contact?person=${id}">${name}</a> `)}</p>`

const partOnly = ({ sight, rule, routes }: Looked, lead: string | null): Html => html`
  ${sight === 'exists' && html`<p class="govuk-body">${rule ? 'A safe-contact rule is recorded.' : 'No safe-contact rule is recorded yet.'}</p>`}
  ${routes.length > 0 ? html`<p class="govuk-body">${formatCount(routes.length, 'way', 'ways')} shared with your agency for its task.</p>${routes.map((route) => html`<p class="govuk-body"><strong>${kindWords[route.kind]}</strong> ${windowWords(route.windows)}</p>`)}` : html`<p class="govuk-body">Do not try to reach this person yourself. Ask ${lead ?? 'the contact lead of the case'}.</p>`}`

type Whole = { screen: Page['screen']; looked: Looked; hasRead: boolean }
const wholeRule = ({ screen, looked, hasRead }: Whole): Html => {
  const { rule } = looked
  if (!rule)
    return html`${warningText({ text: 'Nothing is recorded, so no way is safe: no call, no message, no visit.' })}
      ${button({ text: 'Record how to reach them safely', href: placeOf(looked, '/rule') })}`
  return html`${!hasRead && form(screen, button({ text: `I have read version ${rule.version}` }), { action: placeOf(looked, '/read') })}
    ${summaryList({
      rows: [
        {
          key: { text: 'Version' },
          value: { text: `${rule.version}, set ${formatWhen(rule.setAt, screen.now)} by ${rule.setBy}` },
        },
        { key: { text: 'Confirmed with' }, value: { text: rule.confirmedWith } },
        { key: { text: 'Confirm again by' }, value: { text: formatDay(rule.reviewOn, screen.now) } },
        {
          key: { text: 'Code word' },
          value: sealed(looked, rule.hasCodeWord, 'code-word', 'There is one: ask for it before you say anything'),
        },
        {
          key: { text: 'Warnings' },
          value: sealed(looked, rule.hasWarnings, 'warnings', 'There are warnings: read them first'),
        },
        { key: { text: 'Interpreter' }, value: { text: rule.interpreter ?? 'None asked for' } },
        { key: { text: 'How often' }, value: { text: frequencyWords(rule.frequency) } },
        { key: { text: 'Does not want to be told of' }, value: { text: notToldWords(rule.notTold) } },
      ],
    })}
    <p class="govuk-body">A release at high risk is told all the same, unless their own choice names just that.</p>
    <p class="govuk-body"><a class="govuk-link" href="${placeOf(looked, '/rule')}">Change or confirm the rule</a> <a class="govuk-link" href="${placeOf(looked, '/history')}">Earlier versions</a> <a class="govuk-link" href="${placeOf(looked, '/call-sheet')}">Call sheet</a></p>`
}

const notToldWords = (chosen: readonly string[]): string => {
  const words = Object.entries(topics).flatMap(([topic, text]) => (chosen.includes(topic) ? [text] : []))
  return words.length > 0 ? words.join('; ') : 'Nothing: they want to be told of everything'
}

const sealed = (looked: Looked, isThere: boolean, field: string, words: string): { text: Html | string } => ({
  text:
    isThere && looked.rule
      ? html`${words} <a class="govuk-link" href="/cases/${looked.whose.caseId}/safe-contact/reveal/${field}/${looked.rule.id}">Show it</a>`
      : 'None',
})

const routesPart = (now: Date, looked: Looked): Html | false =>
  looked.rule !== null &&
  html`<h2 class="govuk-heading-m">Ways to reach them</h2>
    <p class="govuk-body">${says(looked.routes)}</p>
    ${looked.routes.map((route) => routeCard(now, looked, route))}
    ${button({ text: 'Add a way', href: placeOf(looked, '/routes/new'), classes: 'govuk-button--secondary' })}`

const says = (routes: readonly Route[]): string => {
  const forbidden = routes.filter(({ isForbidden }) => isForbidden).length
  if (routes.length === 0) return 'No way is recorded yet, so none is safe.'
  return `${formatCount(routes.length - forbidden, 'way', 'ways')} they said are safe, and ${formatCount(forbidden, 'way', 'ways')} never to be used.`
}

const routeCard = (now: Date, looked: Looked, route: Route): Html => {
  const reveal = (field: string, words: string) =>
    html`<a class="govuk-link" href="/cases/${looked.whose.caseId}/safe-contact/reveal/${field}/${route.id}">${words}</a>`
  const scope = route.thirdPartyScope
  return summaryList({
    card: {
      title: { text: `${route.isForbidden ? 'Never: ' : ''}${kindWords[route.kind]}` },
      actions: {
        items: [
          { text: 'Change, share or end', href: `/cases/${looked.whose.caseId}/safe-contact/routes/${route.id}` },
        ],
      },
    },
    rows: [
      route.hasValue && { key: { text: 'Number or address' }, value: { text: reveal('value', 'Show it') } },
      route.hasAskFor && { key: { text: 'Ask for' }, value: { text: reveal('ask-for', 'Show it') } },
      !route.isForbidden &&
        route.kind !== 'post' && { key: { text: 'Safe times' }, value: { text: windowWords(route.windows) } },
      route.kind === 'mobile' && { key: { text: 'Texts' }, value: { text: route.textIsSafe ? 'Safe' : 'No' } },
      kindWords[route.kind].includes('ele') && {
        key: { text: 'Messages left' },
        value: { text: route.voicemailIsSafe ? 'Safe' : 'No' },
      },
      !route.isForbidden && {
        key: { text: 'Number they see' },
        value: { text: route.callerId === 'withheld' ? 'Withheld' : 'Our neutral number' },
      },
      route.kind === 'third party' && { key: { text: 'Who' }, value: { text: reveal('their-name', 'Show it') } },
      scope !== null && { key: { text: 'May be told' }, value: { text: isScope(scope) ? scopes[scope] : scope } },
      route.endsOn !== null && { key: { text: 'Until' }, value: { text: formatDay(route.endsOn, now) } },
      {
        key: { text: 'Confirmed' },
        value: { text: route.confirmedAt ? formatWhen(route.confirmedAt, now) : 'Not confirmed' },
      },
    ],
  })
}

const readersPart = (now: Date, readers: Reader[], version: number | null): Html | false =>
  version !== null &&
  details({
    summaryText: `Who has read version ${version}: ${readers.filter((each) => each.version === version).length} of ${readers.length} who see this case`,
    text: table({
      head: [{ text: 'Who' }, { text: 'Read' }],
      rows: readers.map(({ name, agency, version: read, readAt }) => [
        { text: `${name}, ${agency}` },
        { text: read === null || readAt === null ? 'Not read' : `Version ${read}, ${formatWhen(readAt, now)}` },
      ]),
    }),
  })
