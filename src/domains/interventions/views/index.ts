import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { riskTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { meetingWords } from '../model/forms.ts'
import { leadWords, type Menu, places, sides, sideWords } from '../model/menu.ts'
import type { Suggestion } from '../model/suggest.ts'
import type { ComplexRow, InterventionRow, NotChosenRow } from '../store/case.ts'
import { foundList, isLate, isReviewLate, leadShown, stateShown } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  menu: Menu
  suggestions: readonly Suggestion[]
  chosen: readonly InterventionRow[]
  asides: readonly NotChosenRow[]
  marks: readonly ComplexRow[]
  mayWrite: boolean
  isOnOtherSide: boolean
  /** Shown the whole of the risk: a part says nothing of what is missing. */
  isWhole: boolean
}

/** What is done about the danger, what is expected and not done yet, and what the menu suggests. */
export const indexPage = (page: Page): Html => {
  const { screen, top, menu, suggestions, chosen, asides, mayWrite, isWhole, isOnOtherSide } = page
  const { now } = screen
  const base = `/cases/${top.caseId}/interventions`
  const open = suggestions.filter(({ isLeast }) => isLeast)
  const none = (words: string) => (isOnOtherSide ? 'None is shown to you.' : nothingOf(top, 'risk', words))
  return caseLayout({
    ...{ screen, top, part: 'interventions', title: 'Interventions', shape: 'board' },
    titleActions: html`${mayWrite && button({ text: 'Choose one of your own', href: `${base}/new` })} ${!isOnOtherSide && button({ text: 'Decisions by headings', href: `${base}/decisions`, classes: 'govuk-button--secondary' })} ${isWhole && button({ text: 'Summary for prosecutors', href: `${base}/summary`, classes: 'govuk-button--secondary' })}`,
    content: html`${isOnOtherSide && insetText({ text: 'You work for the other side. What is done with the person harmed, decisions and meetings are not shown to you.' })}
      ${complex(page, base)}
      ${isWhole && open.length > 0 && warningText({ text: `${formatCount(open.length, 'intervention is', 'interventions are')} expected at this level, and neither chosen nor set aside with a reason.` })}
      ${board({
        caption: 'Chosen',
        says: `${formatCount(chosen.length, 'intervention')}, those under way first.`,
        empty: none('Nothing has been chosen yet.'),
        rows: chosen,
        rowState: (row) => (isLate(row, now) || isReviewLate(row, now) ? 'late' : undefined),
        columns: [
          { head: 'What', cell: ({ id, name }) => html`<a class="govuk-link" href="${base}/${id}">${name}</a>` },
          { head: 'State', cell: (row) => stateShown(row, now) },
          { head: 'Leads', cell: (row) => leadShown(row) },
          { head: 'Sees to it', cell: ({ owner }) => owner },
          { head: 'By', cell: ({ dueOn }) => formatDay(dueOn, now) },
          {
            head: 'Look again',
            cell: (row) =>
              row.state === 'chosen'
                ? `${formatDay(row.reviewOn, now)}${isReviewLate(row, now) ? ', late' : ''}`
                : 'Over',
          },
        ],
      })}
      <h2 class="govuk-heading-m">What the menu suggests</h2>
      <p class="govuk-body">For the level ${riskTag(top.level)} and for what was found${isWhole ? '' : ', as far as it is shown to you'}; changes of the last six months. It chooses nothing, and leaves the choice to you. From <a class="govuk-link" href="/interventions/versions/${menu.number}">version ${menu.number} of the menu</a>.</p>
      ${suggestions.length === 0 && !isOnOtherSide && insetText({ text: 'Everything that fits has been chosen, or set aside with a reason. That does not end the danger: look again when anything changes.' })}
      ${sides.map((side) =>
        suggested(
          suggestions.filter(({ item }) => item.side === side),
          { page, base, caption: sideWords[side] },
        ),
      )}
      ${board({
        caption: 'Set aside',
        says: `${formatCount(asides.length, 'intervention')} not for this case, the latest first. A higher level asks again.`,
        empty: none('Nothing has been set aside.'),
        rows: asides,
        columns: [
          { head: 'What', cell: ({ name }) => name },
          { head: 'Reason', cell: ({ reason }) => reason },
          { head: 'At level', cell: ({ atLevel }) => atLevel },
          {
            head: 'By',
            cell: ({ decidedByName, agencyName, decidedAt }) =>
              `${decidedByName}, ${agencyName}, ${formatWhen(decidedAt, now)}`,
          },
        ],
      })}`,
  })
}

type Where = { page: Page; base: string; caption: string }
const suggested = (rows: readonly Suggestion[], { page, base, caption }: Where): Html | undefined => {
  const { screen, top, mayWrite } = page
  if (rows.length === 0) return undefined
  return board({
    ...{ caption, rows },
    says: `${formatCount(rows.length, 'suggestion')}, those that are expected at the least first.`,
    empty: 'None.',
    columns: [
      {
        head: 'What',
        cell: ({ item }: Suggestion) =>
          html`<strong>${item.name}</strong><br>${item.purpose}<br>Usually led by: ${leadWords(item.leads)}`,
      },
      {
        head: 'Why',
        cell: ({ found, isForLevel, isLeast }: Suggestion) =>
          html`${isForLevel && html`${isLeast ? html`<strong>Expected</strong>` : 'On the menu'} at ${top.level ?? 'high, as no level is set yet'}.`}${found.length > 0 && foundList(found, screen.now)}`,
      },
      {
        head: 'Do',
        cell: ({ item }: Suggestion) =>
          html`<ul class="govuk-list">
            ${mayWrite && html`<li><a class="govuk-link" href="${base}/new?item=${item.code}">Choose<span class="govuk-visually-hidden">: ${item.name}</span></a></li><li><a class="govuk-link" href="${base}/not-chosen?item=${item.code}">Not for this case<span class="govuk-visually-hidden">: ${item.name}</span></a></li>`}
            ${
              item.place !== null &&
              top.pages.some(({ part }) => part === item.place) &&
              html`<li><a class="govuk-link" href="/cases/${top.caseId}/${item.place}">Open ${places[item.place]}<span class="govuk-visually-hidden">, for: ${item.name}</span></a></li>`
            }</ul>`,
      },
    ],
  })
}

const complex = ({ marks, screen, mayWrite, isWhole }: Page, base: string): Html => {
  const { now } = screen
  const open = marks.filter(({ outcome }) => outcome === null)
  const past = marks.filter(({ outcome }) => outcome !== null)
  return html`${open.map((mark) =>
    insetText({
      text: html`<p><strong>Complex case.</strong> ${mark.reason}</p><p>Marked by ${mark.markedByName}, ${formatWhen(mark.markedAt, now)}. ${mark.owner} calls the meeting${mark.safetyDueAt ? `, due ${formatWhen(mark.safetyDueAt, now)}` : ''}. ${mayWrite && html`<a class="govuk-link" href="${base}/complex/${mark.id}">Say what came of the meeting</a>`}</p>`,
    }),
  )}
  ${mayWrite && isWhole && html`<p class="govuk-body"><a class="govuk-link" href="${base}/complex">Mark as a complex case</a>, so that those who work on it meet.</p>`}
  ${past.map(
    ({ outcome, metOn, said, closedByName, closedAt, reason }) =>
      html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${meetingWords[outcome ?? ''] ?? ''}${metOn ? `, ${formatDay(metOn, now)}` : ''}</span></summary><div class="govuk-details__text"><p>Marked because: ${reason}</p><p>${said ?? ''}</p><p>Written down by ${closedByName ?? ''}${closedAt ? `, ${formatWhen(closedAt, now)}` : ''}.</p></div></details>`,
  )}`
}
