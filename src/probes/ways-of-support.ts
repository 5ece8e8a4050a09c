import type { Practitioner } from '../testing/people.ts'
import type { Ground, Way, Ways } from './ground.ts'

/** Who supports the person who is reported here and harmed there is on the other side (MODEL 10). */
export const supportWays = (ground: Ground, shared: (person: Practitioner) => Promise<unknown>): Ways => {
  const { past, caseId, elsewhere, otherCase, copied, grant, changed, colleague, team, whole } = ground
  const ofThis = { as: 'named on it' } as const
  const ofReferral = (change: Record<string, unknown>, isOnOtherSide: boolean): Way => ({
    ...{ ...ofThis, change: { isOnOtherSide } },
    // What a referral shows of itself is judged elsewhere.
    bring: async (person) => [
      await shared(person),
      await copied('referral', { ...{ case_id: otherCase, worker_id: person.id, answer: 'accepted' }, ...change }),
    ],
  })
  const idva = ['idva'] as const
  const onOther = { ...ofThis, who: idva, change: { isOnOtherSide: true, seesBoth: true } }
  const notOnOther = { ...ofThis, who: idva, change: { seesBoth: true } }
  const both = async (person: Practitioner, options = {}) => [
    await shared(person),
    await grant(otherCase, person, options),
  ]
  const parties = (set: string, which: string) => past.query(`update party set ${set} where ${which}`)
  const [victim, suspect] = [whole.ids.personId, whole.suspect]
  const inThird = (role: string) =>
    `(select person_id from party where case_id = '${elsewhere}' and role = '${role}' limit 1)`
  const put = (id: string, whom: string, instead: string) =>
    `update party set person_id = ${instead} where case_id = '${id}' and person_id = '${whom}'`
  const reportedInThird = (whom: string) =>
    `insert into party (case_id, person_id, role, added_by, added_at) values ('${elsewhere}', '${whom}', 'perpetrator', '${whole.owner.id}', now())`
  const somebodyElse: Record<string, string[]> = {
    'the reported of this case is another, reported elsewhere': [
      put(caseId, suspect, inThird('perpetrator')),
      reportedInThird(suspect),
    ],
    'the harmed of the other is another': [put(otherCase, suspect, inThird('victim'))],
    'the reported of the other is another, and who is harmed here is reported elsewhere': [
      put(otherCase, victim, inThird('perpetrator')),
      reportedInThird(victim),
    ],
    'the other is the other side of a third case': [
      put(otherCase, suspect, inThird('perpetrator')),
      put(otherCase, victim, inThird('victim')),
    ],
  }
  const lead = (person: Practitioner, set: string) => changed('cases', set, [person.id], `id = '${otherCase}'`)
  const noMore: Record<string, [string, string]> = {
    'the harmed of this case is no party any more': [
      'ended_at = now()',
      `case_id = '${caseId}' and person_id = '${victim}'`,
    ],
    'the reported of this case is no party any more': [
      'ended_at = now()',
      `case_id = '${caseId}' and person_id = '${suspect}'`,
    ],
    'the harmed of the other is no party any more': [
      'ended_at = now()',
      `case_id = '${otherCase}' and person_id = '${suspect}'`,
    ],
    'the reported of the other is no party any more': [
      'ended_at = now()',
      `case_id = '${otherCase}' and person_id = '${victim}'`,
    ],
    'the harmed of this case is not the main one': [
      'is_main = false',
      `case_id = '${caseId}' and person_id = '${victim}'`,
    ],
    'the harmed of the other is not the main one': [
      'is_main = false',
      `case_id = '${otherCase}' and person_id = '${suspect}'`,
    ],
    'the harmed of this case is a witness': [`role = 'witness'`, `case_id = '${caseId}' and person_id = '${victim}'`],
    'the reported of this case is a witness': [
      `role = 'witness'`,
      `case_id = '${caseId}' and person_id = '${suspect}'`,
    ],
    'the harmed of the other is a witness': [
      `role = 'witness'`,
      `case_id = '${otherCase}' and person_id = '${suspect}'`,
    ],
    'the reported of the other is a witness': [
      `role = 'witness'`,
      `case_id = '${otherCase}' and person_id = '${victim}'`,
    ],
  }
  return {
    'shared with them, and they support the other': ofReferral({}, true),
    'shared with them, and they would not support the other': ofReferral({ answer: 'declined' }, false),
    'shared with them, and they support somebody elsewhere': ofReferral({ case_id: elsewhere }, false),
    'shared with them, and a colleague supports the other': {
      ...ofThis,
      bring: async (person) => {
        await shared(person)
        await copied('referral', {
          case_id: otherCase,
          worker_id: await colleague(person.agencyId),
          answer: 'accepted',
        })
      },
    },
    ...Object.fromEntries(
      ['risk', 'plan', 'contact'].map((which): [string, Way] => [
        `shared with them, and they lead the ${which} of the other`,
        {
          ...ofThis,
          // A manager of advisers is one where the agency is one of advice.
          change: ({ role, agencyId }) => ({
            isOnOtherSide: role === 'idva' || (role === 'idva-manager' && agencyId !== whole.owner.agencyId),
          }),
          who: ['idva', 'idva-manager', 'social-worker'],
          bring: async (person) => [await shared(person), await lead(person, `${which}_lead_id = $1`)],
        },
      ]),
    ),
    'shared with them, and somebody in a team supports the other': {
      ...ofThis,
      bring: async (person) => {
        await shared(person)
        const other = await colleague(person.agencyId)
        await team(person.agencyId, [other])
        await copied('referral', { case_id: otherCase, worker_id: other, answer: 'accepted' })
      },
    },
    'shared with them, and they lead elsewhere': {
      ...{ ...ofThis, who: idva },
      bring: async (person) => [
        await shared(person),
        await changed('cases', 'plan_lead_id = $1', [person.id], `id = '${elsewhere}'`),
      ],
    },
    'shared with them, and they were on the other': {
      ...{ ...ofThis, who: idva },
      bring: (person) => both(person, { revoked: 'now()' }),
    },
    'shared with them, and others are on the other': {
      ...{ ...ofThis, who: idva },
      bring: async (person) => {
        await shared(person)
        await grant(otherCase, { ...person, id: await colleague(person.agencyId, 'idva') })
      },
    },
    ...Object.fromEntries(
      [
        ...['An alarm about this case: late', 'Supervisor hands over: ill', 'Asked to choose another safe way'],
        ...['Asked to agree to sharing', 'Answers an access request'],
      ].map((reason): [string, Way] => [
        `shared with them, and on the other for a task: ${reason}`,
        { ...notOnOther, bring: (person) => both(person, { reason }) },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(noMore).map(([words, [set, which]]): [string, Way] => [
        `shared with them, on both, and ${words}`,
        { ...notOnOther, bring: async (person) => [await both(person), await parties(set, which)] },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(somebodyElse).map(([words, sqls]): [string, Way] => [
        `shared with them, on both, and ${words}`,
        {
          ...notOnOther,
          bring: async (person) => {
            await both(person)
            for (const sql of sqls) await past.query(sql)
          },
        },
      ]),
    ),
    ...Object.fromEntries(
      ['recorded in error', 'double of another case'].map((word): [string, Way] => [
        `shared with them, on both, and the other was ${word}`,
        {
          ...notOnOther,
          bring: async (person) => [
            await both(person),
            await changed('cases', `state = 'closed', closed_as = $1`, [word], `id = '${otherCase}'`),
          ],
        },
      ]),
    ),
    'shared with them, on both, and the other was closed': {
      ...onOther,
      bring: async (person) => [
        await both(person),
        await changed('cases', `state = 'closed', closed_as = 'safe'`, [], `id = '${otherCase}'`),
      ],
    },
    'shared with them, and on another case': {
      ...{ ...ofThis, who: idva },
      bring: async (person) => [await shared(person), await grant(elsewhere, person)],
    },
  }
}
