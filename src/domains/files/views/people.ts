import { type Html, html } from '../../../platform/html.ts'
import type { CasePerson, Fields } from '../../cases/index.ts'
import { namedIn, nobodyElse, peopleIn, withField } from '../model/people.ts'
import { type OnFile, stepForm } from './step.ts'

type WhoElse = { people: readonly Pick<CasePerson, 'id' | 'name'>[]; ticks: Fields['ticks'] }
/** Asked of whoever gives a file, and again where a name was read in it (INV-10). */
export const whoElse = ({ people, ticks }: WhoElse): Html => {
  const all = [
    ...people.map(({ id, name }) => ({ value: withField(id), text: name })),
    { value: nobodyElse, text: 'Nobody else of this case' },
  ]
  return ticks(
    all[0]?.value ?? nobodyElse,
    'Who else is named or shown in it?',
    all,
    'Besides whom it is about. Where their records are not seen by the same people, nobody opens it until a copy was made for each',
  )
}

export const peoplePage = (page: OnFile): Html => {
  const { row, top } = page
  const known = [...peopleIn(row), ...row.notIn]
  const warned = namedIn(row.named).filter(({ personId }) => !known.includes(personId))
  const name = (id: string) =>
    top.people.find((each) => each.id === id)?.name ?? 'Somebody who is no longer in this case'
  return stepForm({
    ...{ ...page, title: 'Say who is in it', submit: 'Save who is in it' },
    about: html`<p class="govuk-body">It is about ${row.person}. Ask whoever added it, or look at what they have: ${row.shows}.</p>
      ${warned.length > 0 && html`<p class="govuk-body">A name like theirs was read in it. It may be somebody else’s name, or a common word:</p><ul class="govuk-list govuk-list--bullet">${warned.map((each) => html`<li>Page ${each.page} may name ${name(each.personId)}</li>`)}</ul>`}
      <p class="govuk-body">Handwriting and blurred or cut-off words are not read, and a face has no name.</p>`,
    fields: ({ ticks, area }) => html`${whoElse({ people: top.people.filter(({ id }) => id !== row.personId), ticks })}
      ${area('why', 'Why is it not about those whose name was read in it?', { hint: 'Only where a name was read in it, and you do not tick whose it is' })}`,
  })
}
