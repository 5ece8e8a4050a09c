import { stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { stateWords } from '../model/forms.ts'
import type { Found } from '../model/suggest.ts'
import type { InterventionRow } from '../store/case.ts'

type Standing = Pick<InterventionRow, 'state' | 'dueOn' | 'reviewOn'>
export const isLate = ({ state, dueOn }: Standing, now: Date): boolean => state === 'chosen' && dueOn < dayText(now)
export const isReviewLate = ({ state, reviewOn }: Standing, now: Date): boolean =>
  state === 'chosen' && reviewOn < dayText(now)

export const stateShown = (row: Standing, now: Date): Html => {
  if (row.state === 'done') return stateTag('done', 'Done')
  if (row.state === 'stopped') return stateTag('stopped', 'Stopped')
  return isLate(row, now) ? stateTag('late', 'Late') : stateTag('open', stateWords[row.state] ?? row.state)
}

export const leadShown = ({ leadAgency, leadOutside }: Pick<InterventionRow, 'leadAgency' | 'leadOutside'>): string =>
  leadAgency ?? `${leadOutside ?? ''} (outside)`

/** What was found, in the words of the record, with the page on which it stands. */
export const foundList = (found: readonly Found[], now: Date): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${found.map(
    ({ words, from, at, href }) =>
      html`<li>${words} (<a class="govuk-link" href="${href}">${from}, ${formatDay(at, now)}</a>)</li>`,
  )}</ul>`
