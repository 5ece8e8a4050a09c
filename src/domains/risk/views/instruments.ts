import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { details } from '../../../design/components/details.ts'
import { fileUpload } from '../../../design/components/file-upload.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Instrument, itemsOf } from '../model/instrument.ts'
import type { InstrumentRow } from '../store/instruments.ts'

const work = { text: 'Work', href: '/boards/mine' }
const list = { text: 'Questions to ask with', href: '/risk/instruments' }

type List = { screen: Screen; own: Instrument; loaded: readonly InstrumentRow[]; agency: string; mayKeep: boolean }

export const instrumentsPage = ({ screen, own, loaded, agency, mayKeep }: List): Html =>
  layout({
    title: list.text,
    frame: screen.frame,
    breadcrumbs: [work, { text: list.text }],
    content: html`<p class="govuk-body">${own.title}, edition ${own.edition}, comes with Waymark: ${formatCount(itemsOf(own).length, 'question')}. ${own.owner}.</p>
      ${board({
        caption: `Loaded by ${agency}`,
        says: `${formatCount(loaded.length, 'set')} of questions that ${agency} may use. Nobody else can ask with them; who may read an assessment reads the questions in it.`,
        empty: `${agency} has loaded no questions of its own.`,
        rows: loaded,
        actions: mayKeep ? button({ text: 'Load questions', href: '/risk/instruments/new' }) : undefined,
        columns: [
          { head: 'Questions', cell: (row) => `${row.title}, edition ${row.edition}` },
          { head: 'Loaded', cell: (row) => `${formatWhen(row.loadedAt, screen.now)}, ${row.loadedByName}` },
          ...(mayKeep
            ? [
                {
                  head: 'Change',
                  cell: (row: InstrumentRow) =>
                    html`<a class="govuk-link" href="/risk/instruments/${row.id}/end">Stop using<span class="govuk-visually-hidden"> ${row.title}</span></a>`,
                },
              ]
            : []),
        ],
      })}`,
  })

type Load = {
  screen: Screen
  agency: string
  problems: readonly string[]
  shown: Shown<Record<string, string | undefined>>
}

export const loadPage = ({ screen, agency, problems, shown: { answers, errors } }: Load): Html =>
  layout({
    ...{ title: 'Load questions', frame: screen.frame, errors: errors?.list },
    breadcrumbs: [work, list, { text: 'Load questions' }],
    content: html`<p class="govuk-body">Published checklists belong to somebody. ${agency} needs their word that it may use the text here, and loads it as a file. Only people of ${agency} can ask with it. Whoever may read an assessment of a case, of another agency too, reads the questions in it: their word must allow that.</p>
      ${problems.length > 0 && html`<h2 class="govuk-heading-s">To put right in the file</h2><ul class="govuk-list govuk-list--bullet">${problems.map((each) => html`<li>${each}</li>`)}</ul>`}
      ${form(
        screen,
        html`${fileUpload({ name: 'file', label: { text: 'File' }, hint: { text: 'A .json file of at most 500 KB' }, errorMessage: errors?.byField.file })}
          ${checkboxes({ name: 'licensed', items: [{ value: 'yes', text: `${agency} may use this text` }], values: answers?.licensed === 'yes' ? ['yes'] : [], errorMessage: errors?.byField.licensed })}
          ${button({ text: 'Load it', preventDoubleClick: true })}`,
        { isUpload: true },
      )}
      ${details({ summaryText: 'What the file looks like', text: html`<pre class="govuk-body-s" tabindex="0">${example}</pre>` })}`,
  })

const example = `{
  "format": "waymark-instrument", "version": 1,
  "code": "our-checklist", "edition": "2026", "title": "Our checklist",
  "owner": "Who holds the rights, and the words that they want to be named by",
  "language": "en", "counts": "nothing",
  "sections": [{ "title": "Now", "items": [
    { "id": "first", "kind": "yes or no", "text": "The first question?",
      "opens": { "on": ["yes"], "items": [
        { "id": "first-more", "kind": "how often", "text": "A question that follows?" }] } }] }]
}`

export const endPage = ({ screen, row }: { screen: Screen; row: InstrumentRow }): Html =>
  layout({
    title: `Stop using ${row.title}`,
    frame: screen.frame,
    breadcrumbs: [work, list, { text: 'Stop using' }],
    content: html`<p class="govuk-body">Nobody is asked with edition ${row.edition} from now on. What was asked with it stays, with its questions.</p>
      ${form(screen, button({ text: 'Stop using it', preventDoubleClick: true, classes: 'govuk-button--warning' }))}`,
  })
