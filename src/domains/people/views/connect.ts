import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, optionsOf } from '../../cases/index.ts'
import { relationshipKinds } from '../model.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>> }

export const connectPage = ({ screen, top, shown }: Page): Html => {
  const people = top.people.map(({ id, name }) => ({ value: id, text: name }))
  return caseForm({
    ...{ screen, top, shown, part: 'people', title: 'Connect two people', submit: 'Save' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    fields: ({ chosen, oneOf, line, area }) => html`
      ${chosen('personId', 'First person', people)}
      ${chosen('otherId', 'Second person', people)}
      ${chosen('kind', 'How they are connected', optionsOf(relationshipKinds))}
      ${oneOf('harm', 'Is harm reported between them?', [
        {
          value: 'harmed',
          text: 'Yes: the first is reported to be harmed by the second',
          hint: 'The other way round is a record of its own',
        },
        { value: 'none', text: 'No' },
      ])}
      ${oneOf('livesTogether', 'Do they live together?', optionsOf(['yes', 'no', 'not known']))}
      ${line('fromOn', 'From', { width: 10, hint: 'A day, or leave it empty' })}
      ${line('untilOn', 'Until', { width: 10, hint: 'A day, or leave it empty' })}
      ${area('note', 'Anything to know about this', { rows: '2' })}`,
  })
}
