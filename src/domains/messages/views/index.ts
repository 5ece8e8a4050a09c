import { button } from '../../../design/components/button.ts'
import { pagination } from '../../../design/components/pagination.ts'
import { form, type Screen } from '../../../design/form.ts'
import { type TimelineEntry, timeline } from '../../../design/timeline.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Line } from '../actions/log.ts'
import { channelWords, stateWords } from '../model.ts'

type Index = {
  screen: Screen
  top: CaseTop
  person: string
  lines: Line[]
  total: number
  page: number
  maySend: boolean
  query: string
}
export const perPage = 25

/** Every try to reach a person, and what waits for its time. */
export const indexPage = ({ screen, top, person, lines, total, page, maySend, query }: Index): Html =>
  caseLayout({
    ...{ screen, top, part: 'messages', title: 'Calls and messages' },
    content: html`<p class="govuk-body">${total === 0 ? '' : `${formatCount(total, 'try', 'tries')} to reach ${person}, and messages that wait, the latest first. A message sent is not the same as told.`}</p>
    ${maySend && button({ text: 'Send a message or book a call', href: `/cases/${top.caseId}/messages/new${query}`, classes: 'govuk-button--secondary' })}
    ${timeline({ now: screen.now, entries: lines.map((line) => entryOf(screen, line)), empty: `Nobody has tried to reach ${person} yet.` })}
    ${total > perPage && pagination(pagesOf(top.caseId, page, total))}`,
  })

const entryOf = (screen: Screen, line: Line): TimelineEntry => {
  if (line.kind === 'told') {
    const { how, by, toldWho, content, recordedAt } = line.told
    return {
      title: `Told: ${how}`,
      at: line.at,
      by,
      enteredAt: recordedAt,
      content: html`<p class="govuk-body">${toldWho === 'them' ? '' : 'Someone they chose was told. '}${content}</p>`,
    }
  }
  if (line.kind === 'attempt') {
    const { how, by, outcome, note, allowedBy, allowedWhy, recordedAt } = line.attempt
    const override = allowedBy && html` Not a safe way or time: allowed by ${allowedBy}. ${allowedWhy ?? ''}`
    return {
      title: `${how}: ${outcome}`,
      at: line.at,
      by,
      enteredAt: recordedAt,
      content: html`<p class="govuk-body">${note ?? ''}${override || undefined}</p>`,
    }
  }
  return messageEntry(screen, line)
}

const messageEntry = (
  screen: Screen,
  { message, by, route, at }: Extract<Line, { kind: 'message' }>,
): TimelineEntry => {
  const isCall = message.channel === 'call'
  const words =
    isCall && message.state === 'sent'
      ? 'Its time has come'
      : isCall && message.state === 'queued'
        ? 'Booked'
        : stateWords[message.state]
  return {
    title: `${channelWords[message.channel]}, ${route.toLowerCase()}: ${words}`,
    at,
    by,
    content: html`<p class="govuk-body">${message.state === 'queued' && `${formatWhen(message.sendAt, screen.now)} to ${formatWhen(message.sendBefore, screen.now)}. `}${message.endedWhy ?? ''}</p>
      ${message.state === 'queued' && form(screen, button({ text: 'Cancel it', classes: 'govuk-button--secondary' }), { action: `/cases/${message.caseId}/messages/${message.id}/cancel?person=${message.personId}` })}`,
  }
}

const pagesOf = (caseId: string, page: number, total: number) => ({
  ...(page > 1 && { previous: { href: `/cases/${caseId}/messages?page=${page - 1}` } }),
  ...(page * perPage < total && { next: { href: `/cases/${caseId}/messages?page=${page + 1}` } }),
})
