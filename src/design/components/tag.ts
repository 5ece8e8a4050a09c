import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Content, Styling } from '../options.ts'

export type TagOptions = Content & Styling

export const tag = ({ text, ...styling }: TagOptions): Html =>
  html`<strong class="${classes('govuk-tag', styling.classes)}"${attributes(styling.attributes)}> ${text} </strong>`
