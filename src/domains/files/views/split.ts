import { type Html, html } from '../../../platform/html.ts'
import { agreedWords, agreements } from '../model/file.ts'
import { hideField, keepField, namedIn, nameField, partNames, peopleIn } from '../model/people.ts'
import type { CopyRow } from '../store.ts'
import { whereInText, whereOn } from './about.ts'
import { type OnFile, stepForm } from './step.ts'

const partWords = {
  page: { top: 'the top third', middle: 'the middle third', bottom: 'the bottom third' },
  text: { top: 'the first third', middle: 'the middle third', bottom: 'the last third' },
}

export const splitPage = (page: OnFile & { copies: readonly CopyRow[] }): Html => {
  const { row, top, copies } = page
  const isText = row.type === 'text/plain'
  const pages = Array.from({ length: row.pages ?? 1 }, (_, index) => index + 1)
  const name = (id: string) =>
    top.people.find((each) => each.id === id)?.name ?? 'Somebody who is no longer in this case'
  const names = namedIn(row.named)
  const words = isText ? partWords.text : partWords.page
  return stepForm({
    ...{ ...page, title: 'Make a copy for one of them', submit: 'Make the copy' },
    about: html`<p class="govuk-body">Choose what is about this person alone, with the paper or picture in front of you: nobody can open the original here. Leave out or cover all that is about anybody else. The copy is looked through like any file, and where something is covered a second person decides whether it is opened.</p>`,
    fields: ({ oneOf, ticks, area }) => html`
      ${oneOf(
        'personId',
        'Whom is this copy about?',
        peopleIn(row).map((id) => ({
          value: id,
          text: copies.some(({ personId }) => personId === id)
            ? `${name(id)}: there is a copy, and this is one more`
            : name(id),
        })),
      )}
      ${
        pages.length > 1 &&
        ticks(
          keepField(1),
          'Which pages stay in it?',
          pages.map((number) => ({ value: keepField(number), text: `Page ${number}` })),
        )
      }
      ${
        names.length > 0 &&
        ticks(
          nameField(0),
          'Which names that were read are covered?',
          names.map((each, index) => {
            const [first] = each.boxes
            const where = !first ? '' : isText ? whereInText(first) : `page ${each.page}, ${whereOn(first)}`
            const times = each.boxes.length > 1 ? `, and where it stands again` : ''
            return { value: nameField(index), text: `${name(each.personId)}, ${where}${times}` }
          }),
        )
      }
      ${ticks(
        hideField(1, 'top'),
        isText ? 'Which parts are covered?' : 'Which parts of a page are covered?',
        pages.flatMap((number) =>
          partNames.map((part) => ({
            value: hideField(number, part),
            text: pages.length > 1 ? `Page ${number}: ${words[part]}` : `Cover ${words[part]}`,
          })),
        ),
        'A page that is left out needs none',
      )}
      ${area('shows', 'What does the copy show?', { hint: 'Of this person alone: everybody who sees the copy reads it' })}
      ${oneOf(
        'agreed',
        'Did the person agree that it is kept here?',
        agreements.map((value) => ({ value, text: agreedWords[value] ?? value })),
      )}`,
  })
}
