import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { counsellingWords, noticeWords, tests, testsOf } from '../model.ts'
import type { RequestRow } from '../store.ts'
import { stateShown, wanted, whoAsks } from './about.ts'

type Page = { screen: Screen; top: CaseTop; row: RequestRow; mayWrite: boolean }

const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

export const requestPage = ({ screen, top, row, mayWrite }: Page): Html => {
  const { now } = screen
  const base = `/cases/${top.caseId}/information-requests`
  const here = `${base}/${row.id}`
  const isAnswered = row.answeredAt !== null
  const isTold = row.notice !== null && row.notice !== 'put off'
  const second = 'govuk-button--secondary'
  return caseLayout({
    ...{ screen, top, part: 'information-requests', title: `Request of ${whoAsks(row)}` },
    trail: [{ text: 'What others asked for', href: base }],
    content: html`${
      mayWrite &&
      html`<div class="govuk-button-group">
        ${!isAnswered && button({ text: 'Check what the law asks', href: `${here}/tests`, classes: row.testsAt ? second : '' })}
        ${!isAnswered && row.testsAt !== null && button({ text: 'Answer it', href: `${here}/answer` })}
        ${!isTold && button({ text: 'Say whether they know', href: `${here}/notice`, classes: second })}
      </div>`
    }
    ${summaryList({
      rows: [
        line('State', stateShown(row)),
        line('Wanted by', wanted(row, now)),
        line('About', row.person),
        line('Their reference', row.fromReference ?? 'None given'),
        line('Asks for', row.asks),
        line('Notes of counselling', counsellingWords[row.counselling] ?? row.counselling),
        line(
          'Came',
          `${formatDay(row.receivedOn, now)}, recorded by ${row.recordedByName} ${formatWhen(row.recordedAt, now)}`,
        ),
      ],
    })}
    <h2 class="govuk-heading-m">What the law asks</h2>
    ${checked(row, now)}
    <h2 class="govuk-heading-m">The answer</h2>
    ${answer(row, now)}
    <h2 class="govuk-heading-m">Does ${row.person} know?</h2>
    ${notice(row, now)}`,
  })
}

const checked = (row: RequestRow, now: Date): Html => {
  const { testsMet, testsAt, testsByName, testsWords } = row
  if (!testsAt) return html`<p class="govuk-body">Not checked yet.</p>`
  return html`${summaryList({
    rows: testsOf(row).map((code) => line(tests[code].words, testsMet?.includes(code) ? 'Met' : 'Not met')),
  })}
    <p class="govuk-body">${testsWords ?? ''}</p>
    <p class="govuk-body">Checked by ${testsByName ?? ''} ${formatWhen(testsAt, now)}. <a class="govuk-link" href="https://www.legislation.gov.uk/ukpga/2022/32/part/2/chapter/3A" rel="noreferrer">Police, Crime, Sentencing and Courts Act 2022, ss.44A to 44F</a>.</p>`
}

const answer = (row: RequestRow, now: Date): Html => {
  if (!row.answeredAt) return html`<p class="govuk-body">Not answered yet. Nothing has left.</p>`
  return html`${summaryList({
    rows: [
      line('Answer', stateShown(row)),
      row.sharingId !== null &&
        line(
          'What was given',
          html`<a class="govuk-link" href="/cases/${row.caseId}/sharing/${row.sharingId}">The decision to share</a>`,
        ),
      row.why !== null && line('What was not given, and why', row.why),
      row.advice !== null && line('Advice', row.advice),
    ],
  })}
    <p class="govuk-body">By ${row.answeredByName ?? ''} ${formatWhen(row.answeredAt, now)}.</p>`
}

const notice = (row: RequestRow, now: Date): Html => {
  if (!row.notice) return html`<p class="govuk-body">Not recorded.</p>`
  return html`${summaryList({
    rows: [
      line('Told', noticeWords[row.notice] ?? row.notice),
      row.noticeOn !== null && line('On', formatDay(row.noticeOn, now)),
      row.noticeHow !== null && line('How, or why not yet', row.noticeHow),
      row.noticeView !== null && line('What they think and want', row.noticeView),
      row.noticeAgainOn !== null && line('Looked at again on', formatDay(row.noticeAgainOn, now)),
    ],
  })}
    <p class="govuk-body">Recorded by ${row.noticeByName ?? ''}.</p>`
}
