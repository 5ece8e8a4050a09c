import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { differencesShown, markField } from '../../../design/differences.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { caseForm, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import type { KeptVisits } from '../actions/beside.ts'
import { supervisions, type Visits } from '../model/visits.ts'
import { type Beside, besideTrail, type OrdersNow, ordersShown } from './kept-beside.ts'

const listName = 'How a child sees somebody'
type Page = Beside & { orders: OrdersNow; children: readonly { id: string; name: string }[] }

export const visitsListPage = (
  page: Page & { records: readonly KeptVisits[]; total: number; number: number },
): Html => {
  const { screen, top, here, records, total, number, mayChange, children, orders } = page
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: listName },
    trail: besideTrail(top),
    content: html`<p class="govuk-body">Safe ways to run visits that there are. Kept as a plan is: nothing of it is given to whoever hands over, or to the person whom the child sees.</p>
      ${board({
        caption: 'Arrangements of this case',
        isCaptionHidden: true,
        says: `${formatCount(total, 'arrangement')}, those that hold first.`,
        empty: 'No arrangement is written down.',
        rows: records,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        actions:
          mayChange && children.length > 0 ? button({ text: 'Write an arrangement', href: `${here}/new` }) : undefined,
        columns: [
          {
            head: 'Child',
            cell: ({ recordId, person, says }) =>
              html`<a class="govuk-link" href="${here}/${recordId}">${person}<span class="govuk-visually-hidden">, ${says?.time ?? 'erased'}</span></a>`,
          },
          { head: 'When', cell: ({ says }) => says?.time ?? 'Erased' },
          { head: 'Where', cell: ({ says }) => says?.place ?? 'Erased' },
          { head: 'Who is there', cell: ({ says }) => (says ? supervisions[says.supervision] : 'Erased') },
          {
            head: 'Written',
            cell: ({ version, writtenAt, by, isOver }) =>
              `${isOver ? 'No longer holds' : `Version ${version}`}, ${formatWhen(writtenAt, screen.now)}, ${by}`,
          },
        ],
      })}
      ${mayChange && children.length === 0 && html`<p class="govuk-body">No child is named in this case. <a class="govuk-link" href="/cases/${top.caseId}/people/new">Add the child</a> first.</p>`}
      ${ordersShown(orders, screen.now)}`,
  })
}

export const visitsPage = (page: Page & { record: KeptVisits }): Html => {
  const { screen, top, here, record, mayChange, orders } = page
  const { says, person, recordId, isOver } = record
  const at = `${here}/${recordId}`
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'An arrangement of visits' },
    trail: besideTrail(top, { text: listName, href: here }),
    content: html`<p class="govuk-body-l">${person}. ${says ? `${says.time}.` : 'What was written was erased.'} ${isOver && stateTag('done', 'No longer holds')}</p>
      ${
        mayChange &&
        says !== null &&
        html`<div class="govuk-button-group">${button({ text: isOver ? 'Take it up again' : 'Change it', href: `${at}/edit` })}
        ${!isOver && button({ text: 'It no longer holds', href: `${at}/end`, classes: 'govuk-button--secondary' })}</div>`
      }
      ${ordersShown(orders, screen.now)}
      ${says !== null && contents(says, record, screen.now)}
      <p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/safety-plans/collection-lists">Who may fetch a child</a> is told to the school or carer apart from this.</p>`,
  })
}

const row = (key: string, text: string | null) => text !== null && { key: { text: key }, value: { text } }
const contents = (says: Visits, { version, writtenAt, by, agency }: KeptVisits, now: Date): Html => {
  const part = (title: string, rows: ReturnType<typeof row>[]) =>
    summaryList({ card: { title: { text: title } }, rows })
  return html`${part('The visit', [
    row('Place', says.place),
    row('When', says.time),
    row('Who hands over', says.handsOver),
    row('Who is there', `${supervisions[says.supervision]}: ${says.supervisedBy}`),
  ])}
    ${part('Before', [row('What is done', says.before)])}
    ${part('During', [row('What is done', says.during), row('If somebody is late', says.late), row('If it goes wrong', says.wrong)])}
    ${part('After', [row('What is done', says.after), row('If the child is not brought back', says.notReturned), row('Who asks how it went', says.checkIn)])}
    ${summaryList({
      rows: [
        row('Legal advice', says.advice),
        row('No longer holds', says.over),
        row('Said by', `${says.agreedBy}, ${formatDay(says.on, now)}`),
        row('Written', `Version ${version}, ${formatWhen(writtenAt, now)}, ${by}, ${agency}`),
      ],
    })}`
}

/** The saved words in the fields of the form. That the place is away from them was ticked to save it. */
export const visitsFields = ({ over: _, advice, ...says }: Visits): Record<string, string | undefined> => ({
  ...{ ...says, advice: advice ?? undefined, away: 'yes' },
})
export const visitsLabels = {
  ...{
    place: 'Place',
    time: 'When',
    handsOver: 'Who hands over',
    supervision: 'Who is there',
    supervisedBy: 'Who that is',
  },
  ...{ before: 'Before', during: 'During', after: 'After', late: 'If somebody is late', wrong: 'If it goes wrong' },
  ...{ notReturned: 'If the child is not brought back', checkIn: 'Who asks how it went', advice: 'Legal advice' },
  agreedBy: 'Who said so?',
}

type FormPage = Page & {
  record?: KeptVisits
  mark: string
  shown: Shown<Record<string, string | undefined>>
  differences?: readonly Difference[] | undefined
}
export const visitsFormPage = ({
  screen,
  top,
  here,
  orders,
  children,
  record,
  mark,
  shown,
  differences,
}: FormPage): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'safety-plans', submit: 'Save the arrangement' },
    title: record ? 'Change an arrangement of visits' : 'Write an arrangement of visits',
    trail: besideTrail(
      top,
      { text: listName, href: here },
      ...(record ? [{ text: record.person, href: `${here}/${record.recordId}` }] : []),
    ),
    about: html`${differences && differencesShown(differences)}${ordersShown(orders, screen.now)}
      <p class="govuk-body">Never an address, the school or the area where they live: whoever harms them may come to know what is arranged.</p>`,
    fields: ({ line, area, oneOf, ticks }) => html`${markField(mark)}
      ${
        record === undefined &&
        oneOf(
          'personId',
          'Which child?',
          children.map(({ id, name }) => ({ value: id, text: name })),
        )
      }
      ${line('place', 'Place', { hint: 'Public, such as “the library, by the front desk”' })}
      ${ticks('where', 'Where it is', [{ value: 'away', text: 'It is public, and not near where they live or go, nor near the school' }])}
      ${line('time', 'On which days, and from when until when')}
      ${area('handsOver', 'Who hands the child over, and to whom', { hint: 'Best somebody neutral, so that the two do not meet', rows: '2' })}
      ${oneOf(
        'supervision',
        'Who is there with them?',
        Object.entries(supervisions).map(([value, text]) => ({ value, text })),
      )}
      ${area('supervisedBy', 'Who that is; or why nobody is, and what speaks for it', { rows: '2' })}
      ${area('before', 'Before: what is done', { hint: 'What the child is told, what goes along, who knows' })}
      ${area('during', 'During: what is done')}
      ${area('late', 'If somebody is late', { rows: '2' })}
      ${area('wrong', 'If it goes wrong: drink, drugs, threats, questions to the child', { rows: '2' })}
      ${area('after', 'After: what is done')}
      ${area('notReturned', 'If the child is not brought back', { rows: '2' })}
      ${area('checkIn', 'Who asks how it went, and by which safe way', { rows: '2' })}
      ${area('advice', 'Legal advice: who gave it, when, and what they said', { hint: orders.away.length > 0 ? 'Asked for, since an order keeps somebody away' : 'If there was any', rows: '2' })}
      ${line('agreedBy', 'Who said so?')}
      ${line('on', 'Day on which you spoke', { width: 10 })}`,
  })
