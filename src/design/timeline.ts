import { classes, type Html, html } from '../platform/html.ts'
import { moment } from './clock.ts'
import { heading } from './heading.ts'
import type { Optional, Text } from './options.ts'
import { formatDay, formatNearDay, formatTime, londonDay } from './words.ts'

export type TimelineEntry = { title: Text; at: Date } & Optional<{
  /** How exactly the time is known; then no clock time is shown. */
  isDayOnly: boolean
  /** Said in place of a time that is not exact: "between Mon 3 and Fri 7 Mar". */
  around: string
  /** Who said or recorded it, with their agency. */
  by: string
  /** When Waymark got to know, if that was later. */
  enteredAt: Date
  content: Html
  tag: Html
  actions: readonly { text: string; href: string }[]
  /** Set right by a later entry: still shown, and said to be so. */
  isCorrected: boolean
}>
export type TimelineOptions = { entries: readonly TimelineEntry[]; now: Date; empty: Text } & Optional<{
  headingLevel: number
}>

/** What happened, day by day, in the order given. */
export const timeline = ({ entries, now, empty, headingLevel = 3 }: TimelineOptions): Html => {
  if (entries.length === 0) return html`<p class="govuk-body">${empty}</p>`
  const days = [...Map.groupBy(entries, ({ at }) => londonDay(at))]
  return html`<div class="wm-timeline">
    ${days.map(
      ([day, ofDay]) => html`<section class="wm-timeline__day">
        ${heading(headingLevel, 'wm-timeline__date', html`<time datetime="${day}">${dayName(day, now)}</time>`)}
        <ol class="moj-timeline">${ofDay.map((entry) => item(entry, now, headingLevel + 1))}</ol>
      </section>`,
    )}
  </div>`
}

const dayName = (day: string, now: Date): string => {
  const near = formatNearDay(day, now)
  const full = formatDay(day, now)
  return near === full ? full : `${near.charAt(0).toUpperCase()}${near.slice(1)}, ${full}`
}

const item = (entry: TimelineEntry, now: Date, level: number): Html =>
  html`<li class="${classes('moj-timeline__item', entry.isCorrected && 'wm-timeline__item--corrected')}">
    <div class="moj-timeline__header">
      <p class="moj-timeline__date">${timeOf(entry)}</p>
      ${heading(level, 'moj-timeline__title', entry.title)} ${entry.tag}
      ${entry.isCorrected && html`<p class="wm-timeline__corrected">Set right by a later entry</p>`}
    </div>
    ${entry.content && html`<div class="moj-timeline__description">${entry.content}</div>`}
    ${
      (entry.by || entry.enteredAt) &&
      html`<p class="moj-timeline__byline">${entry.by}${entry.by && entry.enteredAt && ', '}${entry.enteredAt && html`entered ${moment(entry.enteredAt, now)}`}</p>`
    }
    ${entry.actions && html`<ul class="wm-timeline__actions">${entry.actions.map(({ text, href }) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>`}
  </li>`

const timeOf = ({ at, isDayOnly, around }: TimelineEntry): Html => {
  if (around) return html`${around}`
  if (isDayOnly) return html`Time not known`
  return html`<time datetime="${at.toISOString()}">${formatTime(at)}</time>`
}
