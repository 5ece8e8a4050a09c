import { formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseForm } from '../../cases/index.ts'
import type { OnMeasure } from '../routes/page.ts'
import type { MarkRow } from '../store.ts'

type Page = OnMeasure & { mark: MarkRow; shown: Shown<Record<string, string | undefined>> }

/** What one partner confirms of its mark of the address. */
export const markPage = ({ screen, top, row, called, mark, shown }: Page): Html => {
  const base = `/cases/${top.caseId}/measures`
  return caseForm({
    ...{ screen, top, shown, part: 'measures', title: `Confirmed by ${mark.partner}`, submit: 'Save it' },
    trail: [
      { text: 'Measures', href: base },
      { text: called, href: `${base}/${row.id}` },
    ],
    about: html`<p class="govuk-body">${mark.partner} was asked on ${formatDay(mark.askedOn, screen.now)} to ${mark.asks === 'set' ? 'mark the address for an immediate response' : 'take its mark off the address'}.</p>`,
    fields: ({ line, area }) => html`
      ${line('confirmedOn', 'Day on which they confirmed', { width: 10, hint: 'Such as today or 30/4/2027' })}
      ${area('how', 'Who confirmed it, and how', { hint: 'Name or number, by telephone or in writing' })}`,
  })
}
