import { classes, type Html, html } from '../platform/html.ts'
import { icon, type Shape } from './icons.ts'
import type { Optional } from './options.ts'
import { formatSpan, formatWhen } from './words.ts'

export type ClockState = 'late' | 'soon' | 'on time' | 'done' | 'not known'

export type ClockOptions = { now: Date } & Optional<{
  /** When safety wants it done; null when only the law sets a time. */
  dueAt: Date | null
  /** When the law wants it done; null when no law does. */
  lawDueAt: Date | null
  /** When it was done or told, if it was. */
  doneAt: Date | null
  /** How the end is said: Done, Told, Acknowledged. */
  doneWord: string
  /** Why no time can be said yet, for a clock without one. */
  notKnown: string
  /** From how many hours before its end the clock is amber; 4 unless told. */
  soonHours: number
  /** Where the reason, the document and the section are. */
  whyHref: string
}>

const shapes: Record<ClockState, Shape> = {
  late: 'triangle',
  soon: 'diamond',
  'on time': 'ring',
  done: 'tick',
  'not known': 'question',
}

const endOf = ({ dueAt, lawDueAt }: ClockOptions): Date | undefined => {
  if (dueAt && lawDueAt) return dueAt <= lawDueAt ? dueAt : lawDueAt
  return dueAt ?? lawDueAt ?? undefined
}

/** Late means late on the earlier of its clocks. */
export const clockState = (options: ClockOptions): ClockState => {
  const end = endOf(options)
  if (options.doneAt) return 'done'
  if (!end) return 'not known'
  if (options.now > end) return 'late'
  const left = end.getTime() - options.now.getTime()
  return left <= (options.soonHours ?? 4) * 3_600_000 ? 'soon' : 'on time'
}

/** A clock that a person feels: by 16:50 today (1 h 05 left), law: end of Mon 21 Dec. */
export const clock = (options: ClockOptions): Html => {
  const state = clockState(options)
  const name = classes('wm-clock', `wm-clock--${state.replace(' ', '-')}`)
  return html`<span class="${name}">${icon(shapes[state])}<span class="wm-clock__text">${saying(options, state)}${why(options)}</span></span>`
}

const saying = (options: ClockOptions, state: ClockState): Html => {
  const { now, doneAt, lawDueAt, dueAt } = options
  const end = endOf(options)
  if (doneAt) {
    const isLate = end && doneAt > end
    return html`<span class="wm-clock__due">${options.doneWord ?? 'Done'} ${moment(doneAt, now)}${isLate && html`, ${formatSpan(end, doneAt)} late`}</span>`
  }
  if (!end)
    return html`<span class="wm-clock__due">No time yet: ${options.notKnown ?? 'what starts it is not known'}</span>`
  const law =
    lawDueAt &&
    dueAt &&
    html` <span class="wm-clock__law">law: ${isPast(lawDueAt, now) && 'late since '}${moment(lawDueAt, now)}</span>`
  const only = lawDueAt && !dueAt && html` <span class="wm-clock__law">set by law</span>`
  if (state === 'late')
    return html`<span class="wm-clock__due">Late by ${formatSpan(end, now)}</span> <span class="wm-clock__left">was due ${moment(end, now)}</span>${law || undefined}${only || undefined}`
  const soon = state === 'soon' && html`<span class="govuk-visually-hidden">Soon: </span>`
  return html`<span class="wm-clock__due">${soon}by ${moment(end, now)}</span> <span class="wm-clock__left">(${formatSpan(now, end)} left)</span>${law || undefined}${only || undefined}`
}

const isPast = (at: Date, now: Date): boolean => now > at

const why = ({ whyHref }: ClockOptions): Html | undefined =>
  whyHref ? html` <a class="govuk-link wm-clock__why" href="${whyHref}">why</a>` : undefined

export const moment = (at: Date, now: Date): Html =>
  html`<time datetime="${at.toISOString()}">${formatWhen(at, now)}</time>`
