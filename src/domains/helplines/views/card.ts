import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Helpline } from '../model.ts'
import { beforeHandingOver } from './block.ts'

/** To be handed over: the paper says numbers and places, and not what they are for. The rest of the page is not printed. */
export const cardPage = ({ screen, lines }: { screen: Screen; lines: readonly Helpline[] }): Html =>
  layout({
    title: 'Numbers',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'Helplines', href: '/helplines' }, { text: 'Card' }],
    content: html`<p class="govuk-body wm-only-screen">Print this page: only the box is printed. It does not say what the numbers are for. Ask first whether a card is safe to have; a number learned by heart leaves nothing behind.</p>
      ${beforeHandingOver(lines)}
      <div class="wm-numbers">${lines.map(({ place, number }) => html`<p class="wm-numbers__line">${place}: <strong>${number}</strong></p>`)}</div>`,
  })
