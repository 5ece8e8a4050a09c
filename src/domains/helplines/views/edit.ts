import { button } from '../../../design/components/button.ts'
import { differencesShown, markField } from '../../../design/differences.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { fieldsOf, optionsOf } from '../../cases/index.ts'
import { places } from '../model.ts'

type Answers = Record<string, string | undefined>
export type EditPage = {
  screen: Screen
  shown: Shown<Answers>
  name?: string | undefined
  line?: string | undefined
  /** The version that the form is filled in from. */
  basedOn?: string | undefined
  differences?: Difference[] | undefined
}

export const editPage = ({ screen, shown, name, line, basedOn, differences }: EditPage): Html => {
  const fields = fieldsOf(shown)
  return layout({
    title: name ? `Change ${name}` : 'Add a line',
    frame: screen.frame,
    shape: 'thought',
    errors: shown.errors?.list,
    breadcrumbs: [
      { text: 'Helplines', href: '/helplines' },
      ...(name && line ? [{ text: name, href: `/helplines/${line}` }] : []),
      { text: name ? 'Change' : 'Add' },
    ],
    content: html`${differences && differencesShown(differences)}<p class="govuk-body">It is shown to everybody from now on, as not yet verified until somebody verifies it.</p>
      ${!name && html`<p class="govuk-body">Worth carrying: Men’s Advice Line, Galop, Respect, Karma Nirvana and a stalking line. Their numbers do not come with Waymark: add each when somebody has verified it.</p>`}
      ${form(
        screen,
        html`${basedOn && markField(basedOn)}${fields.oneOf('place', 'Where it is for', optionsOf(places))}
        ${fields.line('name', 'What the line is called')}
        ${fields.line('number', 'Number', { width: 20, hint: 'Such as 0808 2000 247' })}
        ${fields.line('about', 'Whom it is for, and what it costs', { hint: 'Such as: mainly for women. Free to call' })}
        ${fields.area('reason', 'Reason', { hint: 'Why, and where you have it from' })}
        ${button({ text: 'Save', preventDoubleClick: true })}`,
      )}`,
  })
}
