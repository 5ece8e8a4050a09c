import { formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { caseForm } from '../../cases/index.ts'
import type { OnMeasure } from '../routes/page.ts'
import type { MarkRow } from '../store.ts'

type Page = OnMeasure & { mark: MarkRow; shown: Shown<Record<string, string | undefined>> }

const askedFor = (kind: string, asks: string): string => {
  const what = kind === 'urgent-mark' ? '' : ' of the address'
  return asks === 'set' ? `set the mark${what} for an immediate response` : `take its mark${what} off`
}
const whatTheySaid = (asks: string) => [
  { value: 'done', text: asks === 'set' ? 'The mark is set' : 'The mark is off' },
  {
    ...{ value: 'never', text: 'No mark was ever set' },
    hint: 'Named by mistake, or they do not set one: they are not asked again',
  },
]

/** What one partner says of its mark of the address. */
export const markPage = ({ screen, top, row, called, mark, shown }: Page): Html => {
  const base = `/cases/${top.caseId}/measures`
  return caseForm({
    ...{ screen, top, shown, part: 'measures', title: `What ${mark.partner} said`, submit: 'Save it' },
    trail: [
      { text: 'Measures', href: base },
      { text: called, href: `${base}/${row.id}` },
    ],
    about: html`<p class="govuk-body">${mark.partner} was asked on ${formatDay(mark.askedOn, screen.now)} to ${askedFor(row.kind, mark.asks)}.</p>`,
    fields: ({ line, area, oneOf }) => html`
      ${oneOf('said', 'What they said', whatTheySaid(mark.asks))}
      ${line('confirmedOn', 'Day on which they said so', { width: 10, hint: 'Such as today or 30/4/2027' })}
      ${area('how', 'Who said so, and how', { hint: 'Name or number, by telephone or in writing' })}`,
  })
}
