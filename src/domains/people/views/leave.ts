import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import type { Html } from '../../../platform/html.ts'
import { type CaseTop, caseForm } from '../../cases/index.ts'

type Page = { screen: Screen; top: CaseTop; shown: Shown<Record<string, string | undefined>>; name: string }

export const leavePage = ({ screen, top, shown, name }: Page): Html =>
  caseForm({
    ...{
      screen,
      top,
      shown,
      part: 'people',
      title: `${name} is no longer part of this case`,
      tab: 'No longer part of this case',
      submit: 'Save',
    },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    fields: ({ line }) => line('why', 'Why', { hint: 'What was recorded about them stays' }),
  })
