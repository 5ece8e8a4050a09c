import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Fields, fieldsOf } from '../../cases/index.ts'
import type { RequestRow } from '../store/requests.ts'

export type Answers = Shown<Record<string, string | undefined>>
export type OnRequest = { screen: Screen; row: RequestRow; shown: Answers }
type Ask = {
  screen: Screen
  row?: RequestRow
  shown: Answers
  title: string
  about?: Html | undefined
  fields: (fields: Fields) => Html
  submit: string
  isWarning?: boolean
}

/** A page with one form, about one request or a new one. */
export const askPage = ({ screen, row, shown, title, about, fields, submit, isWarning }: Ask): Html =>
  layout({
    ...{ title, frame: screen.frame, errors: shown.errors?.list },
    breadcrumbs: [
      { text: 'Access requests', href: '/access-requests' },
      ...(row ? [{ text: row.reference, href: `/access-requests/${row.id}` }] : []),
      { text: title },
    ],
    content: html`${about}${form(
      screen,
      html`${fields(fieldsOf(shown))}
      ${button({ text: submit, preventDoubleClick: true, classes: isWarning ? 'govuk-button--warning' : undefined })}`,
    )}`,
  })
