import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Helpline, helplinesToHand } from '../../helplines/index.ts'
import { ifNot, standard } from '../model.ts'

/** In large letters on the screen and on paper: it is made to be handed over, read together, or read aloud. */
export const standardPage = ({ screen, helplines }: { screen: Screen; helplines: readonly Helpline[] }): Html =>
  layout({
    title: 'What you can expect from us',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'The standard of service' }],
    content: html`<div class="wm-large">
      ${standard.map(
        ({ title, words }) => html`<h2 class="wm-large__title">${title}</h2>
        <ul class="wm-large__list">${words.map((sentence) => html`<li>${sentence}</li>`)}</ul>`,
      )}
      <p>${ifNot}</p>
      ${helplinesToHand(helplines)}
    </div>`,
  })
