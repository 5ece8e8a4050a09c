import { clock } from '../../../design/clock.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { type SummaryRow, summaryList } from '../../../design/components/summary-list.ts'
import { type RiskLevel, riskTag, stateTag, type TagState } from '../../../design/tags.ts'
import { formatDay, formatSpan, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Opening, windowLines } from '../../safe-contact/index.ts'
import { isLate, type Referral, type State, stateOf, stateWords, windowsOf } from '../model/referral.ts'

const looks: Record<State, TagState> = {
  ...{ sent: 'open', acknowledged: 'open', waiting: 'waiting', active: 'open' },
  ...{ completed: 'done', declined: 'stopped', withdrawn: 'stopped' },
}
export const stateShown = (referral: Referral, now: Date): Html => {
  const state = stateOf(referral)
  return isLate(referral, now)
    ? stateTag('late', 'Not acknowledged in time')
    : stateTag(looks[state], stateWords[state])
}

export const levelOf = ({ level }: Referral): RiskLevel | null =>
  level === 'high' || level === 'medium' || level === 'standard' ? level : null

/** Whether the person may be contacted at this moment; no hours at all means that no time is safe. */
export const contactNow = (opening: Opening | null, now: Date): Html => {
  if (!opening) return stateTag('stopped', 'No safe time known: ask the sender')
  if (opening.from <= now) return stateTag('done', `Safe now, until ${formatWhen(opening.until, now)}`)
  return stateTag('waiting', `Not now. Next: ${formatWhen(opening.from, now)}`)
}

/** How long it waited, or waits, for an answer. */
export const waited = ({ sentAt, answeredAt }: Referral, now: Date): string => formatSpan(sentAt, answeredAt ?? now)

export const summaryOf = (referral: Referral, now: Date): Html =>
  summaryList({
    rows: [
      row('State', stateShown(referral, now)),
      row('Risk level given by the sender', riskTag(levelOf(referral))),
      row('Needed', referral.urgency === 'routine' ? 'Routine' : referral.urgency === 'today' ? 'Today' : 'This week'),
      row('From', `${referral.fromAgency}: ${referral.sentByName}, ${formatWhen(referral.sentAt, now)}`),
      row('To', referral.toAgency),
      row('Service asked for', referral.service),
      row('Why', referral.reason),
      row('Agreed by the person', agreed(referral)),
      row('Why it is shared', referral.sharingBasis),
      row('What the person knows', referral.toldPerson),
      referral.acknowledgedAt === null &&
        referral.answer === null &&
        row('Acknowledge', clock({ now, dueAt: referral.chaseAt, doneWord: 'Acknowledged' })),
      referral.chasedAt !== null && row('Chased', formatWhen(referral.chasedAt, now)),
      referral.acknowledgedAt !== null && row('Acknowledged', formatWhen(referral.acknowledgedAt, now)),
      ...answerRows(referral, now),
    ],
  })

const agreed = ({ agreement, approvedByName }: Referral): string => {
  const words = agreement.charAt(0).toUpperCase() + agreement.slice(1)
  return approvedByName ? `${words}. ${approvedByName} agreed that it is shared` : words
}

const answerRows = (referral: Referral, now: Date): (SummaryRow | false)[] => [
  referral.answeredAt !== null && row('Answered', formatWhen(referral.answeredAt, now)),
  referral.workerName !== null && row('Taken on by', referral.workerName),
  referral.waitingUntil !== null && row('Place expected', formatDay(referral.waitingUntil, now)),
  referral.startedAt !== null && row('Started', formatWhen(referral.startedAt, now)),
  referral.declineReason !== null && row('Why it was declined', referral.declineReason),
  referral.nextOffer !== null && row('Offered instead', referral.nextOffer),
  referral.safeClose !== null && row('How contact stops safely', referral.safeClose),
  referral.outcome !== null && row('What came of it', referral.outcome),
  referral.outcomeNote !== null && row('What the sender should know', referral.outcomeNote),
]

export const row = (key: string, value: string | Html): SummaryRow => ({ key: { text: key }, value: { text: value } })

export const hoursOf = (referral: Referral): string => {
  const lines = windowLines(windowsOf(referral))
  return lines.length > 0 ? lines.join('; ') : 'No time is known to be safe'
}

/** Somebody was faster: what it is now stands above what was typed. */
export const changedMeanwhile = (referral: Referral, now: Date): Html =>
  insetText({
    text: html`<p class="govuk-body"><strong>Somebody changed this referral while you were writing. Nothing of yours is saved.</strong>
      This is how it stands now; what you typed is below.</p>${summaryOf(referral, now)}`,
  })
