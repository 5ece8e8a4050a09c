import { attributes, classes, type Html, html } from '../../platform/html.ts'
import { heading } from '../heading.ts'
import type { Attributes, Content, Listed, Optional, Styling, Text } from '../options.ts'

type Action = Content & { href: string } & Styling & Optional<{ visuallyHiddenText: string }>
type Actions = Optional<{ items: readonly Action[]; classes: string; attributes: Attributes }>
type Cell = Content & Optional<{ classes: string }>
export type SummaryRow = { key: Cell; value: Cell } & Optional<{ classes: string; actions: Actions }>
type Title = Content & Optional<{ headingLevel: number; classes: string }>
type Card = Styling & Optional<{ title: Title; actions: Actions }>
export type SummaryListOptions = { rows: Listed<SummaryRow> } & Styling & Optional<{ card: Card }>

export const summaryList = ({ rows, card, ...styling }: SummaryListOptions): Html => {
  const there = rows.flatMap((each) => (each ? [each] : []))
  const hasActions = there.some((each) => each.actions?.items?.length)
  const list = html`<dl class="${classes('govuk-summary-list', styling.classes)}"${attributes(styling.attributes)}>
    ${there.map((each) => row(each, hasActions, card?.title?.text))}
  </dl>`
  return card ? cardAround(card, list) : list
}

const row = ({ key, value, actions, ...own }: SummaryRow, hasActions: boolean, cardTitle?: Text): Html => {
  const isBare = hasActions && !actions?.items
  return html`<div class="${classes('govuk-summary-list__row', isBare && 'govuk-summary-list__row--no-actions', own.classes)}">
    <dt class="${classes('govuk-summary-list__key', key.classes)}">${key.text}</dt>
    <dd class="${classes('govuk-summary-list__value', value.classes)}">${value.text}</dd>
    ${actions?.items && actions.items.length > 0 && rowActions(actions.items, actions.classes, cardTitle)}
  </div>`
}

const rowActions = ([first, ...rest]: readonly Action[], extra?: string, cardTitle?: Text): Html =>
  html`<dd class="${classes('govuk-summary-list__actions', extra)}">
    ${
      rest.length === 0
        ? first && link(first, cardTitle)
        : html`<ul class="govuk-summary-list__actions-list">
            ${[first, ...rest].map((each) => each && html`<li class="govuk-summary-list__actions-list-item">${link(each, cardTitle)}</li>`)}
          </ul>`
    }
  </dd>`

const link = ({ text, href, visuallyHiddenText, ...styling }: Action, cardTitle?: Text): Html =>
  html`<a class="${classes('govuk-link', styling.classes)}" href="${href}"${attributes(styling.attributes)}>${text}${
    (visuallyHiddenText || cardTitle) &&
    html`<span class="govuk-visually-hidden">${visuallyHiddenText && html` ${visuallyHiddenText}`}${cardTitle && html` (${cardTitle})`}</span>`
  }</a>`

const cardAround = ({ title, actions, ...styling }: Card, list: Html): Html =>
  html`<div class="${classes('govuk-summary-card', styling.classes)}"${attributes(styling.attributes)}>
    <div class="govuk-summary-card__title-wrapper">
      ${title && heading(title.headingLevel ?? 2, classes('govuk-summary-card__title', title.classes), title.text)}
      ${actions?.items && actions.items.length > 0 && cardActions(actions.items, classes('govuk-summary-card__actions', actions.classes), title?.text)}
    </div>
    <div class="govuk-summary-card__content">${list}</div>
  </div>`

const cardActions = (items: readonly Action[], name: string, title?: Text): Html =>
  items.length === 1
    ? html`<div class="${name}">${items.map((each) => link(each, title))}</div>`
    : html`<ul class="${name}">
        ${items.map((each) => html`<li class="govuk-summary-card__action">${link(each, title)}</li>`)}
      </ul>`
