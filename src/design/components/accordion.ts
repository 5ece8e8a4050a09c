import { attributes, classes, type Html, html } from '../../platform/html.ts'
import { heading } from '../heading.ts'
import { type Content, type Listed, messages, type Optional, type Styling } from '../options.ts'

type Section = { heading: Content; content: Content } & Optional<{ summary: Content; expanded: boolean }>
export type AccordionOptions = { id: string; items: Listed<Section> } & Styling &
  Optional<{
    headingLevel: number
    rememberExpanded: boolean
    hideAllSectionsText: string
    hideSectionText: string
    hideSectionAriaLabelText: string
    showAllSectionsText: string
    showSectionText: string
    showSectionAriaLabelText: string
  }>

/** Give `rememberExpanded: false`: nothing about what was read stays in the browser. */
export const accordion = ({ id, items, headingLevel = 2, ...options }: AccordionOptions): Html => {
  const own = attributes({
    class: classes('govuk-accordion', options.classes),
    'data-module': 'govuk-accordion',
    id,
    ...messages({
      'hide-all-sections': options.hideAllSectionsText,
      'hide-section': options.hideSectionText,
      'hide-section-aria-label': options.hideSectionAriaLabelText,
      'show-all-sections': options.showAllSectionsText,
      'show-section': options.showSectionText,
      'show-section-aria-label': options.showSectionAriaLabelText,
    }),
    'data-remember-expanded': options.rememberExpanded?.toString(),
    ...options.attributes,
  })
  return html`<div${own}>${items.map((item, index) => item && section(item, `${id}-`, index + 1, headingLevel))}</div>`
}

const section = (item: Section, prefix: string, index: number, level: number): Html => {
  const button = html`<span class="govuk-accordion__section-button" id="${prefix}heading-${index}"> ${item.heading.text} </span>`
  const { text } = item.content ?? {}
  return html`<div class="${classes('govuk-accordion__section', item.expanded && 'govuk-accordion__section--expanded')}">
    <div class="govuk-accordion__section-header">
      ${heading(level, 'govuk-accordion__section-heading', button)}
      ${item.summary?.text && html`<div class="govuk-accordion__section-summary govuk-body" id="${prefix}summary-${index}">${item.summary.text}</div>`}
    </div>
    <div id="${prefix}content-${index}" class="govuk-accordion__section-content">
      ${typeof text === 'string' ? html`<p class="govuk-body">${text}</p>` : text}
    </div>
  </div>`
}
