import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Sent } from '../store.ts'

/** Which unit goes and who takes command: the same for every address. */
export const sentPage = ({ screen, id, sent }: { screen: Screen; id: string; sent: Sent }): Html =>
  layout({
    title: `${sent.sent} goes`,
    tab: 'Who goes to a call',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Who goes to a call', href: '/attendance' }, { text: 'The nearest unit' }],
    content: html`${summaryList({
      rows: [
        { key: { text: 'Sent' }, value: { text: `${sent.sent}, ${formatWhen(sent.sentAt, screen.now)}` } },
        { key: { text: 'Takes command' }, value: { text: sent.command ?? 'A supervisor of a neighbouring force' } },
        { key: { text: 'Telephone' }, value: { text: sent.phone ?? 'Not known here: ring the desk on duty' } },
      ],
    })}
      <p class="govuk-body">Some people have agreed beforehand what whoever attends should know. It stands on the first page of their case, in <a class="govuk-link" href="/access/emergency">emergency access</a> too.</p>
      <p class="govuk-body">Ring them now, before the unit arrives. <a class="govuk-link" href="/attendance/${id}/call">Call sheet</a>. <a class="govuk-link" href="/attendance">The next call</a></p>`,
  })
