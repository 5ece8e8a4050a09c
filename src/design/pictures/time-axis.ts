import { scaleUtc } from 'd3-scale'
import { type Html, html } from '../../platform/html.ts'
import { formatDay } from '../words.ts'
import { widthOf } from './figure.ts'

export type Place = (at: Date) => number

/** Where each moment stands; what lies outside the picture stands at its edge. */
export const placeInTime = (from: Date, to: Date, left: number, right: number): Place => {
  const scale = scaleUtc([from, to], [left, right]).clamp(true)
  return (at) => Math.round(scale(at) * 10) / 10
}

export type AxisOptions = { from: Date; to: Date; now: Date; left: number; right: number; top: number; bottom: number }

/** Days along the top, a line down for each, and a stronger line for now. */
export const timeAxis = ({ from, to, now, left, right, top, bottom }: AxisOptions): Html => {
  const place = placeInTime(from, to, left, right)
  const isNowShown = now >= from && now <= to
  const nowAt = place(now)
  const days = daysThatFit({ from, to, now, left, right })
  const half = (text: string) => widthOf(text) / 2
  const isClear = ({ x, text }: { x: number; text: string }) =>
    x - half(text) > left - 20 && x + half(text) <= right + 30
  return html`<g class="wm-axis">
    ${days.filter(isClear).map(
      ({ x, text }) => html`<line class="wm-axis__day" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/>
        <text x="${x}" y="${top - 8}" text-anchor="middle">${text}</text>`,
    )}
    ${
      isNowShown &&
      html`<line class="wm-axis__now" x1="${nowAt}" x2="${nowAt}" y1="${top}" y2="${bottom}"/>
        <text class="wm-axis__now-text" x="${nowAt}" y="${bottom + 16}" text-anchor="middle">now</text>`
    }
  </g>`
}

type Day = { x: number; text: string }

/** As many days as there is room for between their names. */
const daysThatFit = ({ from, to, now, left, right }: Omit<AxisOptions, 'top' | 'bottom'>): Day[] => {
  const scale = scaleUtc([from, to], [left, right])
  for (let count = 12; count > 1; count--) {
    const days = scale.ticks(count).map((at) => ({ x: scale(at), text: formatDay(at, now) }))
    const haveRoom = days.every(({ x, text }, index) => {
      const before = days[index - 1]
      return !before || x - before.x >= (widthOf(text) + widthOf(before.text)) / 2 + 12
    })
    if (haveRoom) return days
  }
  return []
}
