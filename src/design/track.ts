import { classes, type Html, html } from '../platform/html.ts'
import { icon } from './icons.ts'

export type TrackStop = { text: string; is: 'done' | 'now' | 'to come' }

const words = { done: 'done', now: 'now', 'to come': 'to come' } as const

/** How far something has come, stop by stop, with the sentence that says it. */
export const track = (stops: readonly TrackStop[], says: Html | string): Html =>
  html`<figure class="wm-track">
    <ol class="wm-track__stops">${stops.map(
      ({ text, is }) =>
        html`<li class="${classes('wm-track__stop', `wm-track__stop--${is.replace(' ', '-')}`)}"${is === 'now' && html` aria-current="step"`}>${is === 'done' && icon('tick')}${is === 'now' && icon('diamond')}${is === 'to come' && icon('ring')}<span>${text}<span class="govuk-visually-hidden">, ${words[is]}</span></span></li>`,
    )}</ol>
    <figcaption class="govuk-body">${says}</figcaption>
  </figure>`
