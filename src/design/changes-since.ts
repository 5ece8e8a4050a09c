import { attributes, type Html, html } from '../platform/html.ts'
import { moment } from './clock.ts'
import type { Optional, Text } from './options.ts'
import { formatCount } from './words.ts'

export type Change = { text: Text; at: Date } & Optional<{ by: string; href: string; tag: Html }>
export type ChangesSinceOptions = {
  changes: readonly Change[]
  now: Date
  /** When this person last looked; null when this is their first look. */
  since: Date | null
} & Optional<{ moreHref: string }>

/** What changed since you looked. */
export const changesSince = ({ changes, since, now, moreHref }: ChangesSinceOptions): Html =>
  html`<section class="wm-card wm-changes" aria-labelledby="wm-changes-title">
    <h2 class="wm-card__title" id="wm-changes-title">${since ? 'Since you looked' : 'Newest first'}</h2>
    <p class="wm-card__about">${
      since
        ? html`${changes.length === 0 ? 'Nothing changed' : formatCount(changes.length, 'change')} since ${moment(since, now)}`
        : html`You have not looked at this before. ${changes.length === 0 ? 'There is no entry yet.' : `${formatCount(changes.length, 'entry', 'entries')} so far.`}`
    }</p>
    ${
      changes.length > 0 &&
      html`<ol class="wm-changes__list">
        ${changes.map(
          ({ text, at, by, href, tag }) => html`<li>
            <span class="wm-changes__text">${href ? html`<a${attributes({ class: 'govuk-link', href })}>${text}</a>` : text} ${tag}</span>
            <span class="wm-changes__when">${moment(at, now)}${by && html`, ${by}`}</span>
          </li>`,
        )}
      </ol>`
    }
    ${moreHref && html`<p class="wm-card__foot"><a class="govuk-link" href="${moreHref}">All that happened</a></p>`}
  </section>`
