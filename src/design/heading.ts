import { attributes, type Html, html } from '../platform/html.ts'
import type { Attributes, Text } from './options.ts'

/** A heading whose level the page decides. */
export const heading = (level: number, name: string, text: Text, more?: Attributes): Html => {
  const own = attributes({ class: name, ...more })
  if (level === 1) return html`<h1${own}>${text}</h1>`
  if (level === 2) return html`<h2${own}>${text}</h2>`
  if (level === 3) return html`<h3${own}>${text}</h3>`
  if (level === 4) return html`<h4${own}>${text}</h4>`
  if (level === 5) return html`<h5${own}>${text}</h5>`
  if (level === 6) return html`<h6${own}>${text}</h6>`
  throw new RangeError(`There is no heading of level ${level}`)
}
