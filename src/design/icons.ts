import { type Html, html } from '../platform/html.ts'

// Each state has a shape of its own, so that it reads without colour, in print and in forced colours.

export type Shape = 'triangle' | 'diamond' | 'circle' | 'ring' | 'tick' | 'cross' | 'dash' | 'question'

const paths: Record<Shape, Html> = {
  triangle: html`<path d="M8 1.2 15.4 14.4H.6z"/><path class="wm-icon__cut" d="M7.1 5.6h1.8l-.3 4.6H7.4zM7.1 11.3h1.8V13H7.1z"/>`,
  diamond: html`<path d="M8 .8 15.2 8 8 15.2.8 8z"/>`,
  circle: html`<circle cx="8" cy="8" r="6"/>`,
  ring: html`<path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m0 2.2a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6"/>`,
  tick: html`<path d="m6.1 13.6-5-5 1.8-1.8 3.2 3.2 7-7 1.8 1.8z"/>`,
  cross: html`<path d="m3.4 1.6 4.6 4.6 4.6-4.6 1.8 1.8L9.8 8l4.6 4.6-1.8 1.8L8 9.8l-4.6 4.6-1.8-1.8L6.2 8 1.6 3.4z"/>`,
  dash: html`<path d="M2 6.7h12v2.6H2z"/>`,
  question: html`<circle cx="8" cy="8" r="7.2"/><path class="wm-icon__cut" d="M5.6 6.2C5.6 4.7 6.7 4 8 4s2.5.8 2.5 2.1c0 1-.5 1.5-1.1 2-.5.3-.6.5-.6.9v.3H7.1v-.5c0-.9.5-1.3 1-1.7.4-.3.7-.5.7-.9s-.3-.6-.8-.6-.8.3-.8.8zM7.1 10.300h1.700V12H7.1z"/>`,
}

export const icon = (shape: Shape): Html =>
  html`<svg class="wm-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${paths[shape]}</svg>`
