import { attributes, type Html, html } from '../platform/html.ts'
import { type Drafts, draftPart, sentHere } from './draft.ts'
import type { Frame } from './layout.ts'
import type { Optional } from './options.ts'

/** What a session brings to each page: its frame, its moment, the key of the one form that it may send back, its drafts. */
export type Screen = { frame: Frame; formKey: string; now: Date; drafts?: Drafts }

/** The key that a form must send back: without it nothing is written, and with it nothing is written twice. */
export const formKeyField = (formKey: string): Html => html`<input type="hidden" name="formKey" value="${formKey}">`

type FormOptions = Optional<{
  action: string
  classes: string
  isUpload: boolean
  /** Where the form stands, when that is not the page that was asked for. */
  page: string
  /** The page has said that an earlier draft of this form makes way for what is typed now. */
  makesWay: boolean
  /** Only a button shows, but what it sends holds words. */
  holdsWords: boolean
}>

/**
 * A form that is answered once, however often it is sent. Without an action it goes to the page's own address. What is
 * typed in it is kept as a draft, and a browser is told to keep nothing of it (U1, U2).
 */
export const form = (
  screen: Pick<Screen, 'formKey'> & Partial<Pick<Screen, 'drafts' | 'now'>>,
  content: Html,
  options: FormOptions = {},
): Html => {
  const { drafts, now } = screen
  const formKey = formKeyField(screen.formKey)
  const draft = drafts && now && draftPart({ drafts, formKey, now }, content, options)
  const own = attributes({
    action: options.action,
    class: options.classes,
    enctype: options.isUpload && 'multipart/form-data',
    autocomplete: 'off',
    ...(options.holdsWords && sentHere),
    ...draft?.attributes,
  })
  return html`${draft?.before}<form method="post" novalidate${own}>${formKey}${draft?.content ?? content}${draft?.after}</form>`
}
