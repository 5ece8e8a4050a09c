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
import type { KeptConsultation, KeptParty } from '../actions/beside.ts'
import { consents, isAnswerLate, type Party, partySorts } from '../model/parties.ts'
import { type Beside, besideTrail } from './kept-beside.ts'

const listName = 'Whom it is safe to involve'
const decided = ({ says }: KeptParty): Html | string =>
  says === null
    ? 'Erased'
    : says.decision === 'safe'
      ? stateTag('done', 'Safe to involve')
      : stateTag('late', 'Not safe: do not ask them')

export const partiesPage = (page: Beside & { records: readonly KeptParty[]; total: number; number: number }): Html => {
  const { screen, top, here, records, total, number, mayChange } = page
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: listName },
    trail: besideTrail(top),
    content: html`<p class="govuk-body">Decided about each, before anybody asks them: the fire service, housing, children’s services, an employer, a neighbour. What they were asked and said stands under each.</p>
      ${board({
        caption: 'Decided in this case',
        isCaptionHidden: true,
        says: `${formatCount(total, 'decision')}.`,
        empty: 'Nothing was decided yet about involving anybody.',
        rows: records,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        actions: mayChange ? button({ text: 'Decide about somebody', href: `${here}/new` }) : undefined,
        columns: [
          {
            head: 'Who',
            cell: ({ recordId, says }) =>
              html`<a class="govuk-link" href="${here}/${recordId}">${says?.who ?? 'Erased'}</a>`,
          },
          { head: 'What they are', cell: ({ says }) => (says ? partySorts[says.sort] : 'Erased') },
          { head: 'For the plan of', cell: ({ person }) => person },
          { head: 'Decision', cell: decided },
          { head: 'Written', cell: ({ writtenAt, by }) => `${formatWhen(writtenAt, screen.now)}, ${by}` },
        ],
      })}`,
  })
}

type Asked = { records: readonly KeptConsultation[]; total: number; number: number }
export const partyPage = (page: Beside & { party: KeptParty; asked: Asked }): Html => {
  const { screen, top, here, party, mayChange, asked } = page
  const { says, recordId, person, version, writtenAt, by, agency } = party
  const at = `${here}/${recordId}`
  const { now } = screen
  const row = (key: string, text: string | null) => text !== null && { key: { text: key }, value: { text } }
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'Is it safe to involve them?' },
    trail: besideTrail(top, { text: listName, href: here }),
    content: html`<p class="govuk-body-l">${says?.who ?? 'Erased'}, for the plan of ${person}. ${decided(party)}</p>
      ${
        mayChange &&
        says !== null &&
        html`<div class="govuk-button-group">${says.decision === 'safe' && button({ text: 'They were asked something', href: `${at}/asked/new` })}
        ${button({ text: 'Decide again', href: `${at}/edit`, classes: 'govuk-button--secondary' })}</div>`
      }
      ${
        says !== null &&
        summaryList({
          rows: [
            row('What they are', partySorts[says.sort]),
            row('Why', says.why),
            row('What the person said', [consents[says.consent], says.consentWords].filter(Boolean).join('. ')),
            row('What they may be told and asked', says.scope),
            row('How they are reached safely', says.method),
            row('Decided by', `${says.decidedBy}, ${formatDay(says.on, now)}`),
            row('Written', `Version ${version}, ${formatWhen(writtenAt, now)}, ${by}, ${agency}`),
          ],
        })
      }
      ${askedShown(page.asked, at, mayChange, now)}
      ${asked.total > 0 && says?.decision === 'not safe' && html`<p class="govuk-body">It was safe when they were asked. Nobody asks them anything more.</p>`}`,
  })
}

const askedShown = ({ records, total, number }: Asked, at: string, mayChange: boolean, now: Date): Html =>
  board({
    caption: 'What they were asked',
    says: `${formatCount(total, 'question')}, the latest first.`,
    empty: 'They were asked nothing yet.',
    rows: records,
    pages: pagesOf(total, number, (to) => `${at}?page=${to}`),
    columns: [
      {
        head: 'What',
        cell: ({ recordId, says }) =>
          says === null
            ? 'Erased'
            : mayChange
              ? html`<a class="govuk-link" href="${at}/asked/${recordId}">${says.about}</a>`
              : says.about,
      },
      { head: 'Asked', cell: ({ says }) => (says ? `${formatDay(says.askedOn, now)}, ${says.asked}` : 'Erased') },
      { head: 'What they said', cell: ({ says }) => (says === null ? 'Erased' : answerShown(says, now)) },
    ],
  })
const answerShown = (says: NonNullable<KeptConsultation['says']>, now: Date): Html | string => {
  if (says.answer !== null && says.answeredOn !== null) return `${says.answer} (${formatDay(says.answeredOn, now)})`
  const by = formatDay(says.answerBy, now)
  return isAnswerLate(says, now)
    ? stateTag('late', `No answer, due by ${by}`)
    : stateTag('waiting', `Waits until ${by}`)
}

export const partyFields = ({ consentWords, scope, method, ...says }: Party): Record<string, string | undefined> => ({
  ...{ ...says, consentWords: consentWords ?? undefined, scope: scope ?? undefined, method: method ?? undefined },
})
export const partyLabels = {
  ...{ sort: 'What they are', who: 'Who', decision: 'Is it safe?', why: 'Why', consent: 'What the person said' },
  ...{ consentWords: 'Why without that', scope: 'What they may be told', method: 'How they are reached' },
  decidedBy: 'Who decided it',
}

type FormPage = Beside & {
  people: readonly { id: string; name: string }[]
  party?: KeptParty
  mark: string
  shown: Shown<Record<string, string | undefined>>
  differences?: readonly Difference[] | undefined
}
const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))
export const partyFormPage = ({ screen, top, here, people, party, mark, shown, differences }: FormPage): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'safety-plans', submit: 'Save the decision' },
    title: party ? 'Decide again' : 'Decide about somebody',
    trail: besideTrail(
      top,
      { text: listName, href: here },
      ...(party ? [{ text: party.says?.who ?? 'Erased', href: `${here}/${party.recordId}` }] : []),
    ),
    about: html`${differences && differencesShown(differences)}<p class="govuk-body">Decide it with the person, before anybody asks: whom does this body know, who works there, who reads its letters?</p>`,
    fields: ({ line, area, oneOf, chosen }) => html`${markField(mark)}
      ${
        party === undefined &&
        oneOf(
          'personId',
          'For whose plan?',
          people.map(({ id, name }) => ({ value: id, text: name })),
        )
      }
      ${chosen('sort', 'What are they?', options(partySorts))}
      ${line('who', 'Who is it?', { hint: 'A body, or a person there. No address' })}
      ${oneOf('decision', 'Is it safe to involve them?', [
        { value: 'safe', text: 'Safe, as far as is written here' },
        { value: 'not safe', text: 'Not safe: nobody asks them' },
      ])}
      ${area('why', 'Why', { hint: 'Whom they know, and what they would say to whom', rows: '3' })}
      ${oneOf('consent', 'What did the person say about it?', options(consents), 'An employer is involved only where they agreed')}
      ${area('consentWords', 'If they did not agree or were not asked: why involve them all the same?', { rows: '2' })}
      ${area('scope', 'What they may be told and asked, and nothing more', { hint: 'If it is safe. A school learns of this child alone', rows: '2' })}
      ${area('method', 'How they are reached safely', { hint: 'If it is safe: whom there, by which way, when', rows: '2' })}
      ${line('decidedBy', 'Who decided it?')}
      ${line('on', 'Day on which it was decided', { width: 10 })}`,
  })
