import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { agreementWords, basisWords } from '../../sharing/index.ts'
import { markOf } from '../actions/index.ts'
import { checkWords, foundWords, voidText, wayWords } from '../model/forms.ts'
import type { ReleaseRow } from '../store.ts'
import { stateShown, toOf, whatOf } from './about.ts'

type Page = { screen: Screen; top: CaseTop; row: ReleaseRow; here: string; isAsker: boolean; isSecond: boolean }
const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

export const releasePage = ({ screen, top, row, here, isAsker, isSecond }: Page): Html => {
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'releases', title: 'Release outside' },
    trail: [{ text: 'Released outside', href: `/cases/${top.caseId}/releases` }],
    content: html`${steps({ row, here, isAsker, isSecond })}
      ${summaryList({
        rows: [
          line('State', stateShown(row)),
          line('What', whatOf(row)),
          line('Known as', markOf(row)),
          line('To', toOf(row)),
          line('Why they need it', row.why),
          line('What in law allows it', basisWords(row.basis, row.special)),
          line('Did the person agree?', agreementWords[row.agreement] ?? row.agreement),
          line('How it is sent', wayWords[row.sentHow] ?? row.sentHow),
          line('Asked', `${formatWhen(row.askedAt, now)} by ${row.askedByName}, ${row.agency}`),
          line('Second person', row.approverName),
          row.atOnceWhy !== null && line('Why it went at once', row.atOnceWhy),
          row.openedAt !== null && line('Opened by the second person', formatWhen(row.openedAt, now)),
          row.approvedAt !== null &&
            row.approvalEndsAt !== null &&
            line('Approved', `${formatWhen(row.approvedAt, now)}; holds until ${formatWhen(row.approvalEndsAt, now)}`),
          row.checked.length > 0 &&
            line(
              'What the second person said',
              html`<ul class="govuk-list govuk-list--bullet">${row.checked.map((code) => html`<li>${checkWords(code)}</li>`)}</ul>`,
            ),
          row.releasedAt !== null && line('Sent', formatWhen(row.releasedAt, now)),
          row.endedAt !== null &&
            line(
              'Ended unsent',
              `${formatWhen(row.endedAt, now)} by ${row.endedByName ?? ''}: ${voidText(row.endedWhy ?? '')}`,
            ),
          row.reviewedAt !== null &&
            line(
              'Looked at afterwards',
              `${formatWhen(row.reviewedAt, now)} by ${row.approverName}. ${foundWords[row.reviewFound ?? ''] ?? ''}. ${row.reviewWords ?? ''}`,
            ),
        ],
      })}`,
  })
}

const steps = ({ row, here, isAsker, isSecond }: Pick<Page, 'row' | 'here' | 'isAsker' | 'isSecond'>): Html => {
  const { state } = row
  const isOpen = state === 'asked' || state === 'approved'
  const isToReview = row.atOnceWhy !== null && row.reviewedAt === null
  const second = 'govuk-button--secondary'
  return html`<div class="govuk-button-group">
    ${state === 'asked' && isSecond && button({ text: 'See it and decide', href: `${here}/answer` })}
    ${state === 'approved' && isAsker && button({ text: 'Send it', href: `${here}/send` })}
    ${state === 'released' && isToReview && isSecond && button({ text: 'Look at it afterwards', href: `${here}/review` })}
    ${row.lateEntryId !== null && button({ text: 'Read what was found too late', href: `/cases/${row.caseId}/releases/late/${row.lateEntryId}` })}
    ${row.lateEntryId === null && (state === 'released' || (row.kind === 'bundle' && isOpen)) && (isAsker || isSecond) && button({ text: state === 'released' ? 'Save what was sent' : 'Save the bundle, to read it', href: `${here}/copy`, classes: second })}
    ${isOpen && isAsker && button({ text: 'Take it back', href: `${here}/withdraw`, classes: second })}
  </div>
  ${row.lateEntryId !== null && html`<p class="govuk-body">Taken back: a protected place was found in what was sent. Nobody opens it here any more.</p>`}
  ${state === 'void' && isAsker && html`<p class="govuk-body">Nothing was sent. If it is still needed, ask anew: the second person then sees it as it is now.</p>`}`
}
