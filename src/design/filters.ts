import { attributes, type Html, html } from '../platform/html.ts'
import { button } from './components/button.ts'
import type { Optional } from './options.ts'
import { formatCount } from './words.ts'

export type FiltersOptions = {
  /** Where the form goes by GET: the board itself. */
  action: string
  /** The fields to choose by: select, checkboxes, input. */
  fields: Html
} & Optional<{
  /** What is chosen now; each leads to the same board without it. */
  chosen: readonly { group: string; text: string; removeHref: string }[]
  clearHref: string
  saved: readonly ({ text: string; href: string } & Optional<{ current: boolean; count: number }>)[]
  /** Where the present choice can be kept under a name. */
  saveHref: string
}>

/** Choose what a board shows. Works by links and a plain form; the choice stands in the address, never names. */
export const filters = ({ action, fields, chosen = [], clearHref, saved = [], saveHref }: FiltersOptions): Html =>
  html`<section class="wm-filters" aria-labelledby="wm-filters-title">
    <h2 class="wm-filters__title" id="wm-filters-title">Filters</h2>
    ${saved.length > 0 && html`<h3 class="wm-filters__group">Saved</h3><ul class="wm-filters__saved">${saved.map(savedOne)}</ul>`}
    ${chosen.length > 0 && chosenOnes(chosen, clearHref, saveHref)}
    <details class="wm-filters__choose"${attributes({ open: true })}>
      <summary>Choose</summary>
      <form action="${action}" method="get" class="wm-filters__form">
        ${fields}
        ${button({ text: 'Apply', classes: 'govuk-button--secondary wm-filters__apply' })}
      </form>
    </details>
  </section>`

const savedOne = ({ text, href, current, count }: NonNullable<FiltersOptions['saved']>[number]): Html =>
  html`<li><a class="govuk-link"${attributes({ href, 'aria-current': current && 'true' })}>${text}${
    count !== undefined && html` <span class="wm-filters__count">${formatCount(count, 'item')}</span>`
  }</a></li>`

const chosenOnes = (chosen: NonNullable<FiltersOptions['chosen']>, clearHref?: string, saveHref?: string): Html =>
  html`<h3 class="wm-filters__group">Chosen</h3>
    <ul class="wm-filters__chosen">
      ${chosen.map(
        ({ group, text, removeHref }) =>
          html`<li><a class="wm-filters__tag" href="${removeHref}"><span class="govuk-visually-hidden">Remove </span>${group}: ${text}<span class="wm-filters__x" aria-hidden="true">×</span></a></li>`,
      )}
    </ul>
    <p class="wm-filters__more">
      ${clearHref && html`<a class="govuk-link" href="${clearHref}">Clear all</a>`}
      ${saveHref && html`<a class="govuk-link" href="${saveHref}">Save this choice</a>`}
    </p>`
