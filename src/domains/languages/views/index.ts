import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { isSource, isUnchecked, type Standing } from '../model.ts'

export const indexPage = ({ screen, all }: { screen: Screen; all: readonly Standing[] }): Html => {
  const unchecked = all.filter(isUnchecked).length
  return layout({
    title: 'Languages',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Languages' }],
    content: html`<p class="govuk-body">The fixed words of what people take home on paper. What they said themselves stays as it was said. A language can be used before a speaker has read it; the paper then says so.</p>
      ${board({
        caption: 'Languages',
        isCaptionHidden: true,
        says: `${formatCount(all.length, 'language')}; ${unchecked === 0 ? 'a speaker has read each translation' : `${unchecked} not yet checked by a speaker`}.`,
        empty: 'There is no language.',
        rows: all,
        columns: [
          {
            head: 'Language',
            cell: ({ language: { code, name } }) => html`<a class="govuk-link" href="/languages/${code}">${name}</a>`,
          },
          { head: 'Its own name', cell: (standing) => ownName(standing) },
          { head: 'Read by a speaker', cell: (standing) => checkedBy(standing, screen.now) },
        ],
      })}`,
  })
}

const ownName = ({ language: { code, direction, ownName: own } }: Standing): Html =>
  html`<span lang="${code}" dir="${direction}">${own}</span>`

export const checkedBy = (standing: Standing, now: Date): Html | string => {
  if (isSource(standing.language)) return 'The words are written in English'
  if (standing.now)
    return `Read by ${standing.now.readBy}, signed ${formatDay(standing.now.signedAt, now)} by ${standing.now.signedBy}`
  const tag = stateTag('unverified', 'Not yet checked by a speaker')
  return standing.before.length > 0 ? html`${tag} The words have changed since they were read.` : tag
}
