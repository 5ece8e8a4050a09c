import { summaryList } from '../../../design/components/summary-list.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { factors } from '../model.ts'
import type { OpinionRow } from '../store.ts'

/** Every opinion with what a specialist said to it; an opinion is always called one (INV-29). */
export const opinionsShown = (opinions: OpinionRow[], caseId: string, actorId: string, now: Date): Html =>
  html`<h2 class="govuk-heading-m">Opinions on who is the main aggressor</h2>
    <p class="govuk-body">${opinions.length === 0 ? 'Nobody has written one. Nothing is assumed.' : `${formatCount(opinions.length, 'opinion')}, the newest first. None is ever changed. Only those who see both cases read them.`}</p>
    ${opinions.map(
      (opinion) => html`<h3 class="govuk-heading-s">${opinionTitle(opinion)}</h3>
        <p class="govuk-body">${stateTag('open', 'Opinion')} ${opinion.writtenByName}, ${opinion.agencyName}, ${formatWhen(opinion.writtenAt, now)}. ${reviewShown(opinion, caseId, actorId, now)}</p>
        ${weighedIn(opinion)}`,
    )}`

export const opinionTitle = ({ personName }: Pick<OpinionRow, 'personName'>): string =>
  personName === null ? 'It cannot be said yet' : `${personName} is held to be the main aggressor`

const reviewShown = (
  { id, agrees, reviewReasons, reviewedAt, reviewerName, reviewerId }: OpinionRow,
  caseId: string,
  actorId: string,
  now: Date,
): Html => {
  if (reviewedAt !== null)
    return html`${agrees ? stateTag('done', 'A specialist agrees') : stateTag('stopped', 'A specialist does not agree')} ${reviewerName}, ${formatWhen(reviewedAt, now)}: ${reviewReasons ?? ''}`
  return reviewerId === actorId
    ? html`${stateTag('waiting', 'Waits for your look')} <a class="govuk-link" href="/cases/${caseId}/counter-allegations/opinions/${id}">Say whether you agree</a>`
    : html`${stateTag('waiting', `Waits for ${reviewerName} to look at it`)}`
}

export const weighedIn = (opinion: OpinionRow): Html =>
  summaryList({
    rows: [
      ...factors.map(({ name, label }) => ({ key: { text: label }, value: { text: opinion[name] } })),
      { key: { text: 'Reasons' }, value: { text: opinion.reasons } },
    ],
  })
