import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { settingKinds } from '../model/panels.ts'
import type { SettingRow } from '../store/panels.ts'
import { caseLayout } from './case-layout.ts'
import { fieldsOf, optionsOf } from './fields.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>>; settings: SettingRow[] }

/** A school, college or workplace that both go to (CC-12). */
export const sharedPlacesPage = ({ screen, top, shown, settings }: Page): Html => {
  const { chosen, line, area } = fieldsOf(shown)
  const base = `/cases/${top.caseId}/shared-places`
  const people = top.people.map(({ id, name }) => ({ value: id, text: name }))
  return caseLayout({
    ...{ screen, top, part: '', title: 'Places that both go to', errors: shown.errors?.list },
    trail: [{ text: 'Shared places', href: base }],
    content: html`<p class="govuk-body">${settings.length === 0 ? 'No shared place is recorded.' : formatCount(settings.length, 'shared place')}</p>
      ${settings.map(
        ({ id, first, second, name, kind, whatIsDone }) =>
          html`<h2 class="govuk-heading-s">${name} (${kind})</h2><p class="govuk-body">${first} and ${second}. ${whatIsDone ?? 'Nothing is done about it yet.'}</p>
          ${form(screen, button({ text: 'No longer shared', classes: 'govuk-button--secondary' }), { action: `${base}/${id}/end` })}`,
      )}
      <h2 class="govuk-heading-m">Add a shared place</h2>
      ${form(
        screen,
        html`${chosen('personId', 'First person', people)} ${chosen('otherId', 'Second person', people)}
          ${chosen('kind', 'Kind of place', optionsOf(settingKinds))}
          ${line('name', 'Name of the place', { hint: 'Never a refuge, never an address' })}
          ${area('whatIsDone', 'What is done about it', { hint: 'Such as timetables, ways in and out, breaks, who at the place knows' })}
          ${button({ text: 'Add', preventDoubleClick: true })}`,
        { action: base },
      )}`,
  })
}
