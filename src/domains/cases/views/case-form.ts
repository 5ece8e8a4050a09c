import { button } from '../../../design/components/button.ts'
import { form } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseLayout, caseLayout } from './case-layout.ts'
import { type Fields, fieldsOf } from './fields.ts'

type Answers = Record<string, string | undefined>
export type CaseForm = Omit<CaseLayout, 'content' | 'errors'> & {
  shown: Shown<Answers>
  /** Why we ask, who will see it: above the fields. */
  about?: Html | undefined
  fields: (fields: Fields) => Html
  submit: string
  isWarning?: boolean | undefined
  /** Where it goes, where that is not the address of its page. */
  action?: string | undefined
  /** A file goes with it. */
  isUpload?: boolean | undefined
}

/** A page of a case with one form. */
export const caseForm = ({ shown, about, fields, submit, isWarning, isUpload, action, ...page }: CaseForm): Html =>
  caseLayout({
    ...page,
    errors: shown.errors?.list,
    content: html`${about}
      ${form(
        page.screen,
        html`${fields(fieldsOf(shown))}
        ${button({ text: submit, preventDoubleClick: true, classes: isWarning ? 'govuk-button--warning' : undefined })}`,
        { isUpload, action },
      )}`,
  })
