import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { canvas, figure } from '../../../design/pictures/figure.ts'
import { placeInTime, timeAxis } from '../../../design/pictures/time-axis.ts'
import { formatCount, formatDay, londonDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { KeptLook } from '../model/why.ts'

const [width, height, left, right, top, bottom] = [640, 150, 20, 620, 34, 130]
const aDay = 86_400_000

/** Looks over time: a bar for each day on which there were any, and the same in a sentence and a table. */
export const looksPicture = (looks: readonly KeptLook[], now: Date): Html | false => {
  const days = [...Map.groupBy(looks, ({ at }) => londonDay(at))].map(([day, on]) => ({
    day,
    at: on[0]?.at ?? now,
    many: on.length,
  }))
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || days.length < 2) return false
  const [from, to] = [new Date(first.at.getTime() - 2 * aDay), new Date(last.at.getTime() + 2 * aDay)]
  const most = max(days, ({ many }) => many) ?? 1
  const place = placeInTime(from, to, left, right)
  const tall = scaleLinear([0, most], [0, bottom - top])
  const busiest = days.find(({ many }) => many === most) ?? first
  const sentence = `${formatCount(looks.length, 'look')} on ${formatCount(days.length, 'day')}, ${formatDay(first.day, now)} to ${formatDay(last.day, now)}; most on ${formatDay(busiest.day, now)}: ${most}.`
  const svg = canvas(
    { id: 'looks', title: 'Looks over time', sentence, width, height },
    html`${timeAxis({ from, to, now, left, right, top, bottom })}
    ${days.map(
      ({ at, many }) =>
        html`<rect class="wm-shares__part wm-shares__part--other" x="${place(at) - 3}" y="${Math.round(bottom - tall(many))}" width="6" height="${Math.round(tall(many))}"/>`,
    )}`,
  )
  const rows = days.map(({ day, many }) => [formatDay(day, now), String(many)])
  return figure({
    ...{ id: 'looks', title: 'Looks over time', sentence, svg, headingLevel: 2 as const },
    table: { caption: 'Looks on each day', head: ['Day', 'Looks'], rows },
  })
}
