import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { english, isSource, phraseKeys, type Standing } from '../model.ts'
import { checkedBy } from './index.ts'

type LanguagePage = { screen: Screen; standing: Standing; maySign: boolean }

export const languagePage = ({ screen, standing, maySign }: LanguagePage): Html => {
  const { language, now, before } = standing
  return layout({
    title: language.name,
    frame: screen.frame,
    breadcrumbs: [{ text: 'Languages', href: '/languages' }, { text: language.name }],
    content: html`<p class="govuk-body">${checkedBy(standing, screen.now)}</p>
      ${now && html`<p class="govuk-body">How: ${now.evidence}</p>`}
      ${maySign && !isSource(language) && !now && button({ text: 'A speaker has read it', href: `/languages/${language.code}/sign` })}
      ${words(standing)}
      ${
        before.length > 0 &&
        board({
          caption: 'Read before',
          says: `${formatCount(before.length, 'earlier signature')}, the latest first. They are of words that have changed since, or were signed again.`,
          empty: '',
          rows: before,
          columns: [
            { head: 'Signed', cell: ({ signedAt }) => formatWhen(signedAt, screen.now) },
            { head: 'By', cell: ({ signedBy }) => signedBy },
            { head: 'Read by', cell: ({ readBy }) => readBy },
            { head: 'How', cell: ({ evidence }) => evidence },
          ],
        })
      }`,
  })
}

/** Every phrase beside the English; words in braces are filled in when the paper is made. */
export const words = ({ language }: Standing): Html => {
  const { code, direction, phrases } = language
  return board({
    caption: 'The words',
    says: html`${formatCount(phraseKeys.length, 'phrase')}. What stands in braces, such as {emergency}, is filled in when the paper is made.`,
    empty: '',
    rows: phraseKeys,
    columns: [
      { head: 'English', cell: (key) => english.phrases[key] },
      ...(isSource(language)
        ? []
        : [
            {
              head: language.name,
              cell: (key: (typeof phraseKeys)[number]) =>
                html`<span lang="${code}" dir="${direction}">${phrases[key]}</span>`,
            },
          ]),
    ],
  })
}
