import { type Html, html } from '../platform/html.ts'
import type { Optional, Text } from './options.ts'
import { formatCount } from './words.ts'

export type CallItem = { tell: Text } & Optional<{
  /** Words to say it in, which the caller may change. */
  sayIt: Text
  why: Html
  clock: Html
  /** The box by which the caller says that this was told. */
  tick: Html
}>
export type CallSheetOptions = { person: string; items: readonly CallItem[] } & Optional<{
  /** The safe-contact rule again, because it is read here with a phone in the hand. */
  before: Html
  after: Html
}>

/** One call, everything to tell. */
export const callSheet = ({ person, items, before, after }: CallSheetOptions): Html =>
  html`<section class="wm-call" aria-labelledby="wm-call-title">
    <h2 class="wm-call__title" id="wm-call-title">${
      items.length === 0
        ? `Nothing to tell ${person} now`
        : `One call to ${person}: ${formatCount(items.length, 'thing')} to tell`
    }</h2>
    ${before}
    ${
      items.length > 0 &&
      html`<ol class="wm-call__list">
        ${items.map(
          ({ tell, sayIt, why, clock, tick }) => html`<li>
            <div class="wm-call__tell"><strong>${tell}</strong>${clock}</div>
            ${sayIt && html`<p class="wm-call__say">${sayIt}</p>`}
            ${why && html`<div class="wm-call__why">${why}</div>`}
            ${tick && html`<div class="wm-call__tick">${tick}</div>`}
          </li>`,
        )}
      </ol>`
    }
    ${after}
  </section>`
