import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>>; label: string }

export const memberPage = ({ screen, top, shown, label }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'people', title: `Who is at ${label}`, tab: 'Who is at a household', submit: 'Add' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    fields: ({ chosen, oneOf, line }) => html`
      ${chosen(
        'personId',
        'Person',
        top.people.map(({ id, name }) => ({ value: id, text: name })),
      )}
      ${oneOf('how', 'How they are there', [
        { value: 'lives', text: 'Lives there' },
        { value: 'stays', text: 'Stays there at times' },
        { value: 'visits', text: 'Visits' },
      ])}
      ${line('whenThere', 'When', { hint: 'Such as "every other weekend", "after school"' })}
      ${line('fromOn', 'From', { width: 10, hint: 'A day, or leave it empty' })}`,
  })
