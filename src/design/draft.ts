import { addressOf, type Draft, takesOver } from '../platform/drafts.ts'
import { fillIn } from '../platform/fill-in.ts'
import { asText, type Html, html } from '../platform/html.ts'
import { button } from './components/button.ts'
import { formatWhen } from './words.ts'

/** What a page knows of drafts: where it is, what was kept of its forms, and of which forms anything may be kept. */
export type Drafts = {
  /** The page as it is kept; undefined where it has no address to come back to. */
  page: string | undefined
  /** The address as it was asked for: where a form without an action is sent. */
  url: string
  kept: readonly Draft[]
  isKept: (address: string) => boolean
  saving: string
}

export type DraftPart = { attributes: Record<string, string>; before?: Html; content: Html; after?: Html }
type About = { drafts: Drafts; formKey: Html; now: Date }
type Options = { action?: string | undefined; page?: string | undefined; makesWay?: boolean | undefined }

/** What a form needs so that nothing typed in it is lost, and nothing of it stays in the browser; undefined for one click. */
export const draftPart = (about: About, content: Html, options: Options): DraftPart | undefined => {
  const { drafts } = about
  const [address, page] = [addressOf(options.action ?? drafts.url), options.page ?? drafts.page]
  const { names, hasText, hasFile, hasSecret } = fieldsIn(content)
  if (names.size === 0) return undefined
  // Without the hidden fields below nothing of a form is kept, not even when it comes back with a mistake.
  if (!address || !page || hasSecret || !drafts.isKept(address)) return { attributes: sentHere, content, after: said }
  const draft = drafts.kept.find((each) => each.address === address)
  const version = options.makesWay ? takesOver : (draft?.version ?? 0)
  return {
    attributes: { ...sentHere, 'data-draft': address, 'data-draft-saving': drafts.saving },
    ...(draft && { before: begun(about, draft, hasFile) }),
    content: html`<input type="hidden" name="formPage" value="${page}"><input type="hidden" name="formVersion" value="${version}">${draft ? fillIn(content, draft.fields) : content}`,
    after: html`${(hasText || names.size > 2) && saveLater(address, drafts.saving)}${said}`,
  }
}

/** With scripts the form is sent without leaving the page: a browser keeps what a plain form sent (SAFETY 1.3). */
export const sentHere = { 'data-sent-here': '' }
const said = html`<p class="wm-draft__said" data-draft-said role="status"></p>`

const control = /<(input|select|textarea)\b((?:[^<>"]|"[^"]*")*)>/g

type FieldsIn = { names: ReadonlySet<string>; hasText: boolean; hasFile: boolean; hasSecret: boolean }
/** The fields that a person fills in: passwords and files are not kept, and hidden ones are nobody's typing. */
const fieldsIn = (content: Html): FieldsIn => {
  const all = [...asText(content).matchAll(control)].map(([, tag, own = '']) => ({
    isText: tag === 'textarea',
    name: /\sname="([^"]*)"/.exec(own)?.[1],
    type: /\stype="([^"]*)"/.exec(own)?.[1],
    isCode: /\sautocomplete="one-time-code"/.test(own),
  }))
  const kept = all.filter(({ name, type }) => name && !['hidden', 'password', 'file', 'submit'].includes(type ?? ''))
  return {
    names: new Set(kept.map(({ name = '' }) => name)),
    hasText: kept.some(({ isText }) => isText),
    hasFile: all.some(({ type }) => type === 'file'),
    hasSecret: all.some(({ type, isCode }) => type === 'password' || isCode),
  }
}

const begun = ({ drafts, formKey, now }: About, draft: Draft, hasFile: boolean): Html => {
  const { address, page, begunAt, savedAt } = draft
  return html`<div class="wm-draft" role="region" aria-label="What you began">
    <p>You began this at ${formatWhen(begunAt, now)}. What you had typed by ${formatWhen(savedAt, now)} is below; only you can see it.${hasFile && ' A file has to be chosen again.'}</p>
    <form method="post" action="${drafts.saving.replace(/save$/, 'start-again')}">${formKey}<input type="hidden" name="formAddress" value="${address}"><input type="hidden" name="formPage" value="${page}">${button({ text: 'Start again', classes: 'govuk-button--secondary' })}</form>
  </div>`
}

/** For those without scripts; with them the form is saved as it is typed. */
const saveLater = (address: string, saving: string): Html =>
  html`<div class="wm-draft__later">${button({
    text: 'Save and come back later',
    classes: 'govuk-button--secondary',
    name: 'formAddress',
    value: address,
    attributes: { formaction: saving, formnovalidate: '' },
  })}</div>`
