import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Opening } from '../../safe-contact/index.ts'
import type { Opened } from '../actions.ts'
import type { Move, Referral } from '../model/referral.ts'
import { changedMeanwhile, contactNow, hoursOf, row, summaryOf } from './about.ts'

export type Look = {
  screen: Screen
  /** What is open at this moment of the hours that the sender gave, or opens next. */
  opening: Opening | null
  referral: Referral
  moves: readonly Move[]
  /** The sealed lines; undefined for who declined it, and when it is over. */
  lines: Opened | undefined
  seesCase: boolean
  isStale?: boolean
}

export const trailOf = ({ id, service }: Referral) => [
  { text: 'Referrals', href: '/referrals' },
  { text: service, href: `/referrals/${id}` },
]

export const referralPage = (look: Look): Html => {
  const { screen, referral, moves, lines, seesCase, isStale } = look
  return layout({
    frame: screen.frame,
    title: referral.service,
    caption: `Referral from ${referral.fromAgency} to ${referral.toAgency}`,
    breadcrumbs: [...trailOf(referral).slice(0, 1), { text: referral.service }],
    content: html`${isStale && changedMeanwhile(referral, screen.now)}
      ${contact(look, lines)}
      ${summaryOf(referral, screen.now)}
      ${seesCase && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${referral.caseId}">Open the case</a></p>`}
      ${moves.length > 0 && html`<div class="govuk-button-group">${moves.map((move) => moveButton(look, move))}</div>`}`,
  })
}

const contact = ({ screen, opening, referral }: Look, lines: Opened | undefined): Html | false =>
  lines !== undefined &&
  html`<h2 class="govuk-heading-m">Safe contact</h2>
    <p class="govuk-body">${contactNow(opening, screen.now)}</p>
    ${summaryList({
      rows: [
        row('Call them', lines.personCalled ?? gone),
        row('The one safe way', lines.contactRoute ?? gone),
        row('Safe hours', hoursOf(referral)),
        lines.contactNever !== null && row('Never', lines.contactNever),
      ],
    })}`
const gone = 'No longer kept'

const words: Record<Move, string> = {
  acknowledge: 'It has reached us',
  accept: 'Accept',
  decline: 'Decline',
  start: 'A place is there: start',
  complete: 'Finish and report back',
  withdraw: 'Withdraw',
}

const moveButton = ({ screen, referral }: Look, move: Move): Html => {
  const address = `/referrals/${referral.id}/${move}`
  const quiet = move === 'acknowledge' || move === 'accept' ? undefined : 'govuk-button--secondary'
  if (move !== 'acknowledge' && move !== 'start') return button({ text: words[move], href: address, classes: quiet })
  return form(
    screen,
    html`<input type="hidden" name="version" value="${referral.version}">${button({ text: words[move], classes: quiet, preventDoubleClick: true })}`,
    { action: address },
  )
}
