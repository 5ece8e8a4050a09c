import { board, type Column } from '../../../design/board.ts'
import { clock } from '../../../design/clock.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { bodyName, pagesOf } from '../../entries/index.ts'
import { endWords, grouped } from '../model/duty-page.ts'
import type { DutyRow } from '../store.ts'

type DutiesPage = {
  screen: Screen
  top: CaseTop
  open: readonly DutyRow[]
  closed: readonly DutyRow[]
  total: number
  page: number
}

export const dutiesPage = ({ screen, top, open, closed, total, page }: DutiesPage): Html => {
  const { now } = screen
  const { late, due, ahead } = grouped(open, now)
  const here = `/cases/${top.caseId}/duties`
  const up = late.length + due.length
  return caseLayout({
    ...{ screen, top, part: 'duties', title: 'Duties', shape: 'board' },
    content: html`
      ${board({
        caption: 'To do now',
        says: `${formatCount(up, 'open duty', 'open duties')}, what is due first at the top; ${late.length === 0 ? 'none is late' : `${late.length} late`}.`,
        empty: nothingOf(top, 'duties', 'Nothing is open on this case.'),
        columns: columns(top.caseId, now),
        rows: [...late, ...due],
        rowState: ({ dueAt }) => (dueAt !== null && dueAt < now ? 'late' : undefined),
      })}
      ${
        ahead.length > 0 &&
        board({
          caption: 'Still to come up',
          says: `${formatCount(ahead.length, 'duty comes', 'duties come')} up on a later day, unless something happens first.`,
          empty: 'Nothing lies ahead.',
          columns: [
            { head: 'Comes up', cell: ({ raisedAt }) => formatDay(raisedAt, now), isShort: true },
            ...columns(top.caseId, now),
          ],
          rows: ahead,
        })
      }
      ${board({
        caption: 'Closed',
        says: `${formatCount(total, 'duty', 'duties')} closed, last closed first.`,
        empty: nothingOf(top, 'duties', 'No duty of this case is closed yet.'),
        columns: [
          ...columns(top.caseId, now).slice(0, 1),
          { head: 'How', cell: (duty) => endWords(duty) },
          { head: 'When', cell: ({ closedAt }) => (closedAt ? formatWhen(closedAt, now) : ''), isShort: true },
          { head: 'Owner', cell: ({ ownerName }) => ownerName },
        ],
        rows: closed,
        pages: pagesOf(total, page, (to) => `${here}?page=${to}`),
      })}`,
  })
}

const columns = (caseId: string, now: Date): Column<DutyRow>[] => [
  {
    head: 'What',
    cell: ({ id, task }) => html`<a class="govuk-link" href="/cases/${caseId}/duties/${id}">${task}</a>`,
  },
  {
    head: 'By when',
    cell: ({ safetyDueAt, statutoryDueAt, dueUnknown }) =>
      clock({ now, dueAt: safetyDueAt, lawDueAt: statutoryDueAt, notKnown: dueUnknown ?? undefined }),
  },
  { head: 'Held by', cell: holder },
  { head: 'Owner', cell: ({ ownerName, ownerAgency }) => `${ownerName}, ${ownerAgency}` },
  {
    head: 'For',
    cell: ({ personName, planOf }) => (planOf ? `the case: plan for managing ${planOf}` : (personName ?? 'the case')),
  },
]

/** The body that the rule names; where the owner is of another, the owner's part is to chase. */
export const holder = ({ holder: body, ownerAgencyKind, ownedBy }: DutyRow): Html | string =>
  ownedBy === 'holder' && body !== ownerAgencyKind && !(body === 'advocacy' && ownerAgencyKind === 'refuge')
    ? html`${bodyName(body)} ${stateTag('waiting', 'owner chases')}`
    : bodyName(body)
