import { attributes, type Html, html } from '../platform/html.ts'
import type { Frame } from './layout.ts'
import type { Optional } from './options.ts'

/** What a session brings to each page: its frame, its moment, and the key of the one form that it may send back. */
export type Screen = { frame: Frame; formKey: string; now: Date }

/** The key that a form must send back: without it nothing is written, and with it nothing is written twice. */
export const formKeyField = (formKey: string): Html => html`<input type="hidden" name="formKey" value="${formKey}">`

/** A form that is answered once, however often it is sent. Without an action it goes to the page's own address. */
export const form = (
  { formKey }: Pick<Screen, 'formKey'>,
  content: Html,
  options: Optional<{ action: string; classes: string; isUpload: boolean }> = {},
): Html => {
  const own = attributes({
    action: options.action,
    class: options.classes,
    enctype: options.isUpload && 'multipart/form-data',
  })
  return html`<form method="post" novalidate${own}>${formKeyField(formKey)}${content}</form>`
}
