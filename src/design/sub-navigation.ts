import { attributes, type Html, html } from '../platform/html.ts'
import type { Optional } from './options.ts'

export type SubNavigationItem = { text: string; href: string } & Optional<{
  /** This page itself, or a page that is found under it. */
  current: boolean | 'within'
  /** How much waits there, and in which words a screen reader hears it: { count: 3, of: 'open duties' }. */
  waiting: { count: number; of: string }
}>

/** The parts of one case or one person. */
export const subNavigation = ({ label, items }: { label: string; items: readonly SubNavigationItem[] }): Html =>
  html`<nav class="moj-sub-navigation" aria-label="${label}">
    <ul class="moj-sub-navigation__list">
      ${items.map(
        ({ text, href, current, waiting }) => html`<li class="moj-sub-navigation__item">
          <a class="moj-sub-navigation__link"${attributes({ href, 'aria-current': current && (current === 'within' ? 'true' : 'page') })}>${text}${
            waiting &&
            html`<span class="wm-count">${waiting.count}<span class="govuk-visually-hidden"> ${waiting.of}</span></span>`
          }</a>
        </li>`,
      )}
    </ul>
  </nav>`
