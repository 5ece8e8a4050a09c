import { insetText } from '../../../design/components/inset-text.ts'
import { markField } from '../../../design/differences.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseForm } from '../../cases/index.ts'
import type { Step } from '../model/machine.ts'
import type { OnMeasure } from '../routes/page.ts'
import { stateOf } from './about.ts'
import { type Asked, questions } from './questions.ts'

export const noPlace = 'Write no address, no postcode and no telephone number here.'

type Page = OnMeasure & { step: Step; about: Asked; shown: Shown<Record<string, string | undefined>> }

/** One step of a measure. */
export const stepPage = ({ screen, top, row, kind, called, step, about, shown }: Page): Html => {
  const base = `/cases/${top.caseId}/measures`
  return caseForm({
    ...{ screen, top, shown, part: 'measures', title: step.text, submit: 'Save this step' },
    ...(step.isWarning && { isWarning: true }),
    trail: [
      { text: 'Measures', href: base },
      { text: called, href: `${base}/${row.id}` },
    ],
    about: html`<p class="govuk-body">${called}, for ${row.person}. It stands at: ${stateOf(row)}.</p>${kind.holdsNoPlace && insetText({ text: noPlace })}`,
    fields: (fields) => html`${markField(shown.answers?.basedOn ?? String(row.version))}${questions(about, fields)}`,
  })
}
