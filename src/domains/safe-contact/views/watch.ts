import { clock } from '../../../design/clock.ts'
import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { input } from '../../../design/components/input.ts'
import { radios } from '../../../design/components/radios.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { form } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Watch } from '../actions/watch.ts'
import type { Filled } from '../model/forms.ts'
import { watchOutcomes } from '../model/watch.ts'
import { type Page, safeContactPage } from './frame.ts'

type WatchPage = Page & Filled & { watch: Watch }

/** Police watch as somebody's job: who asked for it and why, and what came of it. */
export const watchPage = ({ screen, top, watch, ...filled }: WatchPage): Html =>
  safeContactPage(
    { screen, top },
    {
      title: 'Police watch',
      errors: filled.errors,
      isThought: true,
      content: html`<p class="govuk-body">No way to tell ${watch.chosen?.person ?? 'the victim'} is safe yet. Until they are told, patrols pass where it happened. Nobody knocks, rings or writes unless safe contact says so.</p>
        ${about(watch, screen.now)}
        ${watch.duty.state === 'open' ? answering({ screen, watch, ...filled }) : html`<p class="govuk-body">This has been answered. <a class="govuk-link" href="/cases/${top.caseId}/duties/${watch.duty.id}">See how</a></p>`}`,
    },
  )

const about = ({ duty, chosen }: Watch, now: Date): Html =>
  summaryList({
    rows: [
      { key: { text: 'By' }, value: { text: clock({ now, dueAt: duty.safetyDueAt }) } },
      { key: { text: 'Owner' }, value: { text: duty.owner } },
      chosen !== null &&
        chosen.decidedAt !== null && {
          key: { text: 'Chosen' },
          value: { text: `${formatWhen(chosen.decidedAt, now)}, by ${chosen.decidedBy ?? 'nobody'}` },
        },
      chosen !== null && chosen.reason !== null && { key: { text: 'Why' }, value: { text: chosen.reason } },
      {
        key: { text: 'Where the person reported was believed to be' },
        value: { text: chosen?.suspectWhereabouts ?? 'Not known' },
      },
      {
        key: { text: 'Safe call booked for' },
        value: { text: chosen?.bookedFor ? formatWhen(chosen.bookedFor, now) : 'No call is booked' },
      },
    ],
  })

const answering = ({ screen, watch, typed, errors }: Omit<WatchPage, 'top'>): Html => {
  const at = errors?.byField
  const isStart = watch.outcomes.includes('started')
  const ofStart = html`${input({ name: 'untilOn', label: { text: 'If it has started: day on which it is looked at again' }, hint: { text: 'Such as 30/4/2027: the day of the booked call, or sooner' }, classes: 'govuk-input--width-10', value: typed.text.untilOn, errorMessage: at?.untilOn })}
    ${checkboxes({ name: 'briefed', items: [{ value: 'yes', text: 'If it has started: the officers were briefed on what happened and on safe contact' }], values: typed.lists.briefed ?? [], errorMessage: at?.briefed })}`
  return form(
    screen,
    html`${radios({ name: 'outcome', fieldset: { legend: { text: 'What came of it?', classes: 'govuk-fieldset__legend--m' } }, value: typed.text.outcome, items: watch.outcomes.map((value) => ({ value, text: watchOutcomes[value] })), errorMessage: at?.outcome })}
      ${isStart && ofStart}
      ${textarea({ name: 'what', label: { text: 'Who goes when, or what happened' }, hint: { text: 'Everyone on the case can read this. Write no address' }, value: typed.text.what, errorMessage: at?.what })}
      ${input({ name: 'day', label: { text: 'Day' }, classes: 'govuk-input--width-10', value: typed.text.day, errorMessage: at?.day })}
      ${input({ name: 'time', label: { text: 'Time' }, classes: 'govuk-input--width-5', value: typed.text.time, errorMessage: at?.time })}
      ${button({ text: 'Save', preventDoubleClick: true })}`,
  )
}
