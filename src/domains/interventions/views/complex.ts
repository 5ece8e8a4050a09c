import { insetText } from '../../../design/components/inset-text.ts'
import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, type Owner, opensAgain } from '../../cases/index.ts'
import type { ComplexRow } from '../store/case.ts'

type Page = {
  screen: Screen
  top: CaseTop
  days: number
  /** Marked already: a meeting of its own for each. */
  open: readonly ComplexRow[]
  owners: readonly Owner[]
  shown: Shown<Record<string, string | undefined>>
}

export const complexPage = ({ screen, top, days, open, owners, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'interventions', title: 'Mark as a complex case', submit: 'Mark it' },
    trail: [{ text: 'Interventions', href: `/cases/${top.caseId}/interventions` }],
    about: html`${opensAgain(top)}${open.map(({ reason, markedByName, markedAt, owner }) => insetText({ text: `Marked already by ${markedByName}, ${formatWhen(markedAt, screen.now)}: ${reason} ${owner} calls that meeting. Mark it again only for another.` }))}<p class="govuk-body">Those who work on it meet within ${formatCount(days, 'working day')}; <a class="govuk-link" href="/local-policy/complex-meeting-working-days">the area sets how many</a>.</p>`,
    fields: ({ area, chosen }) => html`${markField(shown.answers?.basedOn ?? String(open.length))}
      ${area('reason', 'What the usual interventions do not answer', { rows: '5' })}
      ${chosen(
        'ownerId',
        'Who calls the meeting',
        owners.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` })),
      )}`,
  })
