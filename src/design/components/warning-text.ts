import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Content, Optional, Styling } from '../options.ts'

export type WarningTextOptions = Content & Styling & Optional<{ iconFallbackText: string }>

export const warningText = ({ text, iconFallbackText, ...styling }: WarningTextOptions): Html =>
  html`<div class="${classes('govuk-warning-text', styling.classes)}"${attributes(styling.attributes)}>
    <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">${iconFallbackText || 'Warning'}</span> ${text}
    </strong>
  </div>`
