import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import type { Html } from '../../../platform/html.ts'
import { type CaseForm, type CaseTop, caseForm } from '../../cases/index.ts'
import type { RequestRow } from '../store.ts'
import { whoAsks } from './about.ts'

export type OnRequest = {
  screen: Screen
  top: CaseTop
  row: RequestRow
  shown: Shown<Record<string, string | undefined>>
}

/** A step of one request: a page with one form. */
export const requestForm = ({
  row,
  ...page
}: OnRequest & Pick<CaseForm, 'title' | 'submit' | 'about' | 'fields'>): Html => {
  const base = `/cases/${page.top.caseId}/information-requests`
  return caseForm({
    ...{ ...page, part: 'information-requests' },
    trail: [
      { text: 'What others asked for', href: base },
      { text: whoAsks(row), href: `${base}/${row.id}` },
    ],
  })
}
