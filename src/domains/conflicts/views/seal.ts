import { checkboxes } from '../../../design/components/checkboxes.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Option } from '../../cases/index.ts'
import { members } from '../model.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  people: readonly Option[]
  units: readonly Option[]
  staff: readonly Option[]
  standards: readonly Option[]
  named: readonly string[]
  keptOut: readonly string[]
}

/** Seals a case of a member of staff: who is named, who never gets it, and who handles it (ST-03, ST-04, ST-08, ST-18). */
export const sealPage = ({ screen, top, shown, people, units, staff, standards, named, keptOut }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'conflicts', title: 'Seal this case' },
    trail: [{ text: 'Conflicts and seal', href: `/cases/${top.caseId}/conflicts` }],
    submit: 'Seal the case',
    isWarning: true,
    about: html`<p class="govuk-body">From then on only those named here see it. Every team and everybody else who sees it now loses it at once,
      and what they had to do goes to the contact lead. A lead stays named, save one who is of a unit that you keep out and does not stand among the named.</p>`,
    fields: ({ line, area, oneOf, chosen }) => html`${area('because', 'Why is it sealed?')}
      ${oneOf(
        'member',
        'The member of staff in it is',
        members.map((value) => ({ value, text: `${value.charAt(0).toUpperCase()}${value.slice(1)}` })),
      )}
      ${several('named', 'Who is named?', people, named)}
      ${several('units', 'Which teams or agencies are kept out?', units, keptOut, 'Nobody there sees this case, now or later, except the people named above')}
      ${line('handledBy', 'Which unit or neighbouring force does the work?', { hint: 'Never their own team' })}
      ${line('agreement', 'Mutual-aid agreement, where another force does it', { hint: 'Its name and date' })}
      ${line('alternate', 'And who when those cannot?')}
      ${chosen('colleagueId', 'A colleague whom the person asked for', staff, { hint: 'Only if they asked: nobody has to rely on their own team' })}
      ${line('colleagueAsked', 'When and how they asked', { hint: 'Such as "on 3 May, in person, without their supervisor"' })}
      ${chosen('standardsId', 'Who in professional standards is told of past looks', standards, { hint: 'They get the list of looks by those who may not see it, and may agree to lift the seal. They do not see the case' })}`,
  })

const several = (
  name: string,
  legend: string,
  options: readonly Option[],
  values: readonly string[],
  hint?: string,
): Html =>
  checkboxes({
    ...{ name, idPrefix: name, values: [...values] },
    ...(hint !== undefined && { hint: { text: hint } }),
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    items: options.map(({ value, text }) => ({ value, text })),
  })
