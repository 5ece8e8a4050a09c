import { type Html, html } from '../platform/html.ts'
import { moment } from './clock.ts'
import type { Optional, Text } from './options.ts'

export type OwnerRole = 'Risk lead' | 'Plan lead' | 'Contact lead'
export type Owner = { role: OwnerRole; name: string; agency: string } & Optional<{
  /** Who answers at this hour, when the owner is off duty. */
  onDuty: { name: Text; until?: Date | undefined }
  /** A handover that is offered and not yet accepted. */
  handoverTo: string
  href: string
}>
export type OwnersCardOptions = { owners: readonly Owner[]; now: Date } & Optional<{
  isYou: (owner: Owner) => boolean
  handoverHref: string
}>

/** Who is responsible, by name: never blank, never an agency alone. */
export const ownersCard = ({ owners, now, isYou, handoverHref }: OwnersCardOptions): Html =>
  html`<section class="wm-card wm-owners" aria-labelledby="wm-owners-title">
    <h2 class="wm-card__title" id="wm-owners-title">Who is responsible</h2>
    <dl class="wm-owners__list">
      ${owners.map(
        (owner) => html`<div>
          <dt>${owner.role}</dt>
          <dd>
            <strong>${owner.href ? html`<a class="govuk-link" href="${owner.href}">${owner.name}</a>` : owner.name}</strong>${isYou?.(owner) && html` <span class="wm-you">you</span>`}
            <span class="wm-owners__agency">${owner.agency}</span>
            ${owner.onDuty && html`<span class="wm-owners__duty">On duty now: ${owner.onDuty.name}${owner.onDuty.until && html`, until ${moment(owner.onDuty.until, now)}`}</span>`}
            ${owner.handoverTo && html`<span class="wm-owners__duty">Handover offered to ${owner.handoverTo}, not yet accepted</span>`}
          </dd>
        </div>`,
      )}
    </dl>
    ${handoverHref && html`<p class="wm-card__foot"><a class="govuk-link" href="${handoverHref}">Hand over</a></p>`}
  </section>`
