import { button } from '../../../design/components/button.ts'
import { differencesShown, markField } from '../../../design/differences.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { fieldsOf } from '../../cases/index.ts'
import {
  factorField,
  factors,
  type Item,
  leadersOffered,
  leastField,
  levelField,
  levelsOffered,
  placeNames,
  places,
  sides,
  sideWords,
} from '../model/menu.ts'

type Typed = Shown<Record<string, string | undefined>>
type New = { screen: Screen; shown: Typed }
type Edit = New & { item: Item; basedOn: string; differences?: readonly Difference[] }

const trail = { text: 'Menu of interventions', href: '/interventions' }

export const newItemPage = ({ screen, shown }: New): Html =>
  layout({
    title: 'Add an intervention',
    frame: screen.frame,
    breadcrumbs: [trail, { text: 'Add' }],
    errors: shown.errors?.list,
    content: form(screen, html`${fields(shown)}${button({ text: 'Add it', preventDoubleClick: true })}`),
  })

export const editPage = ({ screen, item, basedOn, shown, differences }: Edit): Html => {
  const { ticks } = fieldsOf(shown)
  return layout({
    title: `Change: ${item.name}`,
    frame: screen.frame,
    breadcrumbs: [trail, { text: 'Change' }],
    errors: shown.errors?.list,
    content: html`${differences && differencesShown(differences)}
      <p class="govuk-body">It holds for every agency of this area, from now on. What was chosen on cases stays as it was chosen.</p>
      ${form(
        screen,
        html`${markField(basedOn)}${fields(shown)}
        ${ticks('retire-or-not', 'Is it still on the menu?', [{ value: 'retire', text: 'Take it off the menu' }])}
        ${button({ text: 'Save as a new version', preventDoubleClick: true })}`,
      )}`,
  })
}

const fields = (shown: Typed): Html => {
  const { line, area, oneOf, chosen, ticks } = fieldsOf(shown)
  return html`${line('name', 'Short name')}
    ${area('purpose', 'What it is for')}
    ${oneOf(
      'side',
      'Which side?',
      sides.map((value) => ({ value, text: sideWords[value] })),
    )}
    ${ticks(
      'levels',
      'At which levels is it on the menu?',
      levelsOffered.map((level) => ({ value: levelField(level), text: `At ${level}` })),
      'None: only where it answers something that was found',
    )}
    ${ticks(
      'least',
      'At which levels is it expected at the least?',
      levelsOffered.map((level) => ({ value: leastField(level), text: `Expected at ${level}` })),
      'It stands open on a case until it is chosen, or set aside with a reason',
    )}
    ${chosen('leads', 'Who usually leads', leadersOffered)}
    ${ticks(
      'answers',
      'What does it answer?',
      [...factors].map(([factor, text]) => ({ value: factorField(factor), text })),
    )}
    ${chosen(
      'place',
      'Where in a case it is done',
      placeNames.map((value) => ({ value, text: places[value] })),
      { hint: 'Leave it where there is no such page' },
    )}
    ${area('reason', 'Reason', { hint: 'Who agreed to it, and where that is written' })}`
}
