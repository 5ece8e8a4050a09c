import { stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Helpline, Numbers } from '../model.ts'

type Shown<Line> = { title: string; lines: readonly Line[]; after?: (line: Line) => Html | string }

const block = <Line extends Numbers>({ title, lines, after }: Shown<Line>): Html =>
  html`<section class="wm-helplines" aria-labelledby="helplines-title">
    <h2 class="govuk-heading-s" id="helplines-title">${title}</h2>
    <ul class="govuk-list">
      <li>In danger now: <strong>999</strong></li>
      ${lines.map((line) => html`<li>${line.place}: ${line.name}, <strong class="wm-helplines__number">${line.number}</strong><br><span class="wm-helplines__about">${line.about} ${after?.(line)}</span></li>`)}
    </ul>
  </section>`

/** For who speaks with somebody: whom that person may ring now, and whether anybody here has verified the number. */
export const helplineBlock = (lines: readonly Helpline[], now: Date): Html =>
  block({ title: 'If they need somebody now', lines, after: (line) => verified(line, now) })

export const verified = ({ checkedBy, checkedOn }: Helpline, now: Date): Html | string =>
  checkedBy && checkedOn
    ? `Verified ${formatDay(checkedOn, now)} by ${checkedBy}`
    : stateTag('unverified', 'Not yet verified')

/** For the person themselves, on what is printed and handed over. */
export const helplinesToHand = (lines: readonly Helpline[]): Html =>
  html`${beforeHandingOver(lines)}${block({ title: 'If you need somebody now', lines })}`

/** Said on the screen and not on the paper. */
export const beforeHandingOver = (lines: readonly Helpline[]): Html | false => {
  const unverified = lines.filter(({ checkedBy }) => !checkedBy)
  return (
    unverified.length > 0 &&
    html`<p class="govuk-body wm-only-screen">${stateTag('unverified', 'Not yet verified')} ${unverified.map(({ number }) => number).join(', ')}: <a class="govuk-link" href="/helplines">check before you hand this over</a>.</p>`
  )
}

/** Where others may look on: numbers, and nothing that says what they are for. */
export const numbersOnly = (lines: readonly Numbers[]): Html =>
  html`<p class="govuk-body">999${lines.map(({ place, number }) => html`<br>${place} ${number}`)}</p>`
