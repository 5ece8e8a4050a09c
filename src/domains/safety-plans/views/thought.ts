import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Item, keeps, standings, warnings } from '../model/plan.ts'

/** One thought of a plan: the words first; to whom it was shared, no more than what they need in order to act. */
export const thought = (item: Item, now: Date, to: 'plan' | 'shared'): Html => {
  const { standing, words, keep, keepWhy, warning, decision, whoKnows } = item
  const isWhole = to === 'plan'
  const beside = [
    (standing === 'done' || !isWhole) && standings[standing],
    isWhole && keep !== null && `Done already? ${[keeps[keep], keepWhy].filter(Boolean).join('. ')}`,
    isWhole && whoKnows !== null && `Who knows: ${whoKnows}`,
    item.offeredBy !== null && `Offered by ${item.offeredBy}`,
    `Said ${formatDay(item.on, now)} by ${item.agreedBy}, written ${formatDay(item.at, now)} by ${item.by}, ${item.agency}`,
  ].filter((line) => line !== false)
  return html`<p class="govuk-body wm-thought__words">${words ?? 'Nothing written yet.'}</p>
    ${
      isWhole &&
      warning !== null &&
      warning !== 'no' &&
      html`<p class="govuk-body wm-thought__warning"><strong>Would it take away a warning sign, or be noticed? ${warnings[warning]}.</strong> ${decision === null ? 'Nothing decided yet.' : html`They decided: ${decision}`}</p>`
    }
    ${beside.map((line) => html`<p class="wm-thought__beside">${line}</p>`)}`
}
