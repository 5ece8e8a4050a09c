import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Fields, fieldsOf } from '../../cases/index.ts'

export type Asked = { screen: Screen; shown: Shown<Record<string, string | undefined>> }
type Ask = Asked & { title: string; about: Html; fields: (fields: Fields) => Html; submit: string; isWarning?: boolean }

export const askPage = ({ screen, shown, title, about, fields, submit, isWarning }: Ask): Html =>
  layout({
    ...{ title, frame: screen.frame, errors: shown.errors?.list },
    breadcrumbs: [{ text: 'Retention', href: '/retention' }, { text: title }],
    content: html`${about}${form(
      screen,
      html`${fields(fieldsOf(shown))}
      ${button({ text: submit, preventDoubleClick: true, classes: isWarning ? 'govuk-button--warning' : undefined })}`,
    )}`,
  })
