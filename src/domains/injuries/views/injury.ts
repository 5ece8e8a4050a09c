import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { Mark } from '../actions.ts'
import { ofTheNeck, regionOf } from '../model/body.ts'
import { agreedWords, type Content, type Kind } from '../model/forms.ts'
import type { InjuryRow } from '../store.ts'
import { figure } from './figure.ts'
import { nameOf } from './index.ts'

export type OnInjury = {
  screen: Screen
  top: CaseTop
  row: InjuryRow
  kind: Kind
  /** Null where the key of the person was erased. */
  said: Content | null
  marks: readonly Mark[]
  /** Whoever looks wrote it. */
  isOwn: boolean
}
const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })
const words: Record<Kind, { from: string; words: string }> = {
  'body-map': { from: 'Who looked', words: 'How they say it came about' },
  effect: { from: 'Who told it', words: 'What they say' },
  'medical-record': { from: 'Who holds the record', words: 'What was treated' },
}
const isAgreed = (word: string): word is keyof typeof agreedWords => Object.hasOwn(agreedWords, word)

export const injuryPage = (page: OnInjury): Html => {
  const { screen, top, row, kind, said } = page
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'injuries', title: `${nameOf(row)}, ${formatDay(row.seenOn, now)}`, shape: 'board' },
    trail: [{ text: 'Injuries and effects', href: `/cases/${top.caseId}/injuries` }],
    content: html`${kind === 'body-map' && said !== null && mapShown(page)}
      ${summaryList({
        rows: [
          line('Whose', row.person),
          line('Day', formatDay(row.seenOn, now)),
          line(words[kind].from, said?.from ?? 'Erased'),
          line(words[kind].words, said?.words ?? 'Erased'),
          said !== null &&
            line('They agree that it is kept', isAgreed(said.agreed) ? agreedWords[said.agreed] : said.agreed),
          line('Written down', `${row.by}, ${row.agency}, ${formatWhen(row.writtenAt, now)}`),
        ],
      })}`,
  })
}

const mapShown = ({ screen, top, row, marks, isOwn }: OnInjury): Html => {
  const { now } = screen
  const here = `/cases/${top.caseId}/injuries/${row.id}`
  const held = marks.filter(({ struckAt, content }) => struckAt === null && content !== null)
  const counts = new Map<string, number>()
  for (const { content } of held) if (content) counts.set(content.region, (counts.get(content.region) ?? 0) + 1)
  const neck = held.filter(({ content }) => content && ofTheNeck.has(content.region)).length
  return html`${neck > 0 && warningText({ text: `${formatCount(neck, 'mark')} on the neck. Holding somebody by the neck can harm them hours later: they need a doctor today. Say it in the risk assessment.` })}
    ${figure(counts, isOwn ? ({ code }) => `${here}/marks/new?region=${code}` : undefined)}
    ${isOwn && html`<p class="govuk-body">Choose a part of the figure, or ${button({ text: 'Add a mark', href: `${here}/marks/new`, classes: 'govuk-button--secondary' })}</p>`}
    ${board({
      caption: 'Marks',
      says: `${formatCount(held.length, 'mark')} on ${formatCount(counts.size, 'part')} of the body. None is ever changed; what does not hold is struck out.`,
      empty: 'No mark yet.',
      rows: marks,
      columns: [
        {
          head: 'Where',
          cell: ({ content }) => (content ? (regionOf(content.region)?.label ?? content.region) : 'Erased'),
        },
        {
          head: 'What',
          cell: ({ content, struckAt }) =>
            html`${struckAt ? html`<s>${content?.sort ?? 'Erased'}</s> (struck out)` : (content?.sort ?? 'Erased')}`,
        },
        { head: 'Size, colour, shape', cell: ({ content }) => content?.looks ?? 'Erased' },
        { head: 'What they say of it', cell: ({ content }) => content?.said ?? 'Nothing' },
        {
          head: 'Added',
          cell: ({ id, addedAt, struckAt, struckWhy }) => {
            if (struckAt) return `Struck out ${formatWhen(struckAt, now)}: ${struckWhy ?? 'erased'}`
            return html`${formatWhen(addedAt, now)}${isOwn && html` <a class="govuk-link" href="${here}/marks/${id}/strike">Strike out<span class="govuk-visually-hidden"> this mark</span></a>`}`
          },
        },
      ],
    })}`
}
