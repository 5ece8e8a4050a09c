import { board } from '../../../design/board.ts'
import { radios } from '../../../design/components/radios.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Found } from '../model.ts'

const places = ({ cases }: Found): Html =>
  html`${cases.map(
    ({ caseId, reference, role, state }) =>
      html`<div><a class="govuk-link" href="/cases/${caseId}">${reference}</a> ${wordFor(role)}, ${state === 'closed' ? 'closed' : 'open'}</div>`,
  )}`

const wordFor = (role: string): string =>
  role === 'victim' ? 'harmed' : role === 'perpetrator' ? 'reported' : role === 'child' ? 'child' : 'other'

const born = ({ bornOn }: Found): string => (bornOn ? formatDay(bornOn) : 'not known')
const double = html`${stateTag('unverified', 'May be the same person')}`

/** A list of people, each with the cases in which this reader may see them. */
export const foundList = (people: readonly Found[], says: string, empty: string): Html =>
  board({
    caption: 'People found',
    isCaptionHidden: true,
    says,
    empty,
    rows: people,
    columns: [
      { head: 'Name', cell: (person) => html`${person.name} ${person.looksTheSame && double}` },
      { head: 'Also known as', cell: ({ otherNames }) => otherNames ?? 'no other name' },
      { head: 'Born', cell: born, isShort: true },
      { head: 'Cases', cell: places },
    ],
  })

/** "Is it one of these?": to choose a person known already, or to say that it is somebody else. */
export const foundRadios = (
  name: string,
  legend: string,
  people: readonly Found[],
  chosen: string | undefined,
  error: { text: string } | undefined,
): Html =>
  radios({
    name,
    value: chosen,
    errorMessage: error,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    hint: { text: 'Only people in cases that you may see are here.' },
    items: [
      ...people.map((person) => ({
        value: person.id,
        text: html`${person.name} ${person.looksTheSame && double}`,
        hint: { text: html`Born ${born(person)}. ${places(person)}` },
      })),
      { divider: 'or' },
      { value: 'none', text: 'Somebody else: none of these' },
    ],
  })
