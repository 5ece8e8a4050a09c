import { board } from '../../../design/board.ts'
import { clock } from '../../../design/clock.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { riskTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { addressOf, type CaseFilter, saysOf } from '../model.ts'
import type { CaseRow, Listed, Saved } from '../store/index.ts'
import { boardFilters, boardTabs, caseCell, levelChoice, openACase, pagesOf, takeOut } from './parts.ts'

const words = {
  cases: {
    title: 'My cases',
    what: 'that you were let into by name',
    empty: 'You have no open case. Open one, or accept a handover or a referral.',
  },
  'team-cases': {
    title: 'Team cases',
    what: 'that your teams may see',
    empty: 'Your teams have no open case.',
  },
}
type Cases = {
  screen: Screen
  mayTakeOut: boolean
  mayOpen: boolean
  board: keyof typeof words
  filter: CaseFilter
  cases: Listed<CaseRow>
  saved: Saved[]
}

export const casesPage = ({ screen, mayOpen, mayTakeOut, board: name, filter, cases, saved }: Cases): Html => {
  const sorted = (sort: CaseFilter['sort']) => ({
    sortHref: addressOf(name, { ...filter, sort, page: 1 }),
    sorted: filter.sort === sort ? ('ascending' as const) : undefined,
  })
  return layout({
    title: words[name].title,
    frame: screen.frame,
    shape: 'board',
    top: boardTabs(name),
    titleActions: mayOpen ? openACase : undefined,
    aside: boardFilters(screen, name, filter, [levelChoice], saved),
    asideAt: 'start',
    content: board({
      caption: words[name].title,
      isCaptionHidden: true,
      says: saysOf(cases.total, filter.page, `open case ${words[name].what}`, `open cases ${words[name].what}`),
      empty: filter.level ? 'No case of this level.' : words[name].empty,
      columns: [
        { head: 'Who for', isRowHeader: true, cell: (row: CaseRow) => caseCell({ ...row, caseId: row.id }) },
        { head: 'Level', isShort: true, cell: ({ level }) => riskTag(level), ...sorted('level') },
        {
          head: 'Next due',
          cell: ({ nextDueAt }) =>
            nextDueAt ? clock({ now: screen.now, dueAt: nextDueAt }) : html`<span class="wm-quiet">Nothing due</span>`,
          ...sorted('due'),
        },
        { head: 'Open duties', format: 'numeric', cell: ({ openDuties }) => openDuties },
        { head: 'Contact lead', cell: ({ contactLeadName }) => contactLeadName },
        {
          head: 'Level review',
          isShort: true,
          cell: ({ levelReviewOn }) => (levelReviewOn ? formatDay(levelReviewOn, screen.now) : 'No level yet'),
        },
        { head: 'Opened', isShort: true, cell: ({ openedAt }) => formatDay(openedAt, screen.now), ...sorted('opened') },
      ],
      rows: cases.rows,
      actions: mayTakeOut && cases.total > 0 ? takeOut(name, filter) : undefined,
      pages: pagesOf(name, filter, cases.total),
    }),
  })
}
