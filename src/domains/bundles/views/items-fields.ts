import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Fields } from '../../cases/index.ts'
import type { Offers } from '../actions/choices.ts'
import { fieldOf, kinds, kindWords } from '../model/bundle.ts'

/** All that may go in, each to be ticked; the oldest first, as it will stand there. */
export const itemsFields = ({ ticks }: Fields, { offered, keptBack }: Offers): Html => {
  const first = kinds.find((each) => offered.some((one) => one.kind === each))
  return html`${kinds.map((kind) => {
    const own = offered.filter((each) => each.kind === kind)
    return (
      own.length > 0 &&
      ticks(
        kind === first ? 'items' : `items-${kind}`,
        kindWords[kind],
        own.map((each) => ({ value: fieldOf(each), text: `${each.heading}, ${formatDay(each.day)}`, hint: each.note })),
      )
    )
  })}
  ${keptBack > 0 && html`<p class="govuk-body">Not offered: ${keptBack === 1 ? 'one record of an injury' : `${keptBack} records of injuries`} of which they said that nobody outside this case may have it without asking them again.</p>`}
  <p class="govuk-body">Never in a bundle: safe ways to reach somebody, safety plans, notes, files that are not open or stand in the vault, moves to a safe place, and who told it.</p>`
}
