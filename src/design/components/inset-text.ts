import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Content, Optional, Styling } from '../options.ts'

export type InsetTextOptions = Content & Styling & Optional<{ id: string }>

export const insetText = ({ text, id, ...styling }: InsetTextOptions): Html =>
  html`<div${attributes({ id, class: classes('govuk-inset-text', styling.classes), ...styling.attributes })}>${text}</div>`
