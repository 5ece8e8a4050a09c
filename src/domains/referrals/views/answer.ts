import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Fields, fieldsOf } from '../../cases/index.ts'
import type { Referral } from '../model/referral.ts'
import { changedMeanwhile } from './about.ts'
import { trailOf } from './referral.ts'

export type Answer = {
  screen: Screen
  referral: Referral
  shown: Shown<Record<string, string | undefined>>
  isStale: boolean
  colleagues: readonly { id: string; name: string }[]
}

/** A page with one answer to a referral; it carries the version that was read, so that nobody writes over another's answer. */
export const answerPage = (
  { screen, referral, shown, isStale }: Answer,
  words: { title: string; submit: string; about: string; fields: (fields: Fields) => Html; isWarning?: boolean },
): Html =>
  layout({
    frame: screen.frame,
    title: words.title,
    caption: `${referral.service}, from ${referral.fromAgency}`,
    breadcrumbs: [...trailOf(referral), { text: words.title }],
    errors: shown.errors?.list,
    content: html`${isStale && changedMeanwhile(referral, screen.now)}
      <p class="govuk-body">${words.about}</p>
      ${form(
        screen,
        html`<input type="hidden" name="version" value="${referral.version}">
        ${words.fields(fieldsOf(shown))}
        ${button({ text: words.submit, preventDoubleClick: true, classes: words.isWarning ? 'govuk-button--warning' : undefined })}`,
      )}`,
  })
