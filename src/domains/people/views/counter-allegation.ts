import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { childFields } from '../../incidents/index.ts'
import type { RelationshipRow } from '../store.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  relationships: RelationshipRow[]
}

export const counterAllegationPage = ({ screen, top, shown, relationships }: Page): Html => {
  const nameOf = (id: string): string => top.people.find((person) => person.id === id)?.name ?? 'somebody'
  return caseForm({
    ...{ screen, top, shown, part: 'people', title: 'The person reported says that they were harmed', submit: 'Save' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    about: insetText({
      text: 'This becomes a record of its own, beside the first. Who rang first decides nothing. Each of the two needs their own assessment, their own safe contact and a worker of their own: open a case for the other person, with another worker.',
    }),
    fields: ({ oneOf, line, area, chosen }) => html`
      ${oneOf(
        'relationshipId',
        'Between whom',
        relationships.map(({ id, personId, otherId }) => ({
          value: id,
          text: `${nameOf(otherId)} says that ${nameOf(personId)} harmed them`,
        })),
      )}
      ${line('day', 'Day on which it was said', { width: 10, hint: 'Such as 30/4/2027, today or yesterday' })}
      ${line('time', 'Time', { width: 5, hint: 'Such as 16:35' })}
      ${line('toldBy', 'Who told you')}
      ${area('what', 'What is said to have happened', { hint: 'Their own words, in a sentence or two' })}
      ${childFields(top.people, { chosen })}`,
  })
}
