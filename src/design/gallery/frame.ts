import { html } from '../../platform/html.ts'
import { button } from '../components/button.ts'
import { contactStrip } from '../contact-strip.ts'
import type { Frame } from '../layout.ts'
// Every component of ours in every state, for the tests that look at them. Nobody here is real.

export const now = new Date('2026-12-18T15:45:00Z')
export const at = (text: string): Date => new Date(text)
export const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000)

export const frame: Frame = {
  homeHref: '/board',
  isDemo: true,
  navigation: [
    { text: 'Board', href: '/board', current: true },
    { text: 'Cases', href: '/cases' },
    { text: 'Conferences', href: '/conferences' },
    { text: 'Directory', href: '/directory' },
    { text: 'Rulebook', href: '/rulebook' },
  ],
  search: { action: '/people/search', name: 'q' },
  signedIn: { name: 'Imelda Invented', agency: 'Fictionshire Police', signOut: { action: '/sign-out' } },
  footer: [
    { text: 'Help', href: '/help' },
    { text: 'What Waymark keeps', href: '/privacy' },
    { text: 'Accessibility', href: '/accessibility' },
  ],
}

export const strip = contactStrip({
  now,
  href: '/cases/1/safe-contact',
  changed: 'no text messages any more, since 19:45 yesterday',
  acknowledge: html`<form method="post" action="/cases/1/safe-contact/read">${button({ text: 'I have read this', classes: 'govuk-button--secondary' })}</form>`,
  rule: {
    kind: 'known',
    window: { from: hours(-1), to: hours(2.25), how: 'call the work mobile' },
    routes: [
      { how: 'Work mobile', when: 'Mon to Fri 09:00 to 18:00' },
      { how: 'Through Reception, Invented Primary School', when: 'term time' },
    ],
    never: ['text messages', 'the landline', 'letters'],
    hasCodeWord: true,
    pretext: 'the parents’ evening',
    saidBy: 'Ada, to Ottilie Madeup',
    confirmedAt: at('2026-12-01T10:00:00Z'),
  },
})
