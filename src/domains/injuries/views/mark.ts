import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseForm, optionsOf } from '../../cases/index.ts'
import { regions, viewWords } from '../model/body.ts'
import { sorts } from '../model/forms.ts'
import { nameOf } from './index.ts'
import type { OnInjury } from './injury.ts'

export const markPage = ({
  screen,
  top,
  row,
  shown,
}: OnInjury & { shown: Shown<Record<string, string | undefined>> }): Html => {
  const base = `/cases/${top.caseId}/injuries`
  return caseForm({
    ...{ screen, top, shown, part: 'injuries', title: 'Add a mark', submit: 'Add it' },
    trail: [
      { text: 'Injuries and effects', href: base },
      { text: nameOf(row), href: `${base}/${row.id}` },
    ],
    about: html`<p class="govuk-body">What you see, and no more: neither how old it is nor what made it.</p>`,
    fields: ({ chosen, area }) => html`
      ${chosen(
        'region',
        'Where it is',
        regions.map(({ code, view, label }) => ({ value: code, text: `${label} (${viewWords[view].toLowerCase()})` })),
        { hint: 'Right and left are theirs' },
      )}
      ${chosen('sort', 'What it is', optionsOf(sorts))}
      ${area('looks', 'Size, colour and shape', { hint: 'Such as: 3 cm across, purple, round' })}
      ${area('said', 'What they say of it', { hint: 'In their words. Leave it where they say nothing' })}`,
  })
}
