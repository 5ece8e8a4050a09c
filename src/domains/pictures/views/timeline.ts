import type { Screen } from '../../../design/form.ts'
import { caseTimelinePicture } from '../../../design/pictures/case-timeline.ts'
import { subNavigation } from '../../../design/sub-navigation.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { entryText, type Level, markOf, type Range } from '../model.ts'
import { type DrawnDuty, type DrawnEntry, mostDrawn } from '../store.ts'
import { pictureLinks } from './parts.ts'

type Timeline = {
  screen: Screen
  top: CaseTop
  range: Range
  span: { from: Date; to: Date }
  entries: { rows: DrawnEntry[]; total: number }
  duties: { rows: DrawnDuty[]; total: number }
  levels: Level[]
}

const names: { range: Range; text: string }[] = [
  { range: '4-weeks', text: '4 weeks' },
  { range: '6-months', text: '6 months' },
  { range: 'all', text: 'All' },
]

export const timelinePage = ({ screen, top, range, span, entries, duties, levels }: Timeline): Html =>
  caseLayout({
    title: 'The case over time',
    ...{ screen, top, part: 'pictures' },
    shape: 'board',
    content: html`${pictureLinks(top.caseId, 'timeline')}
    ${subNavigation({
      label: 'How far back',
      items: names.map((each) => ({
        text: each.text,
        href: `/cases/${top.caseId}/pictures/timeline?range=${each.range}`,
        current: each.range === range,
      })),
    })}
    ${cut(top.caseId, entries.total, 'entries', 'entries')} ${cut(top.caseId, duties.total, 'duties', 'duties')}
    ${caseTimelinePicture({
      id: 'timeline',
      ...span,
      now: screen.now,
      entries: entries.rows.map(({ type, happenedFrom }) => ({
        at: happenedFrom,
        text: entryText(type),
        kind: markOf(type),
      })),
      duties: duties.rows.map(({ task, raisedAt, dueAt, closedAt }) => ({
        text: task,
        raisedAt,
        dueAt,
        doneAt: closedAt,
      })),
      levels,
    })}`,
  })

/** A picture that leaves something out says so, and where the rest is. */
const cut = (caseId: string, total: number, what: string, part: string): Html | undefined =>
  total > mostDrawn
    ? html`<p class="govuk-body">The latest ${mostDrawn} of ${total} ${what} are drawn. <a class="govuk-link" href="/cases/${caseId}/${part}">See all</a></p>`
    : undefined
