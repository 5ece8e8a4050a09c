import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { isKind, kindWords } from '../model.ts'
import type { ErasureRow } from '../store.ts'
import { type Asked, askPage } from './ask.ts'

export const decidePage = ({ screen, shown, row, isFirst }: Asked & { row: ErasureRow; isFirst: boolean }): Html =>
  askPage({
    ...{ screen, shown, title: 'Erase or keep?', submit: 'Decide', isWarning: true },
    about: html`<p class="govuk-body">${isKind(row.kind) ? kindWords[row.kind] : row.kind} of your agency in ${row.reference}, past their time since ${formatDay(row.dueOn, screen.now)}. Other agencies' records stay, and so does the log.</p>
      ${row.first !== null && html`<p class="govuk-body">${row.first} has said: erase. ${row.firstWhy ?? ''} ${isFirst ? 'Another lead must say it too.' : 'If you say so too, it is done at once and cannot be undone.'}</p>`}`,
    fields: ({ oneOf, area, line }) => html`
      ${oneOf('answer', 'What do you decide?', [
        { value: 'erase', text: 'Erase', hint: 'Two leads must say it' },
        { value: 'keep', text: 'Keep, and look again' },
      ])}
      ${area('why', 'Why?')}
      ${line('keepUntil', 'Where it is kept: look again on', { width: 10 })}`,
  })
