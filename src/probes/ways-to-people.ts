import type { Practitioner } from '../testing/people.ts'
import type { Ground, Way, Ways } from './ground.ts'

/** Ways to the keys of people and to how they may be reached: in an emergency, by a referral, by the pack of an access request. */
export const waysToPeople = (ground: Ground): Ways => {
  const { caseId, elsewhere, otherCase, emergency, grant, colleague, team, named } = ground
  const alone = { as: 'for a task, with time left', change: { isEmergency: true } } as const
  const andKnows = {
    as: 'for a task, with time left',
    change: ({ role }: Practitioner) => ({
      ...{ isEmergency: true, knowsThem: true, seesBoth: true },
      isOnOtherSide: role === 'idva',
    }),
  } as const
  const andMore =
    (bring: Way['bring']): Way['bring'] =>
    async (person) => [await emergency(caseId, person), await bring(person)]
  return {
    'in an emergency': { ...alone, bring: (person) => emergency(caseId, person) },
    'in an emergency, and named': { as: 'named on it', bring: andMore(named) },
    'in an emergency, and named on another': { ...alone, bring: andMore((person) => grant(elsewhere, person)) },
    'in an emergency, and was named once': {
      ...alone,
      bring: andMore((person) => grant(caseId, person, { revoked: 'now()' })),
    },
    'in an emergency, and was named for a time': {
      ...alone,
      bring: andMore((person) => grant(caseId, person, { until: ground.over })),
    },
    'in an emergency, and named for a time': {
      as: 'for a task, with time left',
      bring: andMore((person) => grant(caseId, person, { until: ground.hour })),
    },
    'in an emergency, and a team of others has it': {
      ...alone,
      bring: andMore(async ({ agencyId }) =>
        grant(caseId, { id: await team(agencyId, [await colleague(agencyId)]), agencyId }),
      ),
    },
    'in an emergency, and on the other of the two': {
      ...andKnows,
      bring: andMore((person) => grant(otherCase, person)),
    },
    'in an emergency, and on the other for a time': {
      ...andKnows,
      bring: andMore((person) => grant(otherCase, person, { until: ground.hour })),
    },
    'in an emergency, and was on the other': {
      ...alone,
      bring: andMore((person) => grant(otherCase, person, { revoked: 'now()' })),
    },
    'in an emergency, and was on the other for a time': {
      ...alone,
      change: ({ role }: Practitioner) => ({ isEmergency: true, isOnOtherSide: role === 'idva' }),
      bring: andMore((person) => grant(otherCase, person, { until: ground.over })),
    },
    'in an emergency, and a team of others has the other': {
      ...alone,
      bring: andMore(async ({ agencyId }) =>
        grant(otherCase, { id: await team(agencyId, [await colleague(agencyId)]), agencyId }),
      ),
    },
    'in an emergency on another, and named here': {
      as: 'named on it',
      bring: async (person) => [await named(person), await emergency(elsewhere, person)],
    },
    'in an emergency on another': { as: 'no part in it', bring: (person) => emergency(elsewhere, person) },
    'somebody else is in an emergency': {
      as: 'no part in it',
      bring: async ({ agencyId }) =>
        grant(caseId, { id: await colleague(agencyId), agencyId }, { kind: 'emergency', until: ground.hour }),
    },
    'an emergency that was ended': {
      as: 'no part in it',
      bring: (person) => grant(caseId, person, { kind: 'emergency', until: ground.hour, revoked: 'now()' }),
    },
    'an emergency that is over': {
      as: 'no part in it',
      bring: (person) => grant(caseId, person, { kind: 'emergency', until: ground.over }),
    },
    ...referralWays(ground),
    ...packWays(ground),
  }
}

const referralWays = ({ caseId, elsewhere, third, whole, changed, copied, grant }: Ground): Ways => {
  const { partner, suspect } = whole
  const key = (isShown: boolean) => ({ 'vault.person_key': isShown ? 'true' : 'false' })
  const told = (set: string, isShown: boolean, values: readonly unknown[] = []): Way => ({
    as: 'no part in it',
    shows: ({ agencyId }) => key(isShown && agencyId === partner.agencyId),
    bring: () => changed('referral', set, values),
  })
  return {
    'the referral is not answered yet': told('answer = null', true),
    'the referral was accepted': told(`answer = 'accepted'`, true),
    'the referral was declined': told(`answer = 'declined'`, false),
    'the referral has its outcome': told('outcome_at = now()', false),
    'the referral is about somebody else': told('person_id = $1', false, [suspect]),
    'on another case, of which the person was referred to others': {
      as: 'no part in it',
      who: ['social-worker'],
      bring: async (person) => {
        await changed('referral', 'answer = $1', ['declined'])
        await copied(
          'referral',
          { case_id: elsewhere, to_agency_id: third, answer: null, outcome_at: null },
          `case_id = '${caseId}'`,
        )
        await grant(elsewhere, person)
      },
    },
  }
}

const packWays = ({ past, whole }: Ground): Ways => {
  const lead = 'data-protection-lead'
  const who = [lead, 'administrator']
  const pack = (whom: string, bytes: string | null, isShown: boolean): Way => ({
    ...{ as: 'no part in it', who },
    shows: ({ role, agencyId }) => ({
      'vault.person_key': isShown && role === lead && agencyId === whole.owner.agencyId ? 'true' : 'false',
    }),
    bring: async () => {
      await past.query('update access_request set pack_for = null, pack = null')
      await past.query('update access_request set pack_for = $1, pack = $2 where id = $3', [
        whom,
        bytes,
        whole.ids.requestId,
      ])
    },
  })
  return {
    'a pack for them was made': pack(whole.ids.personId, '\\x01', true),
    'a pack for somebody else was made': pack(whole.suspect, '\\x01', false),
    'the pack for them was wiped': pack(whole.ids.personId, null, false),
  }
}
