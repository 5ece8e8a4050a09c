import { button } from '../../../design/components/button.ts'
import { pagination } from '../../../design/components/pagination.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { timeline } from '../../../design/timeline.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import type { NoteRow } from '../store.ts'

type Page = {
  screen: Screen
  top: CaseTop
  notes: NoteRow[]
  corrected: string[]
  count: number
  page: number
  pages: number
  agencyId: string
}

/** The contact notes that this reader may see: their own service's, and those that others shared. */
export const notesPage = ({ screen, top, notes, corrected, count, page, pages, agencyId }: Page): Html => {
  const base = `/cases/${top.caseId}/notes`
  return caseLayout({
    ...{ screen, top, part: 'notes', title: 'Notes' },
    titleActions: button({ text: 'Write a note', href: `${base}/new` }),
    content: html`<p class="govuk-body">${count === 0 ? '' : `${formatCount(count, 'note')}: your service's own, and those that others shared. The newest contact first.`}</p>
      <h2 class="govuk-visually-hidden">Notes by day</h2>
      ${timeline({
        now: screen.now,
        empty: "No note yet that you may read. Another service's notes stay theirs until they share one.",
        entries: notes.map((note) => ({
          ...{ at: note.happenedAt, title: `Contact: ${note.how}`, by: `${note.writtenByName}, ${note.agency}` },
          enteredAt: note.writtenAt,
          isCorrected: corrected.includes(note.id),
          content: words(note, screen.now),
          tag: note.sharedAt
            ? stateTag('done', 'Shared with the case')
            : note.agencyId === agencyId
              ? stateTag('waiting', 'Your service only')
              : stateTag('done', 'Shared with your agency'),
          actions:
            note.agencyId === agencyId
              ? [
                  ...(note.sharedAt ? [] : [{ text: 'Share with the case', href: `${base}/${note.id}/share` }]),
                  { text: 'Set right', href: `${base}/new?corrects=${note.id}` },
                ]
              : undefined,
        })),
      })}
      ${pages > 1 && pagination({ previous: page > 1 ? { href: `${base}?page=${page - 1}` } : undefined, next: page < pages ? { href: `${base}?page=${page + 1}` } : undefined })}`,
  })
}

const words = (
  { said, noticed, agreed, next, correctsId, sharedAt, sharedByName, sharedWhy }: NoteRow,
  now: Date,
): Html => {
  const part = (label: string, text: string | null) =>
    text !== null && html`<p class="govuk-body"><strong>${label}:</strong> ${text}</p>`
  return html`${correctsId !== null && html`<p class="govuk-hint">Sets an earlier note right.</p>`}
    ${part('Said', said)}${part('Noticed', noticed)}${part('Agreed', agreed)}${part('Next', next)}
    ${sharedAt !== null && html`<p class="govuk-hint">Shared by ${sharedByName ?? 'a colleague'}, ${formatWhen(sharedAt, now)}: ${sharedWhy ?? ''}</p>`}`
}
