import { differencesShown } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'
import { personFields } from './person-fields.ts'

export type { Difference }

type Page = {
  screen: Screen
  top: CaseTop
  name: string
  version: number
  shown: Shown<Record<string, string | undefined>>
  differences?: Difference[]
}

export const editPage = ({ screen, top, name, version, shown, differences }: Page): Html =>
  caseForm({
    ...{
      screen,
      top,
      shown,
      part: 'people',
      title: `What is known of ${name}`,
      tab: 'What is known of a person',
      submit: 'Save',
    },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    about: differences && differencesShown(differences),
    fields: (fields) => html`<input type="hidden" name="version" value="${version}">${personFields(fields)}`,
  })
