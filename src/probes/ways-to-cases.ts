import type { Practitioner } from '../testing/people.ts'
import type { Ground, Ways } from './ground.ts'

/** Ways to stand to a case itself, and to the other case of the two. */
export const waysToCases = (ground: Ground): Ways => {
  const { caseId, elsewhere, otherCase, stand, grant, exclude, colleague, team, named, changed } = ground
  /** An adviser who has both is on the other side of each, and so is one whose time on the other is over. */
  const isOnOtherSide = ({ role }: Practitioner) => ({ isOnOtherSide: role === 'idva' })
  const seesBoth = (person: Practitioner) => ({ seesBoth: true, ...isOnOtherSide(person) })
  const ofBoth = { as: 'named on it', change: seesBoth } as const
  const ofThis = { as: 'named on it' } as const
  return {
    'on another case alone': { as: 'no part in it', bring: (person) => grant(elsewhere, person) },
    'a team of others has it': {
      as: 'no part in it',
      bring: async ({ agencyId }) => grant(caseId, { id: await team(agencyId, [await colleague(agencyId)]), agencyId }),
    },
    'named on both cases': {
      ...ofBoth,
      bring: async (person) => [await named(person), await grant(otherCase, person)],
    },
    'leads it, and sees both': {
      ...{ as: 'leads it', change: seesBoth },
      bring: async (person) => [await stand(person, 'leads it'), await grant(otherCase, person)],
    },
    'for a task, and on both': {
      ...{ as: 'for a task, with time left', change: seesBoth },
      bring: async (person) => [await stand(person, 'for a task, with time left'), await grant(otherCase, person)],
    },
    'ended here, and on the other of the two': {
      ...{ as: 'grant that was ended', change: { knowsThem: true } },
      bring: async (person) => [await stand(person, 'grant that was ended'), await grant(otherCase, person)],
    },
    'over here, and on the other of the two': {
      ...{ as: 'grant whose time is over', change: { knowsThem: true } },
      bring: async (person) => [await stand(person, 'grant whose time is over'), await grant(otherCase, person)],
    },
    'on the other of the two cases alone': {
      ...{ as: 'no part in it', change: { knowsThem: true } },
      bring: (person) => grant(otherCase, person),
    },
    'named, and was on the other': {
      ...ofThis,
      bring: async (person) => [await named(person), await grant(otherCase, person, { revoked: 'now()' })],
    },
    'named, and was on the other for a time': {
      ...{ ...ofThis, change: isOnOtherSide },
      bring: async (person) => [await named(person), await grant(otherCase, person, { until: ground.over })],
    },
    'named, and on the other for a time': {
      ...ofBoth,
      bring: async (person) => [await named(person), await grant(otherCase, person, { until: ground.hour })],
    },
    'named, and on the other through a team': {
      // Sight through a team makes nobody a worker of the other side (S-05).
      ...{ ...ofBoth, change: { seesBoth: true } },
      bring: async (person) => {
        await named(person)
        await grant(otherCase, { id: await team(person.agencyId, [person.id]), agencyId: person.agencyId })
      },
    },
    'named, and left the team that has the other': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        const id = await team(person.agencyId, [], { left: [person.id] })
        await grant(otherCase, { id, agencyId: person.agencyId })
      },
    },
    'named, and a team of others has the other': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        const id = await team(person.agencyId, [await colleague(person.agencyId)])
        await grant(otherCase, { id, agencyId: person.agencyId })
      },
    },
    'named on both, with a conflict on the other': {
      ...{ ...ofThis, change: isOnOtherSide },
      bring: async (person) => {
        await named(person)
        await grant(otherCase, person)
        await exclude(person, { from: otherCase })
      },
    },
    'named on both, with a conflict on the other that is over': {
      ...ofBoth,
      bring: async (person) => {
        await named(person)
        await grant(otherCase, person)
        await exclude(person, { from: otherCase, ended: 'now()' })
      },
    },
    'named on both, with a conflict on a third': {
      ...ofBoth,
      bring: async (person) => {
        await named(person)
        await grant(otherCase, person)
        await exclude(person, { from: elsewhere })
      },
    },
    'named on both, and asked to review the opinion': {
      ...ofBoth,
      bring: async (person) => {
        await named(person)
        await grant(otherCase, person)
        await changed('aggressor_opinion', 'reviewer_id = $1', [person.id])
      },
    },
    'kept out, with no part': {
      ...{ as: 'conflict, though in the team', change: { isKeptOut: true } },
      bring: (person) => exclude(person),
    },
    'named, and a conflict that is over': {
      ...ofThis,
      bring: async (person) => [await named(person), await exclude(person, { ended: 'now()' })],
    },
  }
}
