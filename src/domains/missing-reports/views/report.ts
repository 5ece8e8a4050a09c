import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { sayingWords, script } from '../model.ts'
import type { ReportRow } from '../store.ts'
import { standsAs } from './index.ts'

type Page = { screen: Screen; row: ReportRow; mayAnswer: boolean; isRefused?: true }

const refused = 'Safe and well is not confirmed yet, or the caller was answered: nothing was saved'

/** What to do now, and the words for the caller: the same words, whatever was found (INV-01, INV-44). */
export const reportPage = ({ screen, row, mayAnswer, isRefused }: Page): Html =>
  layout({
    title: `Reported: ${row.name}`,
    frame: screen.frame,
    errors: isRefused && [{ text: refused, href: '#stands' }],
    breadcrumbs: [{ text: 'Work', href: '/boards/mine' }, { text: 'Report of somebody missing' }],
    content: html`${row.mayBeProtected ? isMatched(row) : notMatched()}
      <h2 class="govuk-heading-m">Say to the caller</h2>
      ${insetText({ text: script })}
      <h2 class="govuk-heading-m">What came</h2>
      ${summaryList({
        rows: [
          line('Reported', row.name),
          line('Date of birth', row.bornOn ? formatDay(row.bornOn) : 'Not known to the caller'),
          line('What the caller says', sayingWords(row.said)),
          line('Where the caller says that they were', row.saidWhere ?? 'Nothing said'),
          line('Caller', `${row.caller}, ${row.callerIs}`),
          line('Reached', row.callerReached ?? 'Nothing said'),
          line('Came', formatWhen(row.cameAt, screen.now)),
          line('Taken', `${row.taker}, ${formatWhen(row.takenAt, screen.now)}`),
        ],
      })}
      <h2 class="govuk-heading-m" id="stands">Where it stands</h2>
      <p class="govuk-body">${standsAs(row, screen.now)}${row.answerer !== null && html` ${row.answerer}, in the words above`}</p>
      ${
        mayAnswer &&
        row.isConfirmed &&
        row.answeredAt === null &&
        form(screen, button({ text: 'The caller was answered in the words above', preventDoubleClick: true }), {
          action: `/missing-reports/${row.id}`,
        })
      }`,
  })

const line = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

const isMatched = ({ supervisor, isEnded }: ReportRow): Html =>
  html`${warningText({ text: 'This may be somebody who is protected. Do not trace them for the caller.' })}
    <ol class="govuk-list govuk-list--number">
      <li>Call the specialist supervisor now: ${supervisor ?? 'nobody of this force may decide it, so ask for the domestic abuse supervisor of a neighbouring force'}.</li>
      <li>Treat it as a possible use of police to find them: no broadcast, no call to hospitals, refuges, schools or work.</li>
      <li>Go to no address. Safe and well is confirmed only by whoever leads their plan: in an open case they are asked at once.</li>
    </ol>
    ${isEnded && html`<p class="govuk-body">A case that has ended may be meant, which nobody leads now. The supervisor asks the service that helped, before the caller is answered; if it opens again, whoever leads it is asked as well.</p>`}`

const notMatched = (): Html =>
  html`<p class="govuk-body">Nobody who is protected here was found by what the caller says. That is no proof: names change, and not everybody is known here. The usual way holds. Ask yourself still who wants to know, and why.</p>`
