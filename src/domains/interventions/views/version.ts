import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Menu } from '../model/menu.ts'
import { itemsShown } from './menu.ts'

/** A version as it stood, to read again. */
export const versionPage = ({ screen, menu: { number, items, since } }: { screen: Screen; menu: Menu }): Html =>
  layout({
    title: `Version ${number} of the menu`,
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Menu of interventions', href: '/interventions' }, { text: `Version ${number}` }],
    content: html`<p class="govuk-body">${
      since ? `Set ${formatWhen(since.at, screen.now)} by ${since.by}. ${since.reason}` : 'It came with Waymark.'
    }</p>
      ${itemsShown(items, false)}`,
  })
