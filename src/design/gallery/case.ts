import { type Html, html } from '../../platform/html.ts'
import { changesSince } from '../changes-since.ts'
import { identityBar } from '../identity-bar.ts'
import { layout } from '../layout.ts'
import { ownersCard } from '../owners-card.ts'
import { subNavigation } from '../sub-navigation.ts'
import { riskTag, stateTag } from '../tags.ts'
import { timeline } from '../timeline.ts'
import { at, frame, hours, now, strip } from './frame.ts'

const owners = ownersCard({
  now,
  isYou: ({ role }) => role === 'Contact lead',
  handoverHref: '/cases/1/owners',
  owners: [
    {
      role: 'Risk lead',
      name: 'Ottilie Madeup',
      agency: 'Fictionshire IDVA Service',
      onDuty: { name: 'Duty desk, Pat Pretend', until: hours(7) },
    },
    { role: 'Plan lead', name: 'Ottilie Madeup', agency: 'Fictionshire IDVA Service', handoverTo: 'Sam Sample' },
    { role: 'Contact lead', name: 'Imelda Invented', agency: 'Fictionshire Police' },
  ],
})

const changes = [
  {
    text: 'Suspect released on bail, with conditions',
    at: hours(-1.6),
    by: 'Custody, Fictionshire Police',
    href: '#entry',
  },
  { text: 'Safe contact changed: no text messages', at: hours(-20), by: 'Ottilie Madeup' },
]

const caseTop = html`${identityBar({
  name: 'Ada Fictional',
  tags: [riskTag('high'), stateTag('open', 'Open'), stateTag('unverified', 'Unverified rule')],
  facts: [
    { label: 'Born', value: '4 May 1990 (36)' },
    { label: 'Case', value: 'FIC-2026-0117' },
    { label: 'Suspect', value: 'Bo Imaginary, on bail' },
    { label: 'Children', value: '2' },
  ],
  actions: html`<a class="govuk-link" href="/cases/1/print">Print</a>`,
})}${strip}${subNavigation({
  label: 'Parts of this case',
  items: [
    { text: 'Overview', href: '/cases/1', current: true },
    { text: 'Duties', href: '/cases/1/duties', waiting: { count: 5, of: 'open duties' } },
    { text: 'Justice', href: '/cases/1/justice' },
    { text: 'Risk', href: '/cases/1/risk' },
    { text: 'Safety plan', href: '/cases/1/safety-plans' },
    { text: 'People', href: '/cases/1/people' },
  ],
})}`

const whatHappened = timeline({
  now,
  empty: 'Nothing is recorded yet.',
  entries: [
    {
      title: 'Suspect released on bail',
      at: hours(-1.6),
      by: 'Custody, Fictionshire Police',
      enteredAt: hours(-1.5),
      tag: stateTag('open', '2 duties raised'),
      content: html`<p class="govuk-body">Not to contact Ada Fictional. Not to go to 1 Nowhere Street.</p>`,
      actions: [{ text: 'Set right', href: '#right' }],
    },
    { title: 'Neighbour heard shouting', at: hours(-3), around: 'Afternoon', by: 'Housing', isCorrected: true },
    { title: 'Called: told of the hearing', at: hours(-26), by: 'Ottilie Madeup' },
    { title: 'Assault reported', at: at('2026-10-02T08:00:00Z'), isDayOnly: true },
  ],
})

export const casePage = (): Html =>
  layout({
    title: 'Overview',
    frame,
    breadcrumbs: [{ text: 'Cases', href: '/cases' }, { text: 'Ada Fictional' }],
    top: caseTop,
    aside: html`${owners}${changesSince({ changes, now, since: hours(-30), moreHref: '#all' })}`,
    content: html`<h2 class="govuk-heading-m">What happened</h2>${whatHappened}`,
  })
