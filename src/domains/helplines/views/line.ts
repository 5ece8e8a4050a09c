import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Version } from '../model.ts'
import { verified } from './block.ts'

type LinePage = { screen: Screen; now: Version; all: readonly Version[]; maySet: boolean }

export const linePage = ({ screen, now: held, all, maySet }: LinePage): Html =>
  layout({
    title: held.name,
    frame: screen.frame,
    breadcrumbs: [{ text: 'Helplines', href: '/helplines' }, { text: held.name }],
    content: html`${held.isEnded && html`<p class="govuk-body">This line is no longer shown: ${held.reason}</p>`}
      ${summaryList({
        rows: [
          { key: { text: 'For' }, value: { text: held.place } },
          { key: { text: 'Number' }, value: { text: held.number } },
          { key: { text: 'Whom it is for' }, value: { text: held.about } },
          { key: { text: 'Verified' }, value: { text: verified(held, screen.now) } },
          { key: { text: 'How' }, value: { text: held.evidence ?? 'Nobody has verified this version' } },
        ],
      })}
      ${maySet && actions(held)}
      ${board({
        caption: 'History',
        says: `${formatCount(all.length, 'version')}, the latest first. None is ever changed or taken away.`,
        empty: 'No version is recorded.',
        rows: all,
        columns: [
          { head: 'Set', cell: ({ setAt }) => formatWhen(setAt, screen.now) },
          { head: 'By', cell: ({ setBy }) => setBy ?? 'Came with Waymark' },
          { head: 'Line', cell: ({ place, name, isEnded }) => `${name}, ${place}${isEnded ? ': ended' : ''}` },
          { head: 'Number', cell: ({ number }) => number, isShort: true },
          { head: 'Verified', cell: (version) => verified(version, screen.now) },
          { head: 'Reason', cell: ({ reason }) => reason },
        ],
      })}`,
  })

const actions = ({ line, isEnded }: Version): Html =>
  html`<div class="govuk-button-group">
    ${!isEnded && button({ text: 'I have verified it', href: `/helplines/${line}/check` })}
    ${button({ text: isEnded ? 'Show it again' : 'Change it', href: `/helplines/${line}/edit`, classes: 'govuk-button--secondary' })}
    ${!isEnded && html`<a class="govuk-link" href="/helplines/${line}/end">No longer show it</a>`}
  </div>`
