import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import type { CollectionList } from '../actions/collections.ts'
import { listAddress, listTrail } from './collection-list.ts'

type Page = {
  screen: Screen
  top: CaseTop
  list: CollectionList
  shown: Shown<Record<string, string | undefined>>
}

export const endPage = ({ screen, top, list, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'safety-plans', title: 'The list no longer holds', submit: 'It no longer holds' },
    trail: [...listTrail(top.caseId), { text: list.person, href: listAddress(list) }],
    about: html`<p class="govuk-body">${list.held.given > 0 ? 'Somebody holds a page of it: telling them becomes a duty.' : 'Nobody holds a page of it.'}</p>`,
    fields: ({ area }) =>
      html`${markField(String(list.version))}${area('over', 'Why it no longer holds', { hint: 'Such as: the child goes to another nursery', rows: '2' })}`,
  })
