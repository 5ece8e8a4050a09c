import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseForm } from '../../cases/index.ts'
import type { Mark } from '../actions.ts'
import { regionOf } from '../model/body.ts'
import { nameOf } from './index.ts'
import type { OnInjury } from './injury.ts'

type Page = OnInjury & { mark: Mark; shown: Shown<Record<string, string | undefined>> }

export const strikePage = ({ screen, top, row, mark, shown }: Page): Html => {
  const base = `/cases/${top.caseId}/injuries`
  const where = regionOf(mark.content?.region ?? '')?.label ?? 'Erased'
  return caseForm({
    ...{ screen, top, shown, part: 'injuries', title: 'Strike out a mark', submit: 'Strike it out', isWarning: true },
    trail: [
      { text: 'Injuries and effects', href: base },
      { text: nameOf(row), href: `${base}/${row.id}` },
    ],
    about: html`<p class="govuk-body">${where}: ${mark.content?.sort ?? 'erased'}. It stays to be read, struck out.</p>`,
    fields: ({ area }) => area('why', 'Why it does not hold'),
  })
}
