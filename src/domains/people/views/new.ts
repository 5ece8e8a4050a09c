import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, optionsOf } from '../../cases/index.ts'
import { type Found, relationshipKinds, roles, roleWords } from '../model.ts'
import { foundRadios } from './found.ts'
import { personFields } from './person-fields.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>>; found: Found[] }

export const newPage = ({ screen, top, shown, found }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'people', title: 'Add a person', submit: 'Add' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    fields: (fields) => html`
      ${found.length > 0 && foundRadios('known', 'Is it one of these?', found, shown.answers?.known, shown.errors?.byField.known)}
      ${found.length > 0 && html`<input type="hidden" name="checkedName" value="${shown.answers?.name}">`}
      ${fields.oneOf(
        'role',
        'In this case',
        roles.map((value) => ({ value, text: roleWords[value] })),
      )}
      ${personFields(fields)}
      ${fields.chosen('kind', 'How connected to the person harmed', optionsOf(relationshipKinds))}
      ${fields.line('why', 'Why they are in this case', { hint: 'One line, if it is not plain' })}`,
  })
