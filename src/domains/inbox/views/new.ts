import { button } from '../../../design/components/button.ts'
import { details } from '../../../design/components/details.ts'
import { fileUpload } from '../../../design/components/file-upload.ts'
import { table } from '../../../design/components/table.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import { columnNames, columns, eventsIn, formats, formatWords } from '../model/events.ts'

type Listed = { line: number; column?: string | undefined; problem: string }
type New = { screen: Screen; shown: Shown<Record<string, string | undefined>>; problems: readonly Listed[] }

export const newPage = ({ screen, shown, problems }: New): Html => {
  const { line, area, oneOf } = fieldsOf(shown)
  return layout({
    frame: screen.frame,
    title: 'Bring in a file',
    breadcrumbs: [{ text: 'Inbox', href: '/inbox' }, { text: 'Bring in a file' }],
    errors: shown.errors?.list,
    content: html`<p class="govuk-body">Nothing is recorded yet: the next page shows what each row would do.</p>
      ${problems.length > 0 && problemsShown(problems)}
      ${form(
        screen,
        html`${oneOf(
          'format',
          'What kind of system does it come from?',
          formats.map((value) => ({ value, text: formatWords[value] })),
        )}
        ${line('source', 'Name of the system', { hint: 'Always the same name for the same system: its references are kept under it' })}
        ${fileUpload({ name: 'file', label: { text: 'CSV file' }, hint: { text: 'At most 50,000 rows and 8 MB' }, errorMessage: shown.errors?.byField.file })}
        ${area('text', 'Or paste the rows here', { rows: '6', hint: 'With the line that names the columns' })}
        ${button({ text: 'Go on', preventDoubleClick: true })}`,
        { isUpload: true },
      )}
      ${details({ summaryText: 'Columns and events that are read', text: columnsShown() })}`,
  })
}

const columnsShown = (): Html =>
  html`<p class="govuk-body">The first line names the columns, in any order. The first three are needed; other columns are not read.</p>
    ${table({
      head: [{ text: 'Column' }, { text: 'Also read as' }],
      rows: columnNames.map((name) => [{ text: name }, { text: columns[name].also.join(', ') }]),
    })}
    ${formats.map(
      (format) => html`<h3 class="govuk-heading-s">Events: ${formatWords[format]}</h3>
        <p class="govuk-body">${eventsIn(format)
          .map(({ word }) => word)
          .join(', ')}</p>`,
    )}`

const most = 50
/** Each problem with its place, and what to do about it. */
export const problemsShown = (problems: readonly Listed[], count = problems.length): Html =>
  html`${table({
    caption: `${formatCount(count, 'problem')} in the file${count > most ? `, the first ${most} shown` : ''}`,
    head: [{ text: 'Line' }, { text: 'Column' }, { text: 'What to do' }],
    rows: problems
      .slice(0, most)
      .map(({ line, column, problem }) => [{ text: String(line) }, { text: column ?? '' }, { text: problem }]),
  })}`
