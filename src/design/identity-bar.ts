import { type Html, html } from '../platform/html.ts'
import type { Optional, Text } from './options.ts'

export type IdentityBarOptions = {
  /** Whose case this is, as this reader may know them. */
  name: Text
} & Optional<{
  /** Words before the name, for a screen reader and a printed page: "Case of". */
  label: string
  /** Short facts in a row: born, case number, who the suspect is. */
  facts: readonly { label: string; value: Text }[]
  tags: readonly Html[]
  actions: Html
}>

/** Always on top of a case: whose page this is, so that nothing is written on the wrong person's. */
export const identityBar = ({ name, label = 'Case of', facts = [], tags = [], actions }: IdentityBarOptions): Html =>
  html`<section class="moj-identity-bar" aria-label="Whose page this is">
    <div class="moj-identity-bar__container">
      <div class="moj-identity-bar__details">
        <p class="moj-identity-bar__title"><span class="govuk-visually-hidden">${label} </span>${name}</p>
        ${tags.length > 0 && html`<p class="wm-identity__tags">${tags.map((tag) => html`${tag} `)}</p>`}
        ${
          facts.length > 0 &&
          html`<dl class="wm-identity__facts">
            ${facts.map((fact) => html`<div><dt>${fact.label}</dt> <dd>${fact.value}</dd></div>`)}
          </dl>`
        }
      </div>
      ${actions && html`<div class="moj-identity-bar__actions">${actions}</div>`}
    </div>
  </section>`
