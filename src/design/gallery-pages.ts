import { type Html, html } from '../platform/html.ts'
import { board } from './board.ts'
import { callSheet } from './call-sheet.ts'
import { changesSince } from './changes-since.ts'
import { clock } from './clock.ts'
import { button } from './components/button.ts'
import { checkboxes } from './components/checkboxes.ts'
import { select } from './components/select.ts'
import { contactStrip } from './contact-strip.ts'
import { filters } from './filters.ts'
import { everyField } from './gallery-fields.ts'
import { identityBar } from './identity-bar.ts'
import { type Frame, layout } from './layout.ts'
import { notFound } from './not-found.ts'
import { ownersCard } from './owners-card.ts'
import { caseTimelinePicture } from './pictures/case-timeline.ts'
import { countsBar } from './pictures/counts-bar.ts'
import { levelOverTime } from './pictures/level-over-time.ts'
import { relationshipMap } from './pictures/relationship-map.ts'
import { problem } from './problem.ts'
import { subNavigation } from './sub-navigation.ts'
import { riskTag, stateTag, type TagState } from './tags.ts'
import { timeline } from './timeline.ts'

// Every component of ours in every state, for the tests that look at them. Nobody here is real.

const now = new Date('2026-12-18T15:45:00Z')
const at = (text: string): Date => new Date(text)
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000)

const frame: Frame = {
  homeHref: '/board',
  isDemo: true,
  navigation: [
    { text: 'Board', href: '/board', current: true },
    { text: 'Cases', href: '/cases' },
    { text: 'Conferences', href: '/conferences' },
    { text: 'Directory', href: '/directory' },
    { text: 'Rulebook', href: '/rulebook' },
  ],
  search: { action: '/people/search', name: 'q' },
  signedIn: { name: 'Imelda Invented', agency: 'Fictionshire Police', signOut: { action: '/sign-out' } },
  footer: [
    { text: 'Help', href: '/help' },
    { text: 'What Waymark keeps', href: '/privacy' },
    { text: 'Accessibility', href: '/accessibility' },
  ],
}

type Work = { person: string; task: string; level: 'high' | 'medium' | 'standard' | null; due: number; why: string }
const tasks = [
  ['Tell of release on bail', 'Suspect released at 14:10 today'],
  ['Risk review', 'Two incidents since the last one'],
  ['Tell of the new hearing date', 'Trial moved to 3 February'],
  ['Plan review', 'Separation planned'],
  ['Ask for the result of the hearing', 'Court result not in after 24 h'],
] as const
const work: Work[] = Array.from({ length: 28 }, (_, index) => {
  const [task = '', why = ''] = tasks[index % tasks.length] ?? []
  const level = (['high', null, 'medium', 'standard'] as const)[index % 4] ?? null
  return { person: `Invented Person ${index + 1}`, task, level, due: index * 2.2 - 7, why }
})

const chooseBy = html`${select({
  name: 'level',
  label: { text: 'Risk level' },
  items: [
    { text: 'Any', value: '' },
    { text: 'High', value: 'high' },
  ],
})}${checkboxes({
  name: 'kind',
  classes: 'govuk-checkboxes--small',
  fieldset: { legend: { text: 'Kind of work' } },
  items: [
    { value: 'telling', text: 'Telling' },
    { value: 'review', text: 'Reviews' },
    { value: 'chasing', text: 'Chasing' },
  ],
})}`

const boardFilters = html`${countsBar({
  id: 'counts',
  title: 'Your work',
  counts: [
    { text: 'late', count: 4, state: 'late' },
    { text: 'due soon', count: 2, state: 'soon' },
    { text: 'on time', count: 22, state: 'on-time' },
    { text: 'done today', count: 3, state: 'done' },
  ],
})}${filters({
  action: '/board',
  fields: chooseBy,
  chosen: [{ group: 'Kind', text: 'Telling', removeHref: '/board' }],
  clearHref: '/board',
  saveHref: '/board/save',
  saved: [
    { text: 'Mine', href: '/board?mine', current: true, count: 28 },
    { text: 'My team, late', href: '/board?late', count: 4 },
  ],
})}`

export const boardPage = (): Html =>
  layout({
    title: 'Board',
    frame,
    shape: 'board',
    aside: boardFilters,
    asideAt: 'start',
    titleActions: html`<a class="govuk-link" href="/board/print">Print</a>`,
    content: board({
      caption: 'Work that you own',
      isCaptionHidden: true,
      says: '28 of 28 duties: you own each of them. Late first, safety clock before statutory clock.',
      empty: 'Nothing is due.',
      rows: work,
      rowState: ({ due }) => (due < 0 ? 'late' : due < 4 ? 'soon' : undefined),
      pages: {
        next: { href: '/board?page=2' },
        items: [
          { number: 1, href: '/board', current: true },
          { number: 2, href: '/board?page=2' },
        ],
      },
      columns: [
        { head: 'Person', cell: ({ person }) => html`<a href="/cases/1">${person}</a>`, isShort: true },
        { head: 'Duty', cell: ({ task }) => html`<a href="/cases/1/duties/2">${task}</a>` },
        {
          head: 'Due',
          sortHref: '/board?sort=due',
          sorted: 'ascending',
          cell: ({ due }) => clock({ now, dueAt: hours(due) }),
          isShort: true,
        },
        { head: 'Risk level', sortHref: '/board?sort=level', cell: ({ level }) => riskTag(level), isShort: true },
        { head: 'Because', cell: ({ why }) => why },
      ],
    }),
  })

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

const strip = contactStrip({
  now,
  href: '/cases/1/safe-contact',
  changed: 'no text messages any more, since 19:45 yesterday',
  acknowledge: html`<form method="post" action="/cases/1/safe-contact/read">${button({ text: 'I have read this', classes: 'govuk-button--secondary' })}</form>`,
  rule: {
    kind: 'known',
    window: { from: hours(-1), to: hours(2.25), how: 'call the work mobile' },
    routes: [
      { how: 'Work mobile', when: 'Mon to Fri 09:00 to 18:00' },
      { how: 'Through Reception, Invented Primary School', when: 'term time' },
    ],
    never: ['text messages', 'the landline', 'letters'],
    hasCodeWord: true,
    pretext: 'the parents’ evening',
    saidBy: 'Ada, to Ottilie Madeup',
    confirmedAt: at('2026-12-01T10:00:00Z'),
  },
})

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

const levels = [
  { at: at('2026-10-02T09:00:00Z'), level: null },
  { at: at('2026-10-04T09:00:00Z'), level: 'medium' as const },
  { at: at('2026-11-20T09:00:00Z'), level: 'high' as const },
]
const span = { from: at('2026-10-01T00:00:00Z'), to: at('2026-12-31T00:00:00Z'), now }

const pictures = html`${caseTimelinePicture({
  id: 'over-time',
  ...span,
  levels,
  entries: [
    { at: at('2026-10-02T08:00:00Z'), text: 'Assault reported', kind: 'harm' },
    { at: at('2026-10-02T11:00:00Z'), text: 'Suspect arrested', kind: 'justice' },
    { at: at('2026-10-03T09:30:00Z'), text: 'Released on bail with conditions', kind: 'justice' },
    { at: at('2026-10-05T10:00:00Z'), text: 'Called, plan made', kind: 'contact' },
    { at: at('2026-11-19T23:00:00Z'), text: 'Threat to kill, with a very long account of it', kind: 'harm' },
    { at: at('2026-11-20T12:00:00Z'), text: 'Order made', kind: 'justice' },
    { at: at('2026-12-18T14:10:00Z'), text: 'Released again', kind: 'justice' },
  ],
  duties: [
    {
      text: 'Tell of the arrest',
      raisedAt: at('2026-10-02T11:00:00Z'),
      dueAt: at('2026-10-03T11:00:00Z'),
      doneAt: at('2026-10-02T15:00:00Z'),
    },
    {
      text: 'Tell of release',
      raisedAt: at('2026-10-03T09:30:00Z'),
      dueAt: at('2026-10-04T09:30:00Z'),
      doneAt: at('2026-10-09T09:00:00Z'),
    },
    { text: 'Risk review', raisedAt: at('2026-11-19T23:00:00Z'), dueAt: at('2026-11-26T23:00:00Z'), doneAt: null },
    { text: 'Ask for the result', raisedAt: at('2026-12-10T09:00:00Z'), dueAt: null, doneAt: null },
    {
      text: 'Tell of the second release',
      raisedAt: at('2026-12-18T14:10:00Z'),
      dueAt: at('2026-12-18T18:10:00Z'),
      doneAt: null,
    },
  ],
})}${levelOverTime({ id: 'levels', ...span, levels })}${relationshipMap({
  id: 'who',
  people: [
    { id: 'a', name: 'Ada Fictional', side: 'victim', role: 'victim' },
    { id: 'c', name: 'Child One', side: 'child', role: 'child, 9' },
    { id: 'd', name: 'Child Two', side: 'child', role: 'child, 4' },
    { id: 'b', name: 'Bo Imaginary', side: 'perpetrator', role: 'suspect' },
    { id: 'e', name: 'Old Invented', side: 'other', role: 'mother of Ada' },
    { id: 'f', name: 'Former Fictive', side: 'victim', role: 'victim in another case' },
  ],
  relationships: [
    { from: 'b', to: 'a', text: 'former partner, harms', isHarm: true },
    { from: 'b', to: 'f', text: 'convicted 2022', isHarm: true, hasEnded: true },
    { from: 'a', to: 'c', text: 'mother' },
    { from: 'a', to: 'd', text: 'mother' },
    { from: 'b', to: 'd', text: 'father' },
    { from: 'e', to: 'a', text: 'mother' },
    { from: 'e', to: 'c', text: 'takes to school' },
  ],
  households: [
    { name: '1 Nowhere Street', members: ['a', 'c', 'd'] },
    { name: 'With a friend', members: ['b'] },
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

const closedStrip = contactStrip({
  now,
  rule: {
    kind: 'known',
    routes: [{ how: 'Work mobile', when: 'mornings' }],
    window: { from: hours(17.25), to: hours(20), how: 'work mobile' },
  },
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

export const picturesPage = (): Html =>
  layout({ title: 'Pictures', frame, backHref: '/cases/1', top: closedStrip, content: pictures })

export const formPage = (): Html =>
  layout({
    title: 'Record what happened',
    caption: 'Ada Fictional',
    frame: { ...frame, workerDown: 'The worker has been silent since 15:20.' },
    backHref: '/cases/1',
    errors: [
      { text: 'Enter what happened', href: '#what' },
      { text: 'Enter the year in four digits', href: '#happened-year' },
    ],
    content: everyField(),
  })

export const callPage = (): Html =>
  layout({
    title: 'Call Ada Fictional',
    frame,
    shape: 'thought',
    backHref: '/board',
    content: callSheet({
      person: 'Ada Fictional',
      before: strip,
      items: [
        {
          tell: 'Bo Imaginary is out on bail',
          sayIt:
            'Bo was let out at ten past two and must not contact you or come to your street. If that happens, ring 999.',
          why: html`Because of the release at 14:10. Victims’ Code 2021, right 6.`,
          clock: clock({ now, dueAt: hours(1.08), lawDueAt: at('2026-12-21T23:59:59Z'), whyHref: '#why' }),
          tick: checkboxes({ name: 'told', items: [{ value: '1', text: 'Told' }] }),
        },
        { tell: 'The trial is moved to 3 February', clock: clock({ now, lawDueAt: hours(-50) }) },
      ],
      after: button({ text: 'Record this call' }),
    }),
  })

const tagStates: TagState[] = ['late', 'soon', 'open', 'waiting', 'done', 'stopped', 'unverified']

export const statesPage = (): Html =>
  layout({
    title: 'States',
    content: html`<h2 class="govuk-heading-m">Clocks</h2>
      <ul class="govuk-list">
        <li>${clock({ now, dueAt: hours(6.3), lawDueAt: at('2026-12-21T23:59:59Z'), whyHref: '#a' })}</li>
        <li>${clock({ now, dueAt: hours(1.08), lawDueAt: at('2026-12-21T23:59:59Z') })}</li>
        <li>${clock({ now, dueAt: hours(-50), lawDueAt: hours(-2) })}</li>
        <li>${clock({ now, lawDueAt: hours(40) })}</li>
        <li>${clock({ now, dueAt: hours(-5), doneAt: hours(-4), doneWord: 'Told' })}</li>
        <li>${clock({ now, dueAt: hours(5), doneAt: hours(-4) })}</li>
        <li>${clock({ now, notKnown: 'the day of the hearing is not known' })}</li>
      </ul>
      <h2 class="govuk-heading-m">Tags</h2>
      <p class="govuk-body">${([null, 'high', 'medium', 'standard'] as const).map((level) => html`${riskTag(level)} `)}</p>
      <p class="govuk-body">${tagStates.map((state) => html`${stateTag(state, state)} `)}</p>
      <h2 class="govuk-heading-m">Nothing there</h2>
      ${board({ caption: 'Work', says: '', empty: 'Nothing is due. Nobody waits for you.', rows: [], columns: [] })}
      ${timeline({ now, empty: 'Nothing is recorded yet.', entries: [] })}
      ${changesSince({ changes: [], now, since: null })}
      ${contactStrip({ now, rule: { kind: 'none' }, recordHref: '/cases/1/safe-contact/new' })}
      ${callSheet({ person: 'Ada Fictional', items: [] })}
      ${filters({ action: '/board', fields: chooseBy })}
      ${levelOverTime({ id: 'no-levels', ...span, levels: [] })}
      ${relationshipMap({ id: 'nobody', people: [], relationships: [], households: [] })}`,
  })

export const pages: Record<string, () => Html> = {
  board: boardPage,
  case: casePage,
  pictures: picturesPage,
  form: formPage,
  call: callPage,
  states: statesPage,
  'not-found': notFound,
  problem: () => problem('req-3f'),
}
