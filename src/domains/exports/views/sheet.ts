import { insetText } from '../../../design/components/inset-text.ts'
import { formatCount } from '../../../design/words.ts'
import type { Sheet } from '../../../platform/exports.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Kept } from '../actions.ts'
import { voidText } from '../model.ts'

/** More rows than these are said as a number; whoever approves is shown all. */
const few = 10

/** The rows as they would leave. */
export const sheetShown = ({ columns, rows }: Sheet, isWhole: boolean): Html =>
  html`<div class="wm-board"><table class="wm-board__table" role="table">
    <caption class="wm-board__caption">${isWhole || rows.length <= few ? 'What leaves: all of it' : `What leaves: the first ${few} of ${formatCount(rows.length, 'row')}`}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.slice(0, isWhole ? undefined : few).map((row) => html`<tr role="row">${row.map((cell, at) => (at === 0 ? html`<th scope="row" role="rowheader">${cell}</th>` : html`<td role="cell" data-head="${columns[at] ?? ''}">${cell}</td>`))}</tr>`)}</tbody>
  </table></div>`

export const keptShown = (kept: Kept | { why: string }, isWhole: boolean): Html =>
  'why' in kept
    ? insetText({ text: `${voidText(kept.why)}. It can not be taken: ask for it anew.` })
    : sheetShown(kept.sheet, isWhole)
