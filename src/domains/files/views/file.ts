import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { agreedWords, classWords, coverFirst, foundIn, isHeld, isOpen, kindWords, problemText } from '../model/file.ts'
import { mayBeOpened, mayBeSpokenOf, maySplit, namedIn, owedCopies, peopleIn } from '../model/people.ts'
import type { CopyRow, FileRow } from '../store.ts'
import { placeOf, sizeInWords, stateShown, waitsInWords } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  row: FileRow
  here: string
  mayChange: boolean
  isSecond: boolean
  seesLate: boolean
  copies: readonly CopyRow[]
  agencyId: string
}

const line = (key: string, text: Html | string) => ({ key: { text: key }, value: { text } })

export const filePage = (page: Page): Html => {
  const { screen, top, row, here, mayChange, isSecond, seesLate } = page
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'files', title: kindWords[row.kind] ?? 'File' },
    trail: [{ text: 'Files', href: `/cases/${top.caseId}/files` }],
    content: html`${seesLate && row.lateEntryId !== null && insetText({ text: html`A protected place was found in this after people could open it. <a class="govuk-link" href="/cases/${row.caseId}/releases/late/${row.lateEntryId}">Who opened it, and what is owed</a>.` })}
      ${twoPeople(page)}
      ${steps(row, here, mayChange, isSecond)}
      ${summaryList({
        rows: [
          line('State', stateShown(row)),
          line('What it shows', row.shows),
          line('About', row.person),
          line('Who else is in it', othersShown(row, nameIn(top))),
          row.splitOf !== null &&
            line(
              'Made from',
              html`<a class="govuk-link" href="/cases/${row.caseId}/files/${row.splitOf}">A file about more than one person</a>. Pages are counted as in that file.`,
            ),
          line('Taken or made by', row.takenBy),
          line('Taken, as they say', row.takenOn ? formatDay(row.takenOn, now) : 'Not known'),
          row.takenFound !== null &&
            line('Taken, as the file itself says', `${row.takenFound}, by the clock of the device`),
          row.entryId !== null &&
            line(
              'Belongs to',
              html`<a class="govuk-link" href="/cases/${row.caseId}/entries/${row.entryId}">${row.incidentAt ? `What happened ${formatDay(row.incidentAt, now)}` : 'An entry of this case'}</a>`,
            ),
          line('Did they agree?', agreedWords[row.agreed] ?? row.agreed),
          line('Who may see it', classWords[row.class] ?? row.class),
          line('Added', `${formatWhen(row.addedAt, now)} by ${row.addedByName}, ${row.agency}`),
          line('Size', `${sizeInWords(row.size)}${row.pages && row.pages > 1 ? `, ${row.pages} pages` : ''}`),
          line('Seal of the original (SHA-256)', row.sha256.toString('hex').replace(/.{8}(?=.)/g, '$& ')),
        ],
      })}
      ${history(row, now)}`,
  })
}

const nameIn =
  (top: CaseTop) =>
  (id: string): string =>
    top.people.find((each) => each.id === id)?.name ?? 'Somebody who is no longer in this case'
const othersShown = (row: FileRow, name: (id: string) => string): string =>
  row.others === null
    ? 'Nobody was asked'
    : row.others.length > 0
      ? row.others.map(name).join(', ')
      : 'Nobody, as whoever gave it said'

/** Whose names may stand in it, and the copies where it is about more than one person (INV-10). */
const twoPeople = ({ row, top, here, mayChange, copies, agencyId }: Page): Html => {
  const name = nameIn(top)
  const known = [...peopleIn(row), ...row.notIn]
  const warnings = namedIn(row.named).filter(({ personId }) => !known.includes(personId))
  const left = owedCopies(row, top.people).filter((id) => !copies.some(({ personId }) => personId === id))
  return html`${
    row.mustSplit &&
    insetText({
      text: html`This is about more than one person, and their records are not seen by the same people. Nobody opens it: a copy is made for each, and the original stays sealed.${copies.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${copies.map((copy) => html`<li><a class="govuk-link" href="/cases/${row.caseId}/files/${copy.id}">The copy about ${copy.person}</a> ${stateShown(copy)}</li>`)}</ul>`}${left.length > 0 && html`<p>No copy yet: ${left.map(name).join(', ')}</p>`}`,
    })
  }
    ${warnings.length > 0 && insetText({ text: html`A name like that of somebody else in this case was read in it:<ul class="govuk-list govuk-list--bullet">${warnings.map(({ personId, page }) => html`<li>Page ${page} may name ${name(personId)}</li>`)}</ul>` })}
    ${
      mayChange &&
      html`<div class="govuk-button-group">
      ${maySplit(row, agencyId) && button({ text: 'Make a copy for one of them', href: `${here}/split` })}
      ${mayBeSpokenOf(row, copies.length) && button({ text: 'Say who is in it', href: `${here}/people`, classes: 'govuk-button--secondary' })}
    </div>`
    }`
}

const steps = (row: FileRow, here: string, mayChange: boolean, isSecond: boolean): Html => {
  const second = 'govuk-button--secondary'
  if (isOpen(row))
    return html`<p class="govuk-body">The copy may be hard to look at. Each look is on the record.</p>
      <div class="govuk-button-group">${button({ text: row.type === 'application/pdf' ? 'Save the copy' : 'Open the copy', href: `${here}/copy` })}${mayChange && button({ text: 'Shut it again', href: `${here}/shut`, classes: second })}</div>`
  if (row.state === 'refused')
    return insetText({ text: `Nobody can open this file. ${problemText(row.refusedAs ?? '')}.` })
  if (!isHeld(row))
    return row.waitsFor.length > 0
      ? insetText({
          text: `Still sealed: ${waitsInWords(row.waitsFor)} could not run on this machine. It is tried again, at first after a minute. If this stays, tell whoever runs Waymark for you.`,
        })
      : insetText({
          text: 'Sealed, and waiting to be checked. This takes a minute or two. Load the page again to see.',
        })
  const found = foundIn(row.found)
  if (row.mustSplit && found.length === 0) return html``
  return html`${insetText({
    text: html`Nobody can open this file yet. ${
      row.state === 'covered'
        ? 'What was found is covered, and nothing more was found after that.'
        : found.length > 0
          ? 'Found in it:'
          : row.closedAt !== null
            ? 'A colleague shut it.'
            : 'Nothing protected was found in it.'
    }${found.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${found.map((each) => html`<li>${placeOf(each, row.type)}</li>`)}</ul>`}`,
  })}
    <div class="govuk-button-group">
      ${mayChange && row.state === 'held' && !row.mustSplit && found.length > 0 && button({ text: 'Cover what was found', href: `${here}/cover` })}
      ${mayChange && isSecond && mayBeOpened(row) && button({ text: 'Decide to open it', href: `${here}/open`, classes: second })}
    </div>
    ${row.mustCover && !row.mustSplit && html`<p class="govuk-body">Before anybody opens it, ${coverFirst}.</p>`}
    ${!isSecond && !row.mustSplit && html`<p class="govuk-body">Somebody else on the case has to decide whether it is opened: not whoever added it, nor whoever chose what to cover.</p>`}`
}

const history = (row: FileRow, now: Date): Html => {
  const { checkedAt, coveredAt, decidedAt, closedAt } = row
  return html`<h2 class="govuk-heading-m">What was done with it</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>Added and sealed ${formatWhen(row.addedAt, now)} by ${row.addedByName}.</li>
      ${row.peopleAt !== null && html`<li>Said who is in it ${formatWhen(row.peopleAt, now)} by ${row.peopleByName ?? ''}${row.peopleWhy !== null && `: ${row.peopleWhy}`}</li>`}
      ${coveredAt !== null && html`<li>Parts covered ${formatWhen(coveredAt, now)} by ${row.coveredByName ?? ''}.</li>`}
      ${checkedAt !== null && html`<li>Last checked ${formatWhen(checkedAt, now)}. A check can miss handwriting, blurred or cut-off words, and codes that a telephone reads.</li>`}
      ${decidedAt !== null && html`<li>Opened ${formatWhen(decidedAt, now)} by ${row.decidedByName ?? ''}: ${row.decidedWhy ?? ''}</li>`}
      ${closedAt !== null && html`<li>Shut ${formatWhen(closedAt, now)} by ${row.closedByName ?? ''}: ${row.closedWhy ?? ''}</li>`}
    </ul>`
}
