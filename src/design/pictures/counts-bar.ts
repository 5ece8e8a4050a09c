import { sum } from 'd3-array'
import { type Html, html } from '../../platform/html.ts'
import { icon, type Shape } from '../icons.ts'

export type CountState = 'late' | 'soon' | 'on-time' | 'done'
export type CountsBarOptions = {
  id: string
  /** What is counted: "Your duties". */
  title: string
  counts: readonly { text: string; count: number; state: CountState }[]
}

const shapes: Record<CountState, Shape> = { late: 'triangle', soon: 'diamond', 'on-time': 'ring', done: 'tick' }
const width = 320

/** How many of each, as one bar and as the table under it. */
export const countsBar = ({ id, title, counts }: CountsBarOptions): Html => {
  const total = sum(counts, ({ count }) => count)
  const sentence = `${title}: ${counts.map(({ text, count }) => `${count} ${text}`).join(', ')}; ${total} in all.`
  return html`<figure class="wm-counts" aria-labelledby="${id}-title">
    <figcaption class="govuk-visually-hidden" id="${id}-title">${sentence}</figcaption>
    ${total > 0 && bar(counts, total)}
    <table class="wm-counts__table">
      <caption class="govuk-visually-hidden">${title}</caption>
      <thead class="govuk-visually-hidden"><tr><th scope="col">State</th><th scope="col">How many</th></tr></thead>
      <tbody>
        ${counts.map(
          ({ text, count, state }) =>
            html`<tr class="wm-counts__${state}"><th scope="row">${icon(shapes[state])}${text}</th><td>${count}</td></tr>`,
        )}
      </tbody>
    </table>
  </figure>`
}

const bar = (counts: CountsBarOptions['counts'], total: number): Html => {
  const scale = (count: number) => Math.round((count / total) * width * 10) / 10
  const starts = counts.map((_, index) => sum(counts.slice(0, index), ({ count }) => count))
  return html`<svg class="wm-counts__bar" viewBox="0 0 ${width} 12" width="${width}" height="12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${counts.map(
      ({ count, state }, index) =>
        count > 0 &&
        html`<rect class="wm-counts__part wm-counts__part--${state}" x="${scale(starts[index] ?? 0)}" y="0" width="${scale(count)}" height="12"/>`,
    )}
  </svg>`
}
