import { aboutACase } from './about-a-case.ts'
import { aboutAPerson } from './about-a-person.ts'
import { aboutMany } from './about-many.ts'
import type { Finding, Kind } from './kinds.ts'
import { inOrder, type Look, matters, type Person } from './look.ts'
import { casesByDay, type Peers, peersOf } from './peers.ts'
import { type Answered, notAnswered } from './scan.ts'

export type AnsweredOf = (who: string, kind: Kind, caseId: string | null) => Answered

const atACase = (looks: readonly Look[]): Look[] => looks.filter(({ caseId }) => caseId !== null)

/** What these people's looks raise, person by person. All looks of each of them are given, in order. */
export const aboutPeople = (
  people: readonly Person[],
  looks: readonly Look[],
  peers: Peers,
  answeredOf: AnsweredOf,
): Finding[] => {
  const byPerson = Map.groupBy(looks, ({ who }) => who)
  return people.flatMap((person) => {
    const own = byPerson.get(person.id) ?? []
    const answered = (kind: Kind, caseId: string | null) => answeredOf(person.id, kind, caseId)
    const cases = Map.groupBy(atACase(own), ({ caseId }) => caseId)
    return [
      ...[...cases.values()].flatMap((atOne) => aboutACase(atOne, answered)),
      ...aboutAPerson(person, own, peers, answered),
    ]
  })
}

/** What many people's looks at one case raise, case by case. All looks at each of them are given, in order. */
export const aboutCrowds = (looks: readonly Look[], answeredOf: AnsweredOf): Finding[] =>
  [...Map.groupBy(atACase(looks), ({ caseId }) => caseId).values()].flatMap((atOne) => aboutMany(atOne, answeredOf))

/**
 * Every question that these looks raise. It says "worth a question" and never more: it sets no status and takes no
 * access away (INV-31). The order in which the looks are given changes nothing.
 */
export const detect = (
  people: readonly Person[],
  given: Iterable<Look>,
  answeredOf: AnsweredOf = () => notAnswered,
): Finding[] => {
  const looks: Look[] = []
  for (const look of given) if (matters(look)) looks.push(look)
  const ordered = inOrder(looks)
  const counts = new Map([...Map.groupBy(ordered, ({ who }) => who)].map(([who, own]) => [who, casesByDay(own)]))
  return [...aboutPeople(people, ordered, peersOf(people, counts), answeredOf), ...aboutCrowds(ordered, answeredOf)]
}
