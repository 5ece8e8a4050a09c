import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { daysInWords, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { agreementWords, basisWords, itemsOf, type State, toldWords } from '../model.ts'
import type { SharingRow, WordRow } from '../store.ts'
import { lastDay, stateShown, toOf } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  row: SharingRow
  state: State
  words: readonly WordRow[]
  maySay: boolean
  /** It is stopped, and whoever was let in by it sees the case still: work rests with them. */
  stillSees: boolean
  mayAnswer: boolean
}

const list = (lines: readonly string[]): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${lines.map((text) => html`<li>${text}</li>`)}</ul>`
const row = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

export const decisionPage = ({ screen, top, row: it, state, words, maySay, mayAnswer, stillSees }: Page): Html => {
  const { now } = screen
  const base = `/cases/${top.caseId}/sharing/${it.id}`
  const said = (about: string, wording: Record<string, string>) =>
    list(
      words
        .filter((word) => word.about === about)
        .map(
          (word) =>
            `${formatDay(word.onDay, now)}: ${wording[word.state] ?? word.state}${word.how ? `. ${word.how}` : ''} (${word.by})`,
        ),
    )
  const isLive = state === 'waiting' || state === 'shared' || state === 'over'
  return caseLayout({
    ...{ screen, top, part: 'sharing', title: 'A decision to share' },
    trail: [{ text: 'What was shared', href: `/cases/${top.caseId}/sharing` }],
    titleActions: mayAnswer ? button({ text: 'Answer', href: `${base}/answer` }) : undefined,
    content: html`${stillSees && warningText({ text: 'They see the case still: a lead or an open duty of it rests with them. Hand it over, then end their sight under Who can see it' })}${summaryList(
      {
        rows: [
          row('State', stateShown(state, it, now)),
          row(
            'What',
            list([...itemsOf(it.what).map(({ label }) => daysInWords(label)), ...(it.also ? [it.also] : [])]),
          ),
          row('About', it.person),
          row('From and to', `${it.fromAgency} to ${toOf(it)}`),
          row('Why', it.why),
          row('What in law allows it', basisWords(it.basis, it.special)),
          row('What the person said', said('agreement', agreementWords)),
          row('Do they know?', said('told', toldWords)),
          row('Asked', `${formatWhen(it.askedAt, now)}, ${it.askedByName}`),
          it.approver ? row('Supervisor who decides', it.approver) : false,
          it.sharedAt ? row('Shared', formatWhen(it.sharedAt, now)) : false,
          it.declinedAt ? row('Not agreed', `${formatWhen(it.declinedAt, now)}: ${it.declinedWhy ?? ''}`) : false,
          it.stoppedAt
            ? row('Stopped', `${formatWhen(it.stoppedAt, now)}, ${it.stoppedByName ?? ''}: ${it.stoppedWhy ?? ''}`)
            : false,
          row('Last day', lastDay(it.expiresOn, now)),
        ],
      },
    )}
    ${it.referralId !== null && html`<p class="govuk-body"><a class="govuk-link" href="/referrals/${it.referralId}">The referral</a></p>`}
    ${maySay && state !== 'declined' && html`<p class="govuk-body"><a class="govuk-link" href="${base}/told">They were told, or it was decided again</a></p>`}
    ${
      maySay &&
      isLive &&
      html`<p class="govuk-body"><a class="govuk-link" href="${base}/agreement">They said something else about it</a></p>
      <p class="govuk-body"><a class="govuk-link" href="${base}/stop">Stop the sharing</a></p>`
    }`,
  })
}
