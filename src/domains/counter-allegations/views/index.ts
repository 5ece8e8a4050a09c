import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { riskTag } from '../../../design/tags.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { entryLabel } from '../../entries/index.ts'
import type { Direction, Pair } from '../model.ts'
import type { OpinionRow } from '../store.ts'
import { opinionsShown } from './parts.ts'

type Page = {
  screen: Screen
  top: CaseTop
  pairs: Pair[]
  opinions: OpinionRow[]
  clashing: { name: string }[]
  actorId: string
  mayWrite: boolean
}

/** Both directions beside each other, each on its own record: nothing here adds them up (S-05). */
export const bothSidesPage = ({ screen, top, pairs, opinions, clashing, actorId, mayWrite }: Page): Html => {
  const seesBoth = pairs.some(({ there }) => there.side !== null)
  return caseLayout({
    ...{ screen, top, part: 'people', title: 'Harm is reported both ways', shape: 'board' },
    trail: [{ text: 'People', href: `/cases/${top.caseId}/people` }],
    titleActions:
      seesBoth && mayWrite
        ? button({ text: 'Write an opinion', href: `/cases/${top.caseId}/counter-allegations/new` })
        : undefined,
    content: html`<p class="govuk-body">One record each way, each with its own history and its own level. Who rang first decides nothing, and neither record changes the other.</p>
      ${clashing.length > 0 && warningText({ text: `${clashing.map(({ name }) => name).join(' and ')} ${clashing.length === 1 ? 'works' : 'work'} for both. Have one of the two handed over: each person has workers of their own.` })}
      ${pairs.map((pair) => pairShown(pair, top, screen.now))}
      ${seesBoth && opinionsShown(opinions, top.caseId, actorId, screen.now)}`,
  })
}

const pairShown = ({ here, there }: Pair, top: CaseTop, now: Date): Html =>
  html`<div class="govuk-grid-row">
      <section class="govuk-grid-column-one-half">${oneWay(here, top, now)}</section>
      <section class="govuk-grid-column-one-half">${oneWay(there, top, now)}</section>
    </div>
    ${there.side === null && insetText({ text: `You see no case of ${there.harmed.name} as the person harmed. If there is none, somebody else than the workers of this case opens one: they have their own safe contact, their own level and their own offer of support.` })}`

const oneWay = ({ harmed, by, side, reports, levels, children }: Direction, top: CaseTop, now: Date): Html =>
  html`<h2 class="govuk-heading-m">Harm to ${harmed.name}, by ${by.name}</h2>
    ${summaryList({
      rows: [
        row(
          'Their case',
          side === null
            ? 'None that you see'
            : side.caseId === top.caseId
              ? 'This case'
              : html`<a class="govuk-link" href="/cases/${side.caseId}">${side.reference}</a>`,
        ),
        side !== null && row('Contact lead', side.contact),
        row(
          'Reported',
          reports.length === 0
            ? nothingOf(top, 'incidents', 'No report is entered here')
            : html`${formatCount(reports.length, 'report')}, first ${formatDay(reports[0]?.happenedFrom ?? now, now)}
              <ul class="govuk-list govuk-list--bullet">${reports.map(({ type, happenedFrom, toldBy }) => html`<li>${formatDay(happenedFrom, now)}: ${entryLabel(type)}${toldBy !== null && `, from ${toldBy}`}</li>`)}</ul>`,
        ),
        row(
          'Risk to them',
          side === null
            ? 'Held in their own case'
            : levels.length === 0
              ? nothingOf(top, 'risk', 'No level yet: every clock runs as at high')
              : html`<ul class="govuk-list">${levels.map(({ level, agencyName, decidedAt, reasons, victimView, victimViewNotAsked }) => html`<li>${riskTag(level)} ${agencyName}, ${formatDay(decidedAt, now)}: ${reasons}<br>Their own view: ${victimView ?? `not asked: ${victimViewNotAsked ?? ''}`}</li>`)}</ul>`,
        ),
        row(
          'Children',
          children.length === 0
            ? nothingOf(top, 'incidents', 'No child is named')
            : html`<ul class="govuk-list">${children.map(({ name, how, happenedFrom }) => html`<li>${name} ${how}, ${formatDay(happenedFrom, now)}</li>`)}</ul>`,
        ),
      ],
    })}`

const row = (key: string, value: Html | string) => ({ key: { text: key }, value: { text: value } })
