import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { leads, leadWords } from '../model.ts'
import type { HandoverRow } from '../store.ts'

export const leadsOf = ({ leads: offered }: { leads: string[] }): string => {
  const words = leads.filter((lead) => offered.includes(lead)).map((lead) => leadWords[lead])
  return words.length > 0 ? words.join(', ') : 'Open duties only'
}

type Page = { screen: Screen; toMe: HandoverRow[]; fromMe: HandoverRow[]; mayPlaceOthers: boolean }

/** What is offered to me, and what I wait for others to accept. */
export const handoversPage = ({ screen, toMe, fromMe, mayPlaceOthers }: Page): Html => {
  const columns = (who: 'fromName' | 'toName', head: string) => [
    {
      head: 'Case',
      cell: (row: HandoverRow) =>
        html`<a class="govuk-link" href="/cases/${row.caseId}/handovers/${row.id}">${row.reference}</a>`,
    },
    { head: 'What', cell: leadsOf },
    { head, cell: (row: HandoverRow) => row[who] },
    { head: 'Offered', cell: ({ offeredAt }: HandoverRow) => formatWhen(offeredAt, screen.now) },
  ]
  return layout({
    ...{ title: 'Handovers', frame: screen.frame, shape: 'board' },
    breadcrumbs: [{ text: 'My cases', href: '/boards/mine' }, { text: 'Handovers' }],
    content: html`${board({
      caption: 'Offered to me',
      says: `${formatCount(toMe.length, 'handover')} for you to answer, the oldest first. The sender keeps everything until you accept.`,
      empty: 'Nobody has offered you anything.',
      rows: toMe,
      columns: columns('fromName', 'From'),
    })}
    ${board({
      caption: 'Waiting for others',
      says: `${formatCount(fromMe.length, 'handover')} that others have not answered. It stays with the sender until then.`,
      empty: 'Nothing of yours waits for an answer.',
      rows: fromMe,
      columns: columns('toName', 'To'),
    })}
    <p class="govuk-body"><a class="govuk-link" href="/handovers/all">Hand over everything that I hold</a>${mayPlaceOthers && ', or that a colleague holds who is away'}</p>`,
  })
}
