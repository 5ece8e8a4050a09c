import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Content, Optional, Styling } from '../options.ts'

export type SkipLinkOptions = Content & Styling & Optional<{ href: string }>

export const skipLink = ({ text, href, ...styling }: SkipLinkOptions): Html =>
  html`<a href="${href || '#content'}" class="${classes('govuk-skip-link', styling.classes)}"${attributes(styling.attributes)} data-module="govuk-skip-link">${text}</a>`
