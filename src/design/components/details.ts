import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Content, Optional, Styling, Text } from '../options.ts'

export type DetailsOptions = Content & { summaryText: Text } & Styling & Optional<{ id: string; open: boolean }>

export const details = ({ summaryText, text, id, open, ...styling }: DetailsOptions): Html =>
  html`<details${attributes({ id, class: classes('govuk-details', styling.classes), ...styling.attributes, open })}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text"> ${summaryText} </span>
    </summary>
    <div class="govuk-details__text">${text}</div>
  </details>`
