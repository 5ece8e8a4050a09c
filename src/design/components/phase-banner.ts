import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Content, Optional, Styling } from '../options.ts'
import { type TagOptions, tag } from './tag.ts'

export type PhaseBannerOptions = Content & Styling & Optional<{ tag: TagOptions }>

export const phaseBanner = ({ text, tag: phase, ...styling }: PhaseBannerOptions): Html =>
  html`<div class="${classes('govuk-phase-banner govuk-width-container', styling.classes)}"${attributes(styling.attributes)}>
    <p class="govuk-phase-banner__content">
      ${tag({ text: phase?.text ?? '', classes: classes('govuk-phase-banner__content__tag', phase?.classes) })}
      <span class="govuk-phase-banner__text"> ${text} </span>
    </p>
  </div>`
