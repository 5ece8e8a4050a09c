import { attributes, classes, type Html, html } from '../../platform/html.ts'
import { heading } from '../heading.ts'
import type { Content, Optional, Styling, Text } from '../options.ts'
import { button } from './button.ts'

type Action = Content & Styling & Optional<{ href: string; type: 'button' | 'submit' | 'reset' }>
export type PanelOptions = { titleText: Text } & Styling &
  Optional<{ text: Text; headingLevel: number; actions: Styling & Optional<{ items: readonly Action[] }> }>

export const panel = ({ titleText, text, headingLevel = 1, actions, ...styling }: PanelOptions): Html => {
  const isInterruption = styling.classes?.includes('govuk-panel--interruption')
  const name = classes('govuk-panel', !isInterruption && 'govuk-panel--confirmation', styling.classes)
  return html`<div class="${name}"${attributes(styling.attributes)}>
    ${heading(headingLevel, 'govuk-panel__title', titleText)}
    ${text && html`<div class="govuk-panel__body">${text}</div>`}
    ${
      isInterruption &&
      actions &&
      html`<div class="${classes('govuk-panel__actions', actions.classes)}"${attributes(actions.attributes)}>
        ${actions.items && html`<div class="govuk-button-group">${actions.items.map((each) => html`${action(each)} `)}</div>`}
      </div>`
    }
  </div>`
}

const action = ({ text, href, type, ...styling }: Action): Html =>
  href && type !== 'button'
    ? html`<a class="${classes('govuk-link govuk-link--inverse', styling.classes)}" href="${href}"${attributes(styling.attributes)}>${text}</a>`
    : button({
        text,
        href,
        type: type ?? 'button',
        classes: classes('govuk-button--inverse', styling.classes),
        attributes: styling.attributes,
      })
