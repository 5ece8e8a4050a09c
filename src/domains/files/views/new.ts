import { fileUpload } from '../../../design/components/file-upload.ts'
import type { Screen } from '../../../design/form.ts'
import { formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { mostInWords } from '../../../platform/uploads.ts'
import { type CaseTop, caseForm, opensAgain } from '../../cases/index.ts'
import { entryLabel } from '../../entries/index.ts'
import { agreedWords, agreements, classes, classWords, kinds, kindWords } from '../model/file.ts'
import type { incidentsToChoose } from '../store.ts'
import { whoElse } from './people.ts'

type Page = {
  screen: Screen
  top: CaseTop
  incidents: Awaited<ReturnType<typeof incidentsToChoose>>
  shown: Shown<Record<string, string | undefined>>
}

const options = (values: readonly string[], words: Readonly<Record<string, string>>) =>
  values.map((value) => ({ value, text: words[value] ?? value }))

export const newPage = ({ screen, top, incidents, shown }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'files', title: 'Add a file', submit: 'Add it', isUpload: true },
    trail: [{ text: 'Files', href: `/cases/${top.caseId}/files` }],
    about: html`${opensAgain(top)}<p class="govuk-body">It is sealed at once. Nobody can open it, not even you, until it has been checked for viruses and for addresses, telephone numbers and schools of the people in this case. Write none of those in the fields below: they are read by everybody who sees the file in the list.</p>`,
    fields: ({ line, area, oneOf, chosen, ticks }) => html`
      ${oneOf('kind', 'What is it?', options(kinds, kindWords))}
      ${fileUpload({
        name: 'file',
        label: { text: 'The file' },
        hint: {
          text: `JPEG, PNG or WebP picture, PDF of up to 20 pages, or plain text; at most ${mostInWords}. If something else on this page has to be put right, choose the file again`,
        },
        errorMessage: shown.errors?.byField.file,
      })}
      ${area('shows', 'What it shows', { hint: 'As in: bruise on the left upper arm, about 4 cm, yellow' })}
      ${oneOf(
        'personId',
        'Whom is it about?',
        top.people.map(({ id, name }) => ({ value: id, text: name })),
      )}
      ${whoElse({ people: top.people, ticks })}
      ${line('takenBy', 'Who took or made it?')}
      ${line('takenOn', 'Day on which it was taken or made', { width: 10, hint: 'Leave it empty if nobody knows' })}
      ${
        incidents.length > 0 &&
        chosen(
          'entryId',
          'Does it belong to something on record?',
          incidents.map(({ id, type, happenedFrom }) => ({
            value: id,
            text: `${entryLabel(type)}, ${formatDay(happenedFrom, screen.now)}`,
          })),
          { hint: 'Leave it if it does not' },
        )
      }
      ${oneOf('agreed', 'Did the person agree that it is kept here?', options(agreements, agreedWords))}
      ${oneOf('class', 'Who may see it?', options(classes, classWords))}`,
  })
