import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Attributes, Listed, Optional, Styling, Text } from '../options.ts'

type Page = Optional<{
  number: number | string
  href: string
  current: boolean
  ellipsis: boolean
  visuallyHiddenText: string
  attributes: Attributes
}>
type Neighbour = { href: string } & Optional<{ text: Text; labelText: string; attributes: Attributes }>
export type PaginationOptions = Styling &
  Optional<{ items: Listed<Page>; previous: Neighbour; next: Neighbour; landmarkLabel: string }>

export const pagination = ({ items, previous, next, landmarkLabel, ...styling }: PaginationOptions): Html => {
  const isBlock = !items && Boolean(previous || next)
  const pages = items?.filter((item) => item && Object.keys(item).length > 0)
  return html`<nav class="${classes('govuk-pagination', isBlock && 'govuk-pagination--block', styling.classes)}" aria-label="${landmarkLabel ?? 'Pagination'}"${attributes(styling.attributes)}>
    ${previous?.href && neighbour('prev', previous, isBlock)}
    ${pages && html`<ul class="govuk-pagination__list">${pages.map((each) => each && page(each))}</ul>`}
    ${next?.href && neighbour('next', next, isBlock)}
  </nav>`
}

const page = (each: Page): Html => {
  if (each.ellipsis) return html`<li class="govuk-pagination__item govuk-pagination__item--ellipsis">&ctdot;</li>`
  const own = attributes({ 'aria-current': each.current && 'page', ...each.attributes })
  return html`<li class="${classes('govuk-pagination__item', each.current && 'govuk-pagination__item--current')}">
    <a class="govuk-link govuk-pagination__link" href="${each.href}" aria-label="${each.visuallyHiddenText ?? `Page ${each.number}`}"${own}>
      ${each.number}
    </a>
  </li>`
}

const neighbour = (
  rel: 'prev' | 'next',
  { href, text, labelText, attributes: own }: Neighbour,
  isBlock: boolean,
): Html => {
  const word = rel === 'prev' ? 'Previous' : 'Next'
  const isDecorated = isBlock && !labelText
  return html`<div class="govuk-pagination__${rel}">
    <a class="govuk-link govuk-pagination__link" href="${href}" rel="${rel}"${attributes(own)}>
      ${(isBlock || rel === 'prev') && arrows[rel]}
      <span class="${classes('govuk-pagination__link-title', isDecorated && 'govuk-pagination__link-title--decorated')}">
        ${text ?? html`${word}<span class="govuk-visually-hidden"> page</span>`}
      </span>
      ${labelText && isBlock && html`<span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">${labelText}</span>`}
      ${!isBlock && rel === 'next' && arrows[rel]}
    </a>
  </div>`
}

const arrow = (rel: string, path: string): Html =>
  html`<svg class="govuk-pagination__icon govuk-pagination__icon--${rel}" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">
    <path d="${path}"></path>
  </svg>`

const arrows = {
  prev: arrow(
    'prev',
    'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  ),
  next: arrow(
    'next',
    'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
  ),
}
