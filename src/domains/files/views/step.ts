import { markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseForm, type CaseTop, caseForm } from '../../cases/index.ts'
import { kindWords } from '../model/file.ts'
import type { FileRow } from '../store.ts'

export type OnFile = {
  screen: Screen
  top: CaseTop
  row: FileRow
  here: string
  shown: Shown<Record<string, string | undefined>>
}

/** A step of one file: a page with one form, which says what it was filled in from. */
export const stepForm = ({
  row,
  here,
  fields,
  ...page
}: OnFile & Pick<CaseForm, 'title' | 'submit' | 'about' | 'fields'>): Html =>
  caseForm({
    ...{ ...page, part: 'files' },
    fields: (all) => html`${markField(String(row.version))}${fields(all)}`,
    trail: [
      { text: 'Files', href: `/cases/${row.caseId}/files` },
      { text: kindWords[row.kind] ?? 'File', href: here },
    ],
  })
