import { details } from '../../../design/components/details.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { KeptTelling } from '../actions/tellings.ts'
import type { Telling } from '../model/tellings.ts'

export const tellingsName = 'Whom to tell of an order'
export const decisions: Record<Telling['decision'], string> = {
  safe: 'Safe to tell',
  'not safe': 'Not safe to tell',
  'not decided': 'Not decided yet',
}

/** Where it stands with one who may be told: by a sign and in words. */
export const toldShown = ({ says, told, isAgainst }: KeptTelling, now: Date): Html | string => {
  if (says === null) return 'Erased'
  const before = told === undefined ? '' : ` Told before${told.says ? `, ${formatDay(told.says.on, now)}` : ''}.`
  if (says.decision === 'not safe' || isAgainst)
    return html`${stateTag('stopped', 'Not safe: nobody tells them')}${before}`
  if (says.decision === 'not decided')
    return html`${stateTag('unverified', 'Not decided yet: nobody tells them')}${before}`
  return told === undefined
    ? stateTag('waiting', 'Safe to tell: not told yet')
    : stateTag('done', told.says ? `Told ${formatDay(told.says.on, now)}` : 'Told')
}

/** As many as a plan shows; the rest stand in their list. */
const most = 10
type Page = { tellings: readonly KeptTelling[]; caseId: string; isGrown: boolean; mayAdd: boolean; now: Date }
/** Whom a plan names to be told of an order, each with the decision. */
export const tellingsShown = ({ tellings, caseId, isGrown, mayAdd, now }: Page): Html | undefined => {
  if (tellings.length === 0 && !isGrown) return undefined
  const home = `/cases/${caseId}/safety-plans/tellings`
  const told = tellings.filter((telling) => telling.told !== undefined).length
  return details({
    summaryText: `${tellingsName}: ${formatCount(tellings.length, 'decision')}, ${told} told`,
    open: tellings.length > 0,
    text: html`${
      tellings.length === 0
        ? html`<p class="govuk-body">Nobody is named to be told of an order: a school, an employer, a neighbour.</p>`
        : summaryList({
            rows: tellings.slice(0, most).map((telling) => ({
              key: {
                text: html`<a class="govuk-link" href="${home}/${telling.recordId}">${telling.says?.who ?? 'Erased'}</a>`,
              },
              value: { text: toldShown(telling, now) },
            })),
          })
    }
    <p class="govuk-body"><a class="govuk-link" href="${home}">${tellings.length > most ? `All ${tellings.length} of this plan, and of other plans of this case` : 'Everybody who may be told'}</a>${mayAdd && html`, or <a class="govuk-link" href="${home}/new">add somebody</a>`}</p>`,
  })
}
