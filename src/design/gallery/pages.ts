import { type Html, html } from '../../platform/html.ts'
import { board } from '../board.ts'
import { callSheet } from '../call-sheet.ts'
import { changesSince } from '../changes-since.ts'
import { clock } from '../clock.ts'
import { button } from '../components/button.ts'
import { checkboxes } from '../components/checkboxes.ts'
import { contactStrip } from '../contact-strip.ts'
import { filters } from '../filters.ts'
import { layout } from '../layout.ts'
import { notFound } from '../not-found.ts'
import { levelOverTime } from '../pictures/level-over-time.ts'
import { relationshipMap } from '../pictures/relationship-map.ts'
import { problem } from '../problem.ts'
import { riskTag, stateTag, type TagState } from '../tags.ts'
import { timeline } from '../timeline.ts'
import { boardPage, chooseBy } from './board.ts'
import { casePage } from './case.ts'
import { everyField } from './fields.ts'
import { at, frame, hours, now, strip } from './frame.ts'
import { picturesPage, span } from './pictures.ts'
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
