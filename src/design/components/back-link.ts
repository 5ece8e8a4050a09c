import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Optional, Styling, Text } from '../options.ts'

export type BackLinkOptions = Styling & Optional<{ text: Text; href: string }>

export const backLink = ({ text, href, ...styling }: BackLinkOptions): Html =>
  html`<a href="${href || '#'}" class="${classes('govuk-back-link', styling.classes)}"${attributes(styling.attributes)}>${text || 'Back'}</a>`
