import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import { placeKinds } from '../../files/index.ts'
import { kindWords, shownAs } from '../model.ts'

type NewPage = {
  screen: Screen
  shown: Shown<Record<string, string | undefined>>
  /** What would be looked for, before it is. */
  words?: readonly string[]
}

export const newPage = ({ screen, shown, words }: NewPage): Html => {
  const fields = fieldsOf(shown)
  return layout({
    title: 'Add a place',
    frame: screen.frame,
    shape: 'thought',
    errors: shown.errors?.list,
    breadcrumbs: [{ text: 'Protected addresses', href: '/protected-addresses' }, { text: 'Add' }],
    content: html`<p class="govuk-body">It is sealed under your agency’s own key. From then on it is looked for in every case here, and what people can open now is shut until it has been looked through again. What was sent before is looked through as well.</p>
      ${words && insetText({ text: html`<h2 class="govuk-heading-s">This is what will be looked for</h2><ul class="govuk-list govuk-list--bullet">${words.map((each) => html`<li>${each}</li>`)}</ul>Nothing is saved yet. Each of these is held wherever it stands as whole words, in every case: change it below if one is missing, or is many people’s.` })}
      ${form(
        screen,
        html`${words && html`<input type="hidden" name="shown" value="${shownAs(words)}">`}${fields.oneOf(
          'kind',
          'What is it?',
          placeKinds.map((value) => ({ value, text: kindWords[value] })),
        )}
        ${fields.line('place', 'The place', { hint: 'An address with its number, or the name of the house, and its postcode. A street is looked for with its number, a postcode and a name wherever they stand; the name of a town is not. Next you see what would be looked for' })}
        ${button({ text: words ? 'Add it' : 'See what will be looked for', preventDoubleClick: true })}`,
      )}`,
  })
}
