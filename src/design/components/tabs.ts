import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Attributes, Content, Listed, Optional, Styling } from '../options.ts'

type Panel = Content & Optional<{ attributes: Attributes }>
type Item = { label: string; panel: Panel } & Optional<{ id: string; attributes: Attributes }>
export type TabsOptions = { items: Listed<Item> } & Styling & Optional<{ id: string; idPrefix: string; title: string }>

export const tabs = ({ items = [], id, idPrefix = '', title = 'Contents', ...styling }: TabsOptions): Html => {
  const idOf = (item: Item, index: number) => item.id ?? `${idPrefix}-${index + 1}`
  return html`<div${attributes({ id, class: classes('govuk-tabs', styling.classes), ...styling.attributes, 'data-module': 'govuk-tabs' })}>
    <h2 class="govuk-tabs__title">${title}</h2>
    ${
      items.length > 0 &&
      html`<ul class="govuk-tabs__list">
        ${items.map((item, index) => item && tab(item, idOf(item, index), index === 0))}
      </ul>
      ${items.map((item, index) => item && panel(item.panel, idOf(item, index), index === 0))}`
    }
  </div>`
}

const tab = (item: Item, id: string, isFirst: boolean): Html =>
  html`<li class="${classes('govuk-tabs__list-item', isFirst && 'govuk-tabs__list-item--selected')}">
    <a class="govuk-tabs__tab" href="#${id}"${attributes(item.attributes)}> ${item.label} </a>
  </li>`

const panel = ({ text, attributes: own }: Panel, id: string, isFirst: boolean): Html =>
  html`<div class="${classes('govuk-tabs__panel', !isFirst && 'govuk-tabs__panel--hidden')}" id="${id}"${attributes(own)}>
    ${typeof text === 'string' ? html`<p class="govuk-body">${text}</p>` : text}
  </div>`
