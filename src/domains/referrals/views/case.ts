import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Referral } from '../model/referral.ts'
import type { Offer } from '../store/offers.ts'
import { stateShown } from './about.ts'

type Case = {
  screen: Screen
  top: CaseTop
  referrals: readonly Referral[]
  offers: readonly Offer[]
  mayWrite: boolean
}

export const casePage = ({ screen, top, referrals, offers, mayWrite }: Case): Html =>
  caseLayout({
    ...{ screen, top, part: 'referrals', title: 'Referrals and offers of support' },
    content: html`${board({
      caption: 'Referrals',
      says: `${formatCount(referrals.length, 'referral')} from this case, latest first.`,
      empty: 'Nobody has been referred from this case.',
      rows: referrals,
      actions: mayWrite
        ? button({ text: 'Refer to another agency', href: `/cases/${top.caseId}/referrals/new` })
        : undefined,
      columns: [
        { head: 'Service', cell: (row) => html`<a class="govuk-link" href="/referrals/${row.id}">${row.service}</a>` },
        { head: 'To', cell: (row) => row.toAgency },
        { head: 'Sent', cell: (row) => `${formatWhen(row.sentAt, screen.now)}, ${row.sentByName}` },
        { head: 'State', cell: (row) => stateShown(row, screen.now) },
        { head: 'What came of it', cell: (row) => row.outcome ?? row.declineReason ?? row.safeClose ?? '' },
      ],
    })}
    ${board({
      caption: 'Offers of support',
      says: `${formatCount(offers.length, 'offer')} of independent support and what was said to each, latest first.`,
      empty: 'No offer of independent support is recorded. It is offered in every case.',
      rows: offers,
      actions: mayWrite
        ? button({
            text: 'Record an offer',
            classes: 'govuk-button--secondary',
            href: `/cases/${top.caseId}/referrals/offer`,
          })
        : undefined,
      columns: [
        { head: 'Service', cell: (row) => row.service },
        { head: 'Person', cell: (row) => row.person },
        { head: 'Offered', cell: (row) => `${formatDay(row.offeredAt, screen.now)}, ${row.offeredBy}` },
        {
          head: 'Answer',
          cell: (row) =>
            stateTag(row.answer === 'yes' ? 'done' : row.answer === 'no' ? 'stopped' : 'waiting', row.answer),
        },
        { head: 'In their words', cell: (row) => row.said ?? '' },
        { head: 'Ask again', cell: (row) => (row.offerAgainOn ? formatDay(row.offerAgainOn, screen.now) : '') },
      ],
    })}`,
  })
