import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Content, Listed, Optional, Styling, Text } from '../options.ts'
import { type TagOptions, tag } from './tag.ts'

type Status = Optional<{ tag: TagOptions; text: Text; classes: string }>
type Item = { title: Content & Optional<{ classes: string }>; status: Status } & Optional<{
  href: string
  hint: Content
  classes: string
}>
export type TaskListOptions = { items: Listed<Item> } & Styling & Optional<{ idPrefix: string }>

export const taskList = ({ items, idPrefix = 'task-list', ...styling }: TaskListOptions): Html =>
  html`<ul class="${classes('govuk-task-list', styling.classes)}"${attributes(styling.attributes)}>
    ${items.map((item, index) => item && task(item, `${idPrefix}-${index + 1}`))}
  </ul>`

const task = ({ title, status, href, hint, ...own }: Item, id: string): Html => {
  const by = classes(hint && `${id}-hint`, `${id}-status`)
  return html`<li class="${classes('govuk-task-list__item', href && 'govuk-task-list__item--with-link', own.classes)}">
    <div class="govuk-task-list__name-and-hint">
      ${
        href
          ? html`<a class="${classes('govuk-link govuk-task-list__link', title.classes)}" href="${href}" aria-describedby="${by}"> ${title.text} </a>`
          : html`<div${attributes({ class: title.classes })}>${title.text}</div>`
      }
      ${hint && html`<div id="${id}-hint" class="govuk-task-list__hint">${hint.text}</div>`}
    </div>
    <div class="${classes('govuk-task-list__status', status.classes)}" id="${id}-status">
      ${status.tag ? tag(status.tag) : status.text}
    </div>
  </li>`
}
