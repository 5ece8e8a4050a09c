import type { Screen } from '../../../design/form.ts'
import { londonDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseForm, optionsOf } from '../../cases/index.ts'
import { aboutChildren } from '../../incidents/index.ts'
import { knownAge } from '../../people/index.ts'
import { besideFields } from '../../sharing/index.ts'
import { urgencies } from '../model/forms.ts'

export type Choices = {
  people: readonly {
    id: string
    name: string
    called: string | null
    role: string
    bornOn: string | null
    ageAbout: number | null
  }[]
  agencies: readonly { id: string; name: string }[]
  approvers: readonly { id: string; name: string }[]
}
/** How much of what is recorded as safe contact stands in the form already. */
export type Recorded = 'nothing' | 'all but the number' | 'all' | 'typed'
type New = {
  screen: Screen
  top: CaseTop
  choices: Choices
  shown: Shown<Record<string, string | undefined>>
  recorded: Recorded
}

const aboutContact = (recorded: Recorded, { caseId }: CaseTop): Html => {
  if (recorded === 'typed') return html``
  if (recorded === 'nothing')
    return html`<p class="govuk-body">No safe way is recorded that can be passed on. What you write here is not added to the case.</p>`
  return html`<p class="govuk-body">Filled in from the safe-contact rule of the person harmed: the way they like best. Check it, and change it where it does not fit.
    ${recorded === 'all but the number' && html`The number or address is not shown. <a class="govuk-link" href="/cases/${caseId}/referrals/new/number">Start again with the number filled in</a>: it is on record that you did.`}</p>`
}

const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, text: name }))

/** Who is under 18 has a service of their own (CH-09, AD-12). */
const whoWords = (person: Choices['people'][number], now: Date): string => {
  const age = knownAge(person, londonDay(now))
  if (age === null) return `${person.role}, age not known`
  return age < 18 ? `${person.role}, ${age}: young people’s advisers support who is under 18` : `${person.role}, ${age}`
}

export const newPage = ({ screen, top, choices, shown, recorded }: New): Html =>
  caseForm({
    ...{ screen, top, shown, part: 'referrals', title: 'Refer to another agency', submit: 'Send the referral' },
    trail: [{ text: 'Referrals', href: `/cases/${top.caseId}/referrals` }],
    about: html`<p class="govuk-body">The other agency reads what is on this page, the risk level and your name. It sees nothing else of the
      case, not its reference either, until it accepts.</p>`,
    fields: (fields) => {
      const { line, area, oneOf, chosen } = fields
      return html`
      ${oneOf(
        'personId',
        'Who is it for?',
        choices.people.map((person) => ({ value: person.id, text: person.name, hint: whoWords(person, screen.now) })),
      )}
      ${chosen('toAgencyId', 'Agency', named(choices.agencies))}
      ${line('service', 'Service that you ask for', { hint: 'Such as: a place in a refuge, an adviser, a lock change' })}
      ${area('reason', 'Why', { rows: '5', hint: 'What they need to decide, and no more. Where the person lives now is never written here' })}
      ${aboutChildren(
        choices.people,
        fields,
        'Tick each, where it tells the council’s children’s services of them. A referral that names no child, or goes to anyone else, does not count as telling them',
      )}
      ${oneOf('urgency', 'How soon is it needed?', optionsOf(urgencies))}
      <h2 class="govuk-heading-m">Safe contact: the least they need</h2>
      ${aboutContact(recorded, top)}
      ${line('personCalled', 'What to call the person')}
      ${line('contactRoute', 'The one safe way to reach them', { hint: 'Kept sealed. Write "none yet, through us" where there is none' })}
      ${area('contactWindows', 'Hours in which it is safe', { hint: 'One line each, like "Mon to Fri 10:00 to 12:00". Left empty, no time is safe' })}
      ${area('contactNever', 'Never do this', { rows: '2', hint: 'Such as: leave a message, ring the house, write' })}
      <h2 class="govuk-heading-m">Sharing</h2>
      ${area('sharingBasis', 'Why is it shared without their agreement?', { hint: 'Needed when they did not agree or were not asked: what would happen if it were not shared' })}
      ${besideFields(fields, { approvers: choices.approvers, now: screen.now })}`
    },
  })
