import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import type { CollectionList } from '../actions/collections.ts'
import { isOutOfDate } from '../model/collection.ts'

type Page = {
  screen: Screen
  top: CaseTop
  lists: readonly CollectionList[]
  total: number
  number: number
  /** For whoever may write: whether there is a child to make one for. */
  start: { isSomebody: boolean } | undefined
}

/** What somebody outside holds of a list, in a tag with its words. */
export const outside = ({ held, version, isOver }: CollectionList): Html => {
  if (held.given === 0) return stateTag('waiting', 'Nobody holds it yet')
  if (isOutOfDate(held, version))
    return stateTag('late', isOver ? 'They hold a page that no longer holds' : 'They hold an older page')
  return stateTag('done', isOver ? 'They know that it is over' : 'They hold this one')
}

export const collectionListsPage = ({ screen, top, lists, total, number, start }: Page): Html => {
  const base = `/cases/${top.caseId}/safety-plans`
  const here = `${base}/collection-lists`
  return caseLayout({
    ...{ screen, top, part: 'safety-plans', title: 'Who may fetch a child' },
    trail: [{ text: 'Safety plans', href: base }],
    content: html`<p class="govuk-body">One list for each child and each school, nursery or carer. It is shared with that one alone, as a page of its own, and kept as a plan is.</p>
      ${board({
        caption: 'Lists of this case',
        isCaptionHidden: true,
        says: `${formatCount(total, 'list')}, those that hold first.`,
        empty: 'Nobody has written down yet who may fetch a child.',
        rows: lists,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        actions: start?.isSomebody ? button({ text: 'Write a list', href: `${here}/new` }) : undefined,
        columns: [
          {
            head: 'Child',
            cell: ({ recordId, person, says }) =>
              html`<a class="govuk-link" href="${here}/${recordId}">${person}<span class="govuk-visually-hidden">, ${says?.setting ?? 'erased'}</span></a>`,
          },
          { head: 'For', cell: ({ says }) => says?.setting ?? 'Erased' },
          { head: 'Who', cell: ({ says }) => (says ? formatCount(says.people.length, 'person', 'people') : 'Erased') },
          {
            head: 'Written',
            cell: ({ version, writtenAt, by, isOver }) =>
              `${isOver ? 'No longer holds' : `Version ${version}`}, ${formatWhen(writtenAt, screen.now)}, ${by}`,
          },
          { head: 'Outside', cell: outside },
        ],
      })}
      ${start && !start.isSomebody && html`<p class="govuk-body">No child is named in this case. <a class="govuk-link" href="/cases/${top.caseId}/people/new">Add the child</a> first.</p>`}`,
  })
}
