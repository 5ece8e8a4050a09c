import { taskList } from '../../../design/components/task-list.ts'
import type { Screen } from '../../../design/form.ts'
import type { Html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { kinds } from '../model/kinds.ts'

/** Which measure to begin. */
export const newPage = ({ screen, top }: { screen: Screen; top: CaseTop }): Html => {
  const base = `/cases/${top.caseId}/measures`
  return caseLayout({
    ...{ screen, top, part: 'measures', title: 'Begin a measure' },
    trail: [{ text: 'Measures', href: base }],
    content: taskList({
      items: kinds.map(({ code, name, about }) => ({
        ...{ title: { text: name }, hint: { text: about }, href: `${base}/new/${code}`, status: { text: 'Begin' } },
      })),
    }),
  })
}
