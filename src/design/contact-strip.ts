import { classes, type Html, html } from '../platform/html.ts'
import { moment } from './clock.ts'
import { icon } from './icons.ts'
import type { Optional, Text } from './options.ts'

export type ContactRule =
  /** Nothing recorded counts as unsafe, a call included. */
  | { kind: 'none' }
  /** Emergency access does not show it: this says whom to ring. */
  | { kind: 'withheld'; ring: string }
  /** What is sealed of it cannot be opened for the moment. */
  | { kind: 'shut' }
  | ({ kind: 'known'; routes: readonly { how: string; when: string }[] } & Optional<{
      /** The window that is open now or comes next. */
      window: { from: Date; to: Date; how: string }
      /** Never do this: ring the landline, leave a message, say who we are. */
      never: readonly string[]
      /** Only whether there is one; the word itself is never on a page. */
      hasCodeWord: boolean
      /** What a caller may say they are ringing about. */
      pretext: Text
      saidBy: string
      confirmedAt: Date
    }>)

export type ContactStripOptions = { rule: ContactRule; now: Date } & Optional<{
  /** The form by which a person says that they have read a changed rule. */
  acknowledge: Html
  /** What changed since this person last looked. */
  changed: Text
  href: string
  /** How a person records a rule where there is none. */
  recordHref: string
}>

/** How to reach this person without putting them in danger: on top of every page of their case. */
export const contactStrip = (options: ContactStripOptions): Html => {
  const { rule, acknowledge, changed, href } = options
  const isOpen = rule.kind === 'known' && rule.window && rule.window.from <= options.now && options.now < rule.window.to
  const name = classes(
    'wm-contact',
    rule.kind === 'none' || rule.kind === 'shut' ? 'wm-contact--none' : isOpen && 'wm-contact--open',
  )
  return html`<section class="${name}" aria-label="Safe contact">
    ${firstOf(options)}
    ${changed && html`<p class="wm-contact__changed">${icon('diamond')}<span><strong>Changed:</strong> ${changed}</span></p>`}
    ${acknowledge && html`<div class="wm-contact__acknowledge">${acknowledge}</div>`}
    ${href && html`<p class="wm-contact__link"><a class="govuk-link" href="${href}">Whole rule<span class="govuk-visually-hidden"> for safe contact</span></a></p>`}
  </section>`
}

const firstOf = (options: ContactStripOptions): Html => {
  const { rule, now } = options
  if (rule.kind === 'none') return nothingKnown(options)
  if (rule.kind === 'withheld') return withheld(rule.ring)
  return rule.kind === 'shut' ? shut() : known(rule, now)
}

const shut = (): Html =>
  html`<p class="wm-contact__first">${icon('triangle')}<span><strong>Do not call, write or visit for the moment.</strong> How this person can be reached safely is recorded and cannot be opened now. Try again in a minute, or ask the contact lead.</span></p>`

const nothingKnown = ({ recordHref }: ContactStripOptions): Html =>
  html`<p class="wm-contact__first">${icon('triangle')}<span><strong>Do not call, write or visit.</strong> No safe way to reach this person is recorded.</span></p>
    ${recordHref && html`<p><a class="govuk-link" href="${recordHref}">Record a safe way</a></p>`}`

const withheld = (ring: string): Html =>
  html`<p class="wm-contact__first">${icon('cross')}<span><strong>Not shown through emergency access:</strong> how this person can be reached safely. ${ring}</span></p>`

const known = (rule: Extract<ContactRule, { kind: 'known' }>, now: Date): Html =>
  html`<p class="wm-contact__first">${windowOf(rule, now)}</p>
    ${
      rule.never &&
      rule.never.length > 0 &&
      html`<div class="wm-contact__never">${icon('cross')}<p><strong>Never:</strong> ${rule.never.join('; ')}</p></div>`
    }
    <ul class="wm-contact__routes">
      ${rule.routes.map(({ how, when }) => html`<li><strong>${how}</strong> ${when}</li>`)}
      ${rule.hasCodeWord && html`<li><strong>Code word:</strong> ask for it before you say anything</li>`}
      ${rule.pretext && html`<li><strong>If asked, say:</strong> ${rule.pretext}</li>`}
    </ul>
    ${(rule.saidBy || rule.confirmedAt) && html`<p class="wm-contact__source">${rule.saidBy}${rule.saidBy && rule.confirmedAt && ', '}${rule.confirmedAt && html`confirmed ${moment(rule.confirmedAt, now)}`}</p>`}`

const windowOf = ({ window }: Extract<ContactRule, { kind: 'known' }>, now: Date): Html => {
  if (!window || window.to <= now)
    return html`${icon('dash')}<span><strong>No safe time is ahead.</strong> Ask the contact lead before you try.</span>`
  const { from, to, how } = window
  if (now >= from) return html`${icon('tick')}<span><strong>Safe now:</strong> ${how}, until ${moment(to, now)}</span>`
  return html`${icon('cross')}<span><strong>Not now.</strong> Next safe time: ${moment(from, now)} to ${moment(to, now)}, ${how}</span>`
}
