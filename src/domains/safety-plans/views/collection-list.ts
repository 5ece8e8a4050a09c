import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, fieldsOf } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import { touchingNoted, type touchingOn } from '../../orders/index.ts'
import { type CollectionList, type Copy, versionsToGive } from '../actions/collections.ts'
import { isOutOfDate } from '../model/collection.ts'
import { printSizes } from '../model/paper.ts'
import { outside } from './collection-lists.ts'

export type OnList = {
  screen: Screen
  top: CaseTop
  list: CollectionList
  mayWrite: boolean
  /** Undefined where the child is no longer in the case: then it can be ended and told, and nothing else. */
  child: { id: string } | undefined
  copies: { copies: readonly Copy[]; total: number; number: number }
  touching: Awaited<ReturnType<typeof touchingOn>>
  /** The form that makes the page, as it was typed. */
  shown: Shown<Record<string, string | undefined>>
}

export const listAddress = ({ caseId, recordId }: CollectionList): string =>
  `/cases/${caseId}/safety-plans/collection-lists/${recordId}`
export const listTrail = (caseId: string) => [
  { text: 'Safety plans', href: `/cases/${caseId}/safety-plans` },
  { text: 'Who may fetch a child', href: `/cases/${caseId}/safety-plans/collection-lists` },
]

export const collectionListPage = (page: OnList): Html => {
  const { screen, top, list, mayWrite, child, shown, touching } = page
  const { says, person } = list
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'Who may fetch a child' },
    errors: shown.errors?.list,
    trail: listTrail(top.caseId),
    content: html`<p class="govuk-body-l">${person}. ${says ? `For ${says.setting}.` : 'What was written was erased.'} ${outside(list)}</p>
      ${isOutOfDate(list.held, list.version) && stale(list)}
      ${touchingNoted(touching, top.caseId)}
      ${contents(page)}
      ${mayWrite && !child && html`<p class="govuk-body">The child is no longer in this case: this list can be ended, and whoever holds a page of it told.</p>`}
      ${mayWrite && says !== null && actions(list, child !== undefined)}
      ${mayWrite && child && says !== null && !list.isOver && paper(page)}
      ${copiesShown(page)}`,
  })
}

const stale = ({ isOver, held, version }: CollectionList): Html =>
  insetText({
    text: isOver
      ? 'Somebody holds a page of this list, and it no longer holds. Tell them, and write down that you did.'
      : `Version ${held.given} was given, and version ${version} holds now. Make the newer page, give it to them, and write down that you did.`,
  })

const contents = ({ list, screen }: OnList): Html | undefined => {
  const { says, version, by, agency, writtenAt } = list
  if (says === null) return undefined
  if (says === null) return undefined
  const { now } = screen
  const row = (key: string, text: string | null) => text !== null && { key: { text: key }, value: { text } }
  const days = (from: string | null, until: string | null): string =>
    [from && `from ${formatDay(from, now)}`, until && `until ${formatDay(until, now)}`].filter(Boolean).join(', ') ||
    'No end named'
  return html`${board({
    caption: 'Who may fetch the child',
    says: `${formatCount(says.people.length, 'person', 'people')}, and nobody else.`,
    empty: 'Nobody.',
    rows: says.people,
    columns: [
      { head: 'Name', cell: ({ name }) => name },
      { head: 'Who they are to the child', cell: ({ relation }) => relation },
      { head: 'Days', cell: ({ from, until }) => days(from, until) },
    ],
  })}
    ${summaryList({
      rows: [
        row('If anybody else comes', says.ifOther),
        row('Who must not fetch, and what says so', says.never),
        row('Question that they are asked', says.question && `${says.question} (the answer is kept nowhere here)`),
        row('Who is spoken to there', says.contact),
        row('Said by', `${says.agreedBy}, ${formatDay(says.on, now)}`),
        row('No longer holds', says.over),
        row('Written', `Version ${version}, ${formatWhen(writtenAt, now)}, ${by}, ${agency}`),
      ],
    })}`
}

const actions = (list: CollectionList, isHere: boolean): Html => {
  const here = listAddress(list)
  const second = 'govuk-button--secondary'
  return html`<div class="govuk-button-group">
    ${versionsToGive(list).length > 0 && button({ text: list.isOver ? 'They were told' : 'It was given to them', href: `${here}/given` })}
    ${isHere && button({ text: list.isOver ? 'Take it up again' : 'Change it', href: `${here}/edit`, classes: second })}
    ${!list.isOver && button({ text: 'It no longer holds', href: `${here}/end`, classes: second })}
  </div>`
}

const paper = ({ screen, list, shown }: OnList): Html => {
  const { oneOf } = fieldsOf(shown)
  return html`<h2 class="govuk-heading-m">The page for them</h2>
    <p class="govuk-body">It says who may fetch this child, and what to do if anybody else comes. The name of the school or carer, the question and any address stay off it. In English.</p>
    ${form(
      screen,
      html`${oneOf(
        'edition',
        'How plainly may it speak?',
        [
          { value: 'discreet', text: 'Discreet: no heading says what it is about' },
          { value: 'plain', text: 'Plain: headings say what it is' },
        ],
        'If in doubt: discreet',
      )}
      ${oneOf(
        'size',
        'Size of the print',
        Object.entries(printSizes).map(([value, text]) => ({ value, text })),
      )}
      ${button({ text: 'Make the page', classes: 'govuk-button--secondary', preventDoubleClick: true })}`,
      { action: `${listAddress(list)}/paper` },
    )}`
}

const copiesShown = ({ copies: { copies, total, number }, list, screen: { now } }: OnList): Html =>
  board({
    caption: 'What left of it',
    says: `${formatCount(total, 'line')}, the latest first.`,
    empty: 'Nothing of it was made or given yet.',
    rows: copies,
    pages: pagesOf(total, number, (to) => `${listAddress(list)}?page=${to}`),
    columns: [
      { head: 'Version', cell: ({ version }) => `Version ${version}`, isShort: true },
      {
        head: 'What',
        cell: ({ step, givenOn, said }) =>
          step === 'given' && givenOn
            ? `Given on ${formatDay(givenOn, now)} to ${said?.to ?? 'somebody (erased)'}. ${said?.how ?? ''}`
            : `Made, ${said?.edition ?? 'erased'}, ${said?.size === 'large' ? 'large print' : 'ordinary print'}`,
      },
      { head: 'Written', cell: ({ takenAt, by }) => `${formatWhen(takenAt, now)}, ${by}` },
    ],
  })
