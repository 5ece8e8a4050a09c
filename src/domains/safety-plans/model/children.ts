import type { CasePerson } from '../../cases/index.ts'
import { isUnder18 } from '../../people/index.ts'

/** A child of the case, or whoever was harmed and is known to be under 18 (INV-40). */
export const isChildIn =
  (today: string) =>
  (person: CasePerson): boolean =>
    person.role === 'child' || isUnder18(person, today)
/** The children of a case who live. */
export const childrenIn = ({ people }: { people: readonly CasePerson[] }, today: string): CasePerson[] =>
  people.filter((person) => person.diedOn === null && isChildIn(today)(person))
