import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { isToldOf, toldOf } from '../../safe-contact/index.ts'
import { stepWords } from '../model/forms.ts'
import { isSide, sideWords } from '../model/menu.ts'
import { becauseStored } from '../model/suggest.ts'
import type { DecisionRow, InterventionRow, StepRow } from '../store/case.ts'
import { isReviewLate, leadShown, stateShown } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  row: InterventionRow
  steps: readonly StepRow[]
  decisions: readonly DecisionRow[]
  mayWrite: boolean
  isOnOtherSide: boolean
  isWhole: boolean
}
type Known = { isKnown: string | null; knownWords: string | null }
const knownShown = ({ isKnown, knownWords }: Known): string =>
  isToldOf(isKnown) ? `${toldOf[isKnown]}. ${knownWords ?? ''}` : 'It was not asked then'
const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

export const interventionPage = ({
  screen,
  top,
  row,
  steps,
  decisions,
  mayWrite,
  isOnOtherSide,
  isWhole,
}: Page): Html => {
  const { now } = screen
  const base = `/cases/${top.caseId}/interventions`
  const here = `${base}/${row.id}`
  const { level, found } = becauseStored(row.because)
  const second = 'govuk-button--secondary'
  return caseLayout({
    ...{ screen, top, part: 'interventions', title: row.name },
    trail: [{ text: 'Interventions', href: base }],
    content: html`${
      mayWrite &&
      html`<div class="govuk-button-group">${
        row.state === 'chosen' &&
        html`${button({ text: 'Done', href: `${here}/done` })} ${button({ text: 'Look again', href: `${here}/review`, classes: second })} ${button({ text: 'Stop it', href: `${here}/stop`, classes: second })}`
      } ${!isOnOtherSide && html`<a class="govuk-link" href="${base}/decisions/new?about=intervention:${row.id}">Write down the decision by headings</a>`}</div>`
    }
    ${summaryList({
      rows: [
        line('State', stateShown(row, now)),
        line('What exactly', row.what),
        line('Side', isSide(row.side) ? sideWords[row.side] : row.side),
        line('Leads', leadShown(row)),
        line('Sees to it', row.owner),
        line('To be done by', formatDay(row.dueOn, now)),
        row.state === 'chosen' &&
          line('Looked at again on', `${formatDay(row.reviewOn, now)}${isReviewLate(row, now) ? ', late' : ''}`),
        !isOnOtherSide && line('Does the person harmed know of it?', knownShown(row)),
        line('Chosen', `${row.chosenByName}, ${formatWhen(row.chosenAt, now)}`),
        line(
          'From',
          row.menuVersion === null
            ? 'Not from the menu: their own'
            : html`<a class="govuk-link" href="/interventions/versions/${row.menuVersion}">Version ${row.menuVersion} of the menu</a>`,
        ),
        row.insteadWhy !== null && line('Stands in for what is expected, because', row.insteadWhy),
        row.menuVersion !== null &&
          line(
            'Why the menu named it then',
            html`Level: ${level}${isWhole && found.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${found.map((href) => html`<li><a class="govuk-link" href="${href}">${href.includes('/risk/') ? 'Found in this assessment' : 'Found in this entry'}</a></li>`)}</ul>`}`,
          ),
        row.dutyId !== null &&
          line(
            'Duty',
            html`<a class="govuk-link" href="/cases/${top.caseId}/duties/${row.dutyId}">The duty, with its clock</a>`,
          ),
      ],
    })}
    ${board({
      caption: 'What came of it',
      says: `${formatCount(steps.length, 'step')}, the latest first. None is ever changed.`,
      empty: 'Nothing is written down yet.',
      rows: steps,
      columns: [
        { head: 'On', cell: ({ happenedOn }) => formatDay(happenedOn, now) },
        { head: 'Step', cell: ({ kind }) => stepWords[kind] ?? kind },
        { head: 'What', cell: ({ said }) => said },
        { head: 'How it is known', cell: ({ evidence }) => evidence ?? 'Not asked for' },
        ...(isOnOtherSide ? [] : [{ head: 'Does the person harmed know?', cell: knownShown }]),
        { head: 'By', cell: ({ takenByName, agencyName }) => `${takenByName}, ${agencyName}` },
      ],
    })}
    ${
      decisions.length > 0 &&
      html`<h2 class="govuk-heading-m">Decisions by headings</h2><ul class="govuk-list govuk-list--bullet">${decisions.map(
        ({ id, about, decidedAt }) =>
          html`<li><a class="govuk-link" href="${base}/decisions/${id}">${about}, ${formatDay(decidedAt, now)}</a></li>`,
      )}</ul>`
    }`,
  })
}
