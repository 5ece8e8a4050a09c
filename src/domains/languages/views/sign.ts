import { button } from '../../../design/components/button.ts'
import { markField } from '../../../design/differences.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import { hashOf, type Standing } from '../model.ts'
import { words } from './language.ts'

type SignPage = { screen: Screen; standing: Standing; shown: Shown<Record<string, string | undefined>> }

export const signPage = ({ screen, standing, shown }: SignPage): Html => {
  const { language } = standing
  const fields = fieldsOf(shown)
  return layout({
    title: `Has a speaker read the ${language.name}?`,
    frame: screen.frame,
    errors: shown.errors?.list,
    breadcrumbs: [
      { text: 'Languages', href: '/languages' },
      { text: language.name, href: `/languages/${language.code}` },
      { text: 'Sign' },
    ],
    content: html`<p class="govuk-body">Somebody in danger may hold these words. Have each phrase read by a person who speaks the language well, beside the English: is it right, plain, kind, and does it give nothing away? Nobody who is close to a case here.</p>
      ${words(standing)}
      ${form(
        screen,
        html`${markField(hashOf(language))}
        ${fields.line('readBy', 'Who read it?', { hint: 'Their name and what they do' })}
        ${fields.area('evidence', 'How do they know the language, and how did they read it?')}
        ${button({ text: 'It is right: sign it', preventDoubleClick: true })}`,
      )}`,
  })
}
