import type { Html } from '../platform/html.ts'

// Options have the names that GOV.UK documents, except that its pairs text and html are one: text, which may be Html.

export type Text = string | Html
export type Attributes = Record<string, string | number | boolean | undefined>
export type Optional<Options> = { [name in keyof Options]?: Options[name] | undefined }
export type Styling = Optional<{ classes: string; attributes: Attributes }>
export type Content = { text: Text }
/** What may stand in a list, so that a view can write `condition && item`. */
export type Listed<Item> = readonly (Item | false | undefined)[]

/** The word or the plural forms of it that GOV.UK's script reads. */
export type Message = string | Record<string, string>
export const messages = (all: Record<string, Message | undefined>): Attributes =>
  Object.fromEntries(
    Object.entries(all).flatMap(([key, message]) => {
      if (message === undefined) return []
      if (typeof message === 'string') return [[`data-i18n.${key}`, message]]
      return Object.entries(message).map(([form, text]) => [`data-i18n.${key}.${form}`, text])
    }),
  )
