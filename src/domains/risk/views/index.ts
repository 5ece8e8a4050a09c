import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { riskTag, stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { entryLabel } from '../../entries/index.ts'
import type { RiskShown } from '../actions/levels.ts'
import type { NeedsFound } from '../actions/signs.ts'
import { currentLevel } from '../model/level.ts'
import { needs as needNames } from '../model/needs.ts'
import type { AssessmentRow } from '../store/instruments.ts'
import type { LevelRow } from '../store/levels.ts'

type RiskPage = RiskShown & {
  screen: Screen
  top: CaseTop
  actorId: string
  assessments: readonly AssessmentRow[]
  needs: readonly NeedsFound[]
  apart: { since: string; until: string } | undefined
}

export const riskPage = ({
  screen,
  top,
  actorId,
  rows,
  newer,
  reviews,
  owed,
  apart,
  assessments,
  needs,
}: RiskPage): Html => {
  const here = `/cases/${top.caseId}/risk`
  const [asked, ofNeeds] = [
    assessments.filter(({ about }) => about !== 'needs'),
    assessments.filter(({ about }) => about === 'needs'),
  ]
  const held = [...Map.groupBy(rows, ({ agencyId, personId }) => `${agencyId} ${personId}`).values()].flatMap(
    (each) => currentLevel(each) ?? [],
  )
  return caseLayout({
    ...{ screen, top, part: 'risk', title: 'Risk' },
    titleActions: html`${button({ text: 'Assess or review', href: `${here}/new` })} ${button({ text: 'Ask with questions', href: `${here}/assess`, classes: 'govuk-button--secondary' })} ${button({ text: 'Ask about needs', href: `${here}/needs/waymark-needs`, classes: 'govuk-button--secondary' })} ${button({ text: 'Something has changed', href: `/cases/${top.caseId}/incidents/trigger`, classes: 'govuk-button--secondary' })}`,
    content: html`
      ${newer > 0 && warningText({ text: `${formatCount(newer, 'thing has', 'things have')} happened since the level was last set. It may no longer fit: review it.` })}
      ${held.length === 0 && !top.sights.partial.includes('risk') && insetText({ text: 'Nobody has set a level yet. Until somebody does, every clock runs as at high.' })}
      ${apart && insetText({ text: `They have lived apart since ${formatDay(apart.since, screen.now)}. Until ${formatDay(apart.until, screen.now)} each review comes one level sooner (high stays as it is), for them and for the children: after a separation the danger is greater.` })}
      ${reviews.length > 0 && openReview({ reviews, owed }, top, screen.now)}
      ${rows.filter(({ proposal }) => proposal === 'waiting').map((row) => waiting(row, here, actorId, screen.now))}
      ${board({
        caption: 'Now',
        says: `${formatCount(held.length, 'level')} held now, one for each agency and victim. The highest drives the clocks.`,
        empty: nothingOf(top, 'risk', 'No agency holds a level yet.'),
        columns: columns(screen.now),
        rows: held,
      })}
      ${board({
        caption: 'Every level, newest first',
        says: `${formatCount(rows.length, 'version')}, each as it was decided. None is ever changed.`,
        empty: 'There is no earlier level.',
        columns: columns(screen.now),
        rows,
      })}
      ${board({
        caption: 'Asked with questions, newest first',
        says: `${formatCount(asked.length, 'assessment')}, each with its answers as they were given. Those of different questions are never added up.`,
        empty: nothingOf(top, 'risk', 'Nobody has asked with questions yet.'),
        columns: [
          {
            head: 'Questions',
            cell: (row: AssessmentRow) =>
              html`<a class="govuk-link" href="${here}/assessments/${row.id}">${row.title}, edition ${row.edition}</a>`,
          },
          { head: 'For', cell: ({ personName }: AssessmentRow) => personName },
          { head: 'By', cell: ({ doneByName, agencyName }: AssessmentRow) => `${doneByName}, ${agencyName}` },
          { head: 'When', cell: ({ doneAt }: AssessmentRow) => formatWhen(doneAt, screen.now) },
          { head: 'Level decided', cell: ({ level }: AssessmentRow) => (level ? riskTag(level) : 'Not shown to you') },
        ],
        rows: asked,
      })}
      ${board({
        caption: 'Needs, newest first',
        says: `${formatCount(ofNeeds.length, 'time')} that somebody was asked what they need. No level comes of it.`,
        empty: nothingOf(top, 'risk', 'Nobody has been asked yet what they need.'),
        columns: [
          {
            head: 'Questions',
            cell: (row: AssessmentRow) =>
              html`<a class="govuk-link" href="${here}/assessments/${row.id}">${row.title}, edition ${row.edition}</a>`,
          },
          { head: 'For', cell: ({ personName }: AssessmentRow) => personName },
          {
            head: 'Needs',
            cell: ({ id }: AssessmentRow) =>
              needs
                .find(({ assessmentId }) => assessmentId === id)
                ?.needs.map((code) => needNames[code].name)
                .join(', ') || 'On its page',
          },
          { head: 'By', cell: ({ doneByName, agencyName }: AssessmentRow) => `${doneByName}, ${agencyName}` },
          { head: 'When', cell: ({ doneAt }: AssessmentRow) => formatWhen(doneAt, screen.now) },
        ],
        rows: ofNeeds,
      })}`,
  })
}

const openReview = (
  { reviews, owed }: Pick<RiskShown, 'reviews' | 'owed'>,
  { caseId, people }: CaseTop,
  now: Date,
): Html => {
  const still = people.filter(({ id }) => owed.some(({ personId }) => personId === id)).map(({ name }) => name)
  return insetText({
    text: html`<p><a class="govuk-link" href="/cases/${caseId}/duties/${reviews[0]?.dutyId ?? ''}">A review is asked for</a> because of:</p>
      <ul class="govuk-list govuk-list--bullet">${reviews.map(({ type, happenedFrom }) => html`<li>${entryLabel(type)}, ${formatWhen(happenedFrom, now)}</li>`)}</ul>
      ${people.filter(({ role }) => role === 'victim').length > 1 && still.length > 0 && html`<p>Each person harmed is looked at. Still to be looked at: ${still.join(', ')}.</p>`}`,
  })
}

const waiting = (row: LevelRow, here: string, actorId: string, now: Date): Html =>
  insetText({
    text: html`${stateTag('waiting', 'Waits for a second person')} ${row.decidedByName} proposed ${row.level} for ${row.personName}${row.proposedAt ? `, ${formatWhen(row.proposedAt, now)}` : ''}. ${
      row.secondPersonId === actorId
        ? html`<a class="govuk-link" href="${here}/proposals/${row.id}">You were asked to agree: answer</a>`
        : `${row.secondName ?? 'A colleague'} was asked to agree. Until then nothing changes.`
    }`,
  })

const columns = (now: Date) => [
  { head: 'For', cell: ({ personName }: LevelRow) => personName },
  {
    head: 'Level',
    cell: ({ level, proposal }: LevelRow) =>
      html`${riskTag(level)} ${proposal === 'waiting' ? stateTag('waiting', 'Proposed') : proposal === 'not agreed' ? stateTag('stopped', 'Not agreed') : ''}`,
  },
  {
    head: 'By',
    cell: ({ decidedByName, agencyName, secondName, proposal }: LevelRow) =>
      `${decidedByName}, ${agencyName}${proposal === 'agreed' && secondName ? `; agreed by ${secondName}` : ''}`,
  },
  { head: 'When', cell: ({ decidedAt }: LevelRow) => formatWhen(decidedAt, now) },
  { head: 'Reasons', cell: ({ reasons }: LevelRow) => reasons },
  {
    head: 'Their own view',
    cell: ({ victimView, victimViewNotAsked }: LevelRow) => victimView ?? `Not asked: ${victimViewNotAsked ?? ''}`,
  },
  { head: 'Next review by', cell: ({ nextReviewOn }: LevelRow) => formatDay(nextReviewOn, now), isShort: true },
]
