import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { subNavigation } from '../../../design/sub-navigation.ts'
import { riskTag } from '../../../design/tags.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Opening } from '../../safe-contact/index.ts'
import { isLate, type Referral, type View, views } from '../model/referral.ts'
import { contactNow, levelOf, stateShown, waited } from './about.ts'

type Index = {
  screen: Screen
  agency: string
  view: View
  page: { number: number; size: number; total: number; rows: readonly (Referral & { opening: Opening | null })[] }
  counts: Record<View, number>
}

const words: Record<View, { link: string; says: (count: string, agency: string) => string; empty: string }> = {
  new: {
    link: 'To answer',
    says: (count, agency) => `${count} sent to ${agency} that nobody has accepted or declined. Needed soonest first.`,
    empty: 'No referral waits for your answer.',
  },
  open: {
    link: 'Accepted',
    says: (count, agency) => `${count} that ${agency} has accepted and not finished.`,
    empty: 'Your agency has no accepted referral that is still open.',
  },
  closed: {
    link: 'Over',
    says: (count, agency) => `${count} to ${agency} that are finished, declined or withdrawn. Latest first.`,
    empty: 'No referral to your agency is over yet.',
  },
  sent: {
    link: 'Sent by us',
    says: (count, agency) => `${count} that ${agency} sent from cases that you can see. Latest first.`,
    empty: 'Nothing was sent from the cases that you can see. A referral is sent from its case.',
  },
}

export const indexPage = ({ screen, agency, view, page, counts }: Index): Html =>
  layout({
    frame: screen.frame,
    title: 'Referrals',
    shape: 'board',
    top: subNavigation({
      label: 'Referrals',
      items: views.map((each) => ({
        text: words[each].link,
        href: `/referrals?show=${each}`,
        current: each === view,
        waiting: each === 'new' && counts.new > 0 ? { count: counts.new, of: 'to answer' } : undefined,
      })),
    }),
    content: board({
      caption: words[view].link,
      isCaptionHidden: true,
      says: words[view].says(formatCount(page.total, 'referral'), agency),
      empty: words[view].empty,
      rows: page.rows,
      rowState: (row) => (isLate(row, screen.now) ? 'late' : undefined),
      columns: [
        { head: 'Referral', cell: (row) => html`<a class="govuk-link" href="/referrals/${row.id}">${row.service}</a>` },
        { head: 'Risk', cell: (row) => riskTag(levelOf(row)), isShort: true },
        { head: 'Needed', cell: (row) => row.urgency, isShort: true },
        {
          head: view === 'sent' ? 'To' : 'From',
          cell: (row) => (view === 'sent' ? row.toAgency : `${row.fromAgency}: ${row.sentByName}`),
        },
        { head: 'Waiting', cell: (row) => waited(row, screen.now), isShort: true },
        { head: 'Contact', cell: (row) => contactNow(row.opening, screen.now) },
        { head: 'State', cell: (row) => stateShown(row, screen.now) },
      ],
      pages: pagesOf(view, page),
    }),
  })

const pagesOf = (view: View, { number, size, total }: Index['page']) => {
  const at = (page: number) => ({ href: `/referrals?show=${view}&page=${page}` })
  return {
    ...(number > 1 && { previous: at(number - 1) }),
    ...(number * size < total && { next: at(number + 1) }),
  }
}
