import { clock } from '../../../design/clock.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { nothingOf } from './case-layout.ts'

export type DueRow = {
  id: string
  task: string
  holder: string
  owner: string
  safetyDueAt: Date | null
  statutoryDueAt: Date | null
  dueUnknown: string | null
}
type Due = { top: CaseTop; due: DueRow[]; now: Date; allHref: string | undefined }

/** The five duties that are due first. */
export const dueNow = ({ top, due, now, allHref }: Due): Html =>
  html`<h2 class="govuk-heading-m">What is due</h2>
    <p class="govuk-body">${top.openDuties === 0 ? nothingOf(top, 'duties', 'Nothing is due now.') : `${formatCount(top.openDuties, 'open duty', 'open duties')}${top.openDuties > due.length ? `, the first ${due.length} here` : ''}.`}</p>
    ${due.length > 0 && html`<ol class="govuk-list">${due.map((duty) => one(duty, now, allHref))}</ol>`}
    ${allHref && html`<p class="govuk-body"><a class="govuk-link" href="${allHref}">All duties</a></p>`}`

const one = (
  { id, task, owner, safetyDueAt, statutoryDueAt, dueUnknown }: DueRow,
  now: Date,
  allHref: string | undefined,
): Html =>
  html`<li>${allHref ? html`<a class="govuk-link" href="${allHref}/${id}">${task}</a>` : task}: ${owner}
    ${clock({ now, dueAt: safetyDueAt, lawDueAt: statutoryDueAt, notKnown: dueUnknown ?? undefined })}</li>`
