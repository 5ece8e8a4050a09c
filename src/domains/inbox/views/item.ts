import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Fields, fieldsOf } from '../../cases/index.ts'
import type { Known } from '../actions/sort.ts'
import { type Cells, columnNames } from '../model/events.ts'
import type { Row } from '../model/row.ts'
import type { Item, Match } from '../store/index.ts'

export type ItemLook = {
  screen: Screen
  item: Item
  cells: Cells
  row: Row | null
  /** The case reference that the sorter typed, to look there. */
  reference: string
  candidates: readonly Match[]
  known: readonly Known[]
  shown: Shown<Record<string, string | undefined>>
}

const states: Record<string, Html> = {
  tray: stateTag('waiting', 'In the tray'),
  recorded: stateTag('done', 'Recorded'),
  'set aside': stateTag('stopped', 'Set aside'),
}

export const itemPage = (look: ItemLook): Html => {
  const { screen, item, cells, shown } = look
  const title = cells.event ?? 'Something came in'
  return layout({
    frame: screen.frame,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    tab: 'Something that came in',
    caption: `${item.source}, ${item.sourceRef}`,
    breadcrumbs: [{ text: 'Inbox', href: '/inbox' }, { text: item.sourceRef }],
    errors: shown.errors?.list,
    content: html`${summaryList({
      rows: [
        { key: { text: 'State' }, value: { text: states[item.state] ?? item.state } },
        item.whyTray !== null && { key: { text: 'Why a person must look' }, value: { text: item.whyTray } },
        item.sortedWhy !== null && { key: { text: 'Why it was set aside' }, value: { text: item.sortedWhy } },
        { key: { text: 'Came' }, value: { text: formatWhen(item.arrivedAt, screen.now) } },
        ...columnNames.map(
          (name) =>
            cells[name] !== undefined && {
              key: { text: name.charAt(0).toUpperCase() + name.slice(1) },
              value: { text: cells[name] },
            },
        ),
      ],
    })}
    ${item.state === 'recorded' ? html`<p class="govuk-body"><a class="govuk-link" href="/cases/${item.caseId ?? ''}">Open the case</a></p>` : sorting(look, fieldsOf(shown))}`,
  })
}

const sorting = (look: ItemLook, fields: Fields): Html =>
  html`<h2 class="govuk-heading-m">Whose is it?</h2>
    <form action="/inbox/${look.item.id}" method="get">
      ${fieldsOf({ answers: { reference: look.reference } }).line('reference', 'Look on another case', { width: 10, hint: 'Its reference, such as WM-7K3Q-9D4H' })}
      ${button({ text: 'Look there', classes: 'govuk-button--secondary' })}
    </form>
    ${look.candidates.length > 0 ? linking(look, fields) : html`<p class="govuk-body">Nobody of a like name is a suspect on a case that you can see.</p>`}
    ${look.item.state === 'tray' && aside(look, fields)}`

const linking = ({ screen, item, reference, candidates, known }: ItemLook, { oneOf }: Fields): Html =>
  form(
    screen,
    html`<input type="hidden" name="reference" value="${reference}">
    ${oneOf(
      'match',
      'Which case and which suspect?',
      candidates.map(({ caseId, suspectId, suspect, bornOn, state, reference: on }) => ({
        value: `${caseId}:${suspectId}`,
        text: `${suspect}, ${bornOn ? `born ${formatDay(bornOn)}` : 'day of birth not known'}`,
        hint: state === 'closed' ? `Case ${on}, closed: it opens again` : `Case ${on}`,
      })),
      'A like name is not the same person. Compare the day of birth and the references',
    )}
    ${oneOf('fact', 'Is it known already?', [
      { value: 'new', text: 'No, it is news' },
      ...known.map((each) => ({ value: each.value, text: knownWords(each, candidates, screen.now) })),
    ])}
    ${button({ text: 'Record it there', preventDoubleClick: true })}`,
    { action: `/inbox/${item.id}/link` },
  )

const knownWords = ({ caseId, fact }: Known, candidates: readonly Match[], now: Date): string => {
  const on = candidates.find((each) => each.caseId === caseId)?.reference
  if (!fact) return `It corrects what this same reference told before${on ? ` on ${on}` : ''}`
  const when = fact.precision === 'minute' ? formatWhen(fact.happenedFrom, now) : formatDay(fact.happenedFrom, now)
  return `Yes: recorded on ${on} for ${when}${fact.toldBy ? `, told by ${fact.toldBy}` : ''}. This confirms it`
}

const aside = ({ screen, item }: ItemLook, { line }: Fields): Html =>
  html`<h2 class="govuk-heading-m">Nobody's here</h2>
    ${form(
      screen,
      html`${line('why', 'Why is it set aside?', { hint: 'Such as: nobody of ours, or recorded by hand' })}
      ${button({ text: 'Set it aside', classes: 'govuk-button--secondary' })}`,
      { action: `/inbox/${item.id}/set-aside` },
    )}`
