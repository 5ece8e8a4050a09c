import { stateTag } from '../../../design/tags.ts'
import { type TrackStop, track } from '../../../design/track.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { isOver, kindOf } from '../model/kinds.ts'
import type { Kind } from '../model/machine.ts'
import type { MeasureRow } from '../store.ts'

export const isLate = ({ nextOn }: Pick<MeasureRow, 'nextOn'>, now: Date): boolean =>
  nextOn !== null && nextOn < dayText(now)
export const stateOf = ({ kind, state }: Pick<MeasureRow, 'kind' | 'state'>): string =>
  kindOf(kind).states[state] ?? state

export const stateShown = (row: Pick<MeasureRow, 'kind' | 'state' | 'nextOn' | 'isOver'>, now: Date): Html => {
  if (row.isOver) return stateTag(row.state === 'refused' ? 'stopped' : 'done', stateOf(row))
  return isLate(row, now) ? stateTag('late', `${stateOf(row)}, late`) : stateTag('open', stateOf(row))
}

/** Where it stands on its way. A state that is off the way stands at its end. */
const stopsOf = (kind: Kind, state: string, passed: ReadonlySet<string>): TrackStop[] => {
  const at = kind.path.indexOf(state)
  const stops = kind.path.map((each, index): TrackStop => {
    const text = kind.states[each] ?? each
    if (at === -1) return { text, is: passed.has(each) ? 'done' : 'to come' }
    if (index === at) return { text, is: isOver(kind, state) ? 'done' : 'now' }
    return { text, is: index < at ? 'done' : 'to come' }
  })
  if (at !== -1) return stops
  const off = stops.filter(({ is }) => is === 'done')
  return [...off, { text: kind.states[state] ?? state, is: 'now' }]
}

export const trackOf = (row: MeasureRow, passed: ReadonlySet<string>, now: Date): Html => {
  const kind = kindOf(row.kind)
  const next = kind.next[row.state]
  const says =
    next && row.nextOn
      ? html`<strong>${stateOf(row)}.</strong> Next: ${next}. ${row.owner} sees to it, by ${formatDay(row.nextOn, now)}${isLate(row, now) && html` <strong>(late)</strong>`}.`
      : html`<strong>${stateOf(row)}.</strong> Nothing more is to be done here.`
  return track(stopsOf(kind, row.state, passed), says)
}
