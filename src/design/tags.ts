import { classes, type Html, html } from '../platform/html.ts'
import { icon, type Shape } from './icons.ts'

export type RiskLevel = 'high' | 'medium' | 'standard'

const risks: Record<RiskLevel, { shape: Shape; text: string }> = {
  high: { shape: 'triangle', text: 'High' },
  medium: { shape: 'diamond', text: 'Medium' },
  standard: { shape: 'circle', text: 'Standard' },
}

// A board has room for the first words only; the rest is still read out.
const unknown = html`No level yet<span class="wm-tag__more">, treated as high</span>`

/** The risk level. Nobody assessed yet is null, and is shown as what it is treated as: high. */
export const riskTag = (level: RiskLevel | null): Html => {
  const { shape, text } = level ? risks[level] : { shape: 'question' as const, text: unknown }
  return html`<strong class="wm-tag wm-tag--risk-${level ?? 'none'}">${icon(shape)}<span><span class="govuk-visually-hidden">Risk level: </span>${text}</span></strong>`
}

export type TagState = 'late' | 'soon' | 'open' | 'waiting' | 'done' | 'stopped' | 'unverified'

const shapes: Record<TagState, Shape> = {
  late: 'triangle',
  soon: 'diamond',
  open: 'ring',
  waiting: 'dash',
  done: 'tick',
  stopped: 'cross',
  unverified: 'question',
}

/** The state gives the look, the text says it: stateTag('done', 'Told'), stateTag('stopped', 'Not told, by choice'). */
export const stateTag = (state: TagState, text: string): Html =>
  html`<strong class="${classes('wm-tag', `wm-tag--${state}`)}">${icon(shapes[state])}<span>${text}</span></strong>`
