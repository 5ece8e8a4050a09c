import { z } from 'zod'
import type { Facts } from '../../../platform/blind-tokens.ts'
import { optionalDay, optionalText } from '../../../platform/fields.ts'

/** How somebody stands to a member of staff; `self` is what is the member's own. */
export const relations = {
  partner: 'Partner',
  'former partner': 'Former partner',
  kin: 'Family',
  household: 'Lives in my home',
  friend: 'Friend or neighbour',
} as const
type Relation = keyof typeof relations
const isRelation = (value: string): value is Relation => Object.hasOwn(relations, value)
export const relationWords = (relation: string): string =>
  relation === 'self' ? 'About yourself' : isRelation(relation) ? relations[relation] : relation

export type Connection = {
  id: string
  relation: string
  source: string
  givenAt: Date
  names: number
  phones: number
  emails: number
  addresses: number
}
export type Given = { practitionerId: string; relation: Relation | 'self'; facts: Facts }

const facts = (now: Date) => ({
  name: optionalText(120),
  otherNames: optionalText(300),
  bornOn: optionalDay(now, 'The date of birth'),
  phone: optionalText(40),
  otherPhone: optionalText(40),
  email: optionalText(200),
})
const count = ({ names = [], phones = [], emails = [], addresses = [], bornOn }: Facts): number =>
  [...(bornOn ? names : []), ...phones, ...emails, ...addresses].filter(Boolean).length
const several = (text: string | undefined): string[] => text?.split(/[,\n]/) ?? []

/** One's own: what keeps one's own case, home and telephone out of one's own work. */
export const ownForm = (now: Date) =>
  z
    .object({ ...facts(now), house: optionalText(80), postcode: optionalText(10) })
    .transform(
      ({ name, otherNames, bornOn, phone, otherPhone, email, house, postcode }): Facts => ({
        names: [name, ...several(otherNames)],
        bornOn: bornOn ?? null,
        phones: [phone, otherPhone],
        emails: [email],
        addresses: house && postcode ? [`${house}, ${postcode}`] : [],
      }),
    )
    .refine((given) => count(given) > 0, {
      message: 'Enter your date of birth with your name, or a telephone number, an e-mail address or where you live',
      path: ['name'],
    })
export const connectionForm = (now: Date) =>
  z
    .object({
      ...facts(now),
      practitionerId: z.uuid('Select whose person this is'),
      relation: z.string('Select how they stand to you').refine(isRelation, 'Select how they stand to you'),
    })
    .transform(
      ({ practitionerId, relation, name, otherNames, bornOn, phone, otherPhone, email }): Given => ({
        ...{ practitionerId, relation },
        facts: {
          names: [name, ...several(otherNames)],
          bornOn: bornOn ?? null,
          phones: [phone, otherPhone],
          emails: [email],
        },
      }),
    )
    .refine((given) => count(given.facts) > 0, {
      message:
        'Enter a date of birth with the name, or a telephone number or e-mail address: a name alone is shared by too many',
      path: ['name'],
    })
