import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { changesBetween, factors, type Item, leadWords, type Menu, sides, sideWords } from '../model/menu.ts'

type Page = { screen: Screen; menus: readonly [Menu, ...Menu[]]; mayKeep: boolean }

/** What can be done about danger in this area, and how the menu came to be so. */
export const menuPage = ({ screen, menus, mayKeep }: Page): Html => {
  const now = menus.at(-1) ?? menus[0]
  return layout({
    title: 'Menu of interventions',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Local policy', href: '/local-policy' }, { text: 'Menu of interventions' }],
    titleActions: mayKeep ? button({ text: 'Add an intervention', href: '/interventions/new' }) : undefined,
    content: html`<p class="govuk-body">What can be done, by level and side. On a case it suggests what fits, says why, and chooses nothing. ${
      now.since
        ? `Version ${now.number}, set ${formatWhen(now.since.at, screen.now)} by ${now.since.by}.`
        : 'Version 1 came with Waymark: nobody has changed it here.'
    }</p>
      ${itemsShown(now.items, mayKeep)}
      ${board({
        caption: 'Versions',
        says: `${formatCount(menus.length, 'version')}, the newest first. What was chosen on a case names the version that it came from.`,
        empty: 'There is none.',
        rows: menus.toReversed(),
        columns: [
          {
            head: 'Version',
            cell: ({ number }) =>
              html`<a class="govuk-link" href="/interventions/versions/${number}">Version ${number}</a>`,
          },
          {
            head: 'Set',
            cell: ({ since }) => (since ? `${formatWhen(since.at, screen.now)}, ${since.by}` : 'Came with Waymark'),
          },
          { head: 'What changed', cell: (menu) => changeWords(menus, menu) },
          { head: 'Reason', cell: ({ since }) => since?.reason ?? 'The first one' },
        ],
      })}`,
  })
}

const changeWords = (menus: readonly Menu[], menu: Menu): Html | string => {
  const before = menus.find(({ number }) => number === menu.number - 1)
  if (!before) return `${menu.items.length} interventions`
  const { added, retired, changed } = changesBetween(before.items, menu.items)
  return html`${added.map((name) => html`Added: ${name}<br>`)}${retired.map((name) => html`Taken off: ${name}<br>`)}${changed.map((name) => html`Changed: ${name}<br>`)}`
}

/** Both sides, each as one list. */
export const itemsShown = (items: readonly Item[], mayKeep: boolean): Html =>
  html`${sides.map((side) =>
    board({
      caption: sideWords[side],
      says: `${formatCount(items.filter((item) => item.side === side).length, 'intervention')} ${side === 'harmed' ? 'with the person harmed' : 'about the person reported'}.`,
      empty: 'There is none on this side.',
      rows: items.filter((item) => item.side === side),
      columns: [
        {
          head: 'What',
          cell: ({ code, name, purpose }: Item) =>
            html`${mayKeep ? html`<a class="govuk-link" href="/interventions/items/${code}/edit">${name}</a>` : html`<strong>${name}</strong>`}<br>${purpose}`,
        },
        {
          head: 'Level',
          cell: ({ levels }: Item) => (levels.length > 0 ? levels.join(', ') : 'Any, where it answers something'),
        },
        {
          head: 'Expected at the least',
          cell: ({ least }: Item) => (least.length > 0 ? `At ${least.join(', ')}` : 'No'),
        },
        { head: 'Usually leads', cell: ({ leads }: Item) => leadWords(leads) },
        {
          head: 'Answers',
          cell: ({ answers }: Item) => html`${answers.map((factor) => html`${factors.get(factor) ?? factor}<br>`)}`,
        },
      ],
    }),
  )}`
