import type { Practitioner } from '../testing/people.ts'
import type { Ground, Way, Ways } from './ground.ts'
import { supportWays } from './ways-of-support.ts'

/** Ways to be shown single records, and to be shown none of them because one works for the other side. */
export const waysOfSharing = (ground: Ground): Ways => {
  const {
    caseId,
    elsewhere,
    otherCase,
    third,
    colleague,
    copied,
    sharedWith,
    onOtherSide,
    named,
    changed,
    grant,
    stand,
  } = ground
  const ofThis = { as: 'named on it' } as const
  const shared = async (person: Practitioner) => [await named(person), await sharedWith(person)]
  const also = (bring: Way['bring']): Way => ({
    ...ofThis,
    bring: async (person) => [await shared(person), await bring(person)],
  })
  const changedTo = (change: Record<string, unknown>): Way => ({
    ...ofThis,
    bring: async (person) => [await named(person), await sharedWith(person, change)],
  })
  const onTheOther = { ...ofThis, change: { isOnOtherSide: true } }
  return {
    'named, and records were shared with them': { ...ofThis, bring: shared },
    'named, and what was shared with them has ended': changedTo({ ended_at: new Date() }),
    'named, and what was shared with them is over': changedTo({ until_at: new Date(0) }),
    'named, and something else was shared with them': changedTo({ record_id: elsewhere }),
    'named, and records were shared with others': changedTo({ agency_id: third }),
    'named, and the same was shared with them in another case': changedTo({ case_id: elsewhere }),
    'named, and their agency shared what others wrote': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        await sharedWith(person, { agency_id: third })
        await changed('sharing_decision', 'from_agency_id = $1', [person.agencyId])
        await changed('note', 'agency_id = $1, shared_at = null', [third])
      },
    },
    'named, and a note of others was shown to all on the case': {
      ...ofThis,
      bring: async (person) => [
        await named(person),
        await changed('note', 'agency_id = $1, shared_at = now()', [third]),
      ],
    },
    'shared with them, and they work for the other side': {
      ...onTheOther,
      bring: async (person) => [await shared(person), await onOtherSide(person)],
    },
    'shared with them, and they worked for the other side once': also((person) =>
      onOtherSide(person, { ended: 'now()' }),
    ),
    'shared with them, and they work for somebody reported elsewhere': also((person) =>
      onOtherSide(person, { of: elsewhere }),
    ),
    'shared with them, and a colleague works for the other side': also(async (person) =>
      onOtherSide({ ...person, id: await colleague(person.agencyId) }),
    ),
    'named, and a way was shared with their agency': {
      ...ofThis,
      bring: async (person) => [
        await named(person),
        await changed('contact_share', 'agency_id = $1', [person.agencyId]),
      ],
    },
    'named, and asked for another way to reach them': {
      ...{ ...ofThis, who: ['social-worker'], isOutside: true },
      shows: ({ id }) => ({ other_way: `asked_of = '${id}'` }),
      bring: async (person) => [await named(person), await changed('other_way', 'asked_of = $1', [person.id])],
    },
    'named, and asked for a release and a list': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        const own = ['asked_by = $1, agency_id = $2', [person.id, person.agencyId]] as const
        await changed('release', ...own)
        await changed('bundle', 'made_by = $1, agency_id = $2', [person.id, person.agencyId])
        await changed('list_export', ...own, 'true')
      },
    },
    ...Object.fromEntries(
      (['no part in it', 'grant that was ended', 'grant whose time is over'] as const).map((as) => [
        `asked for a release once: ${as}`,
        {
          as,
          bring: async (person: Practitioner) => {
            if (as !== 'no part in it') await stand(person, as)
            await changed('release', 'asked_by = $1, agency_id = $2', [person.id, person.agencyId])
            await changed('bundle', 'made_by = $1, agency_id = $2', [person.id, person.agencyId])
          },
        },
      ]),
    ),
    'named, and asked for a list when they worked elsewhere': {
      ...ofThis,
      bring: async (person) => [
        await named(person),
        await changed('list_export', 'asked_by = $1', [person.id], 'true'),
      ],
    },
    'named, and the second person of a release and a list': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        await changed('release', 'approver_id = $1', [person.id])
        await changed('list_export', 'approver_id = $1, agency_id = $2', [person.id, person.agencyId], 'true')
      },
    },
    'a later version of what was shared': {
      ...ofThis,
      bring: async (person) => {
        await shared(person)
        await copied('entry', { position: 999_998 }, `case_id = '${caseId}' and type like 'incidents.%'`)
      },
    },
    'an entry of another case was shared, of what is a fact of this one': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        const change = { id: third, case_id: otherCase, position: 999_997 }
        await copied('entry', change, `case_id = '${caseId}' and type like 'incidents.%'`)
        await sharedWith(person, { record_id: third })
      },
    },
    ...supportWays(ground, shared),
    'named on both, and shared with them': {
      ...ofThis,
      change: ({ role }) => ({ seesBoth: true, isOnOtherSide: role === 'idva' }),
      bring: async (person) => [await shared(person), await grant(otherCase, person)],
    },
  }
}
