import type { Practitioner } from '../testing/people.ts'
import type { Ground, Ways } from './ground.ts'

/** Ways to stand to a case by what one does on it: as its lead, by a duty, in a handover. */
export const waysOfWork = (ground: Ground): Ways => {
  const { past, caseId, elsewhere, otherCase, third, grant, copied, named, changed } = ground
  const ofBoth = {
    as: 'named on it',
    change: ({ role }: Practitioner) => ({ seesBoth: true, isOnOtherSide: role === 'idva' }),
  } as const
  const ofThis = { as: 'named on it' } as const
  const first = (table: string, which = 'true') =>
    `ctid = (select ctid from ${table} where case_id = '${caseId}' and ${which} order by ctid limit 1)`
  return {
    ...Object.fromEntries(
      ['risk', 'contact'].map((lead) => [
        `leads its ${lead}`,
        {
          ...{ as: 'leads it' as const, change: { leadsPlan: false } },
          bring: async (person) => [
            await named(person),
            await changed('cases', `${lead}_lead_id = $1`, [person.id], `id = '${caseId}'`),
          ],
        },
      ]) satisfies [string, Ways[string]][],
    ),
    ...Object.fromEntries(
      ['risk', 'plan', 'contact'].map((lead) => [
        `named, and led its ${lead} until it was closed`,
        {
          as: 'named on it' as const,
          bring: async (person) => [
            await named(person),
            await changed('cases', `${lead}_lead_id = $1, state = 'closed'`, [person.id], `id = '${caseId}'`),
          ],
        },
      ]) satisfies [string, Ways[string]][],
    ),
    'named, and leads and does another': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        await grant(elsewhere, person, { kind: 'lead' })
        await past.query('update cases set plan_lead_id = $2 where id = $1', [elsewhere, person.id])
        await copied('duty', { case_id: elsewhere, owner_id: person.id, fact_id: elsewhere, reasons: [] })
        await copied('entry', { case_id: elsewhere, agency_id: person.agencyId, position: 999_999 })
      },
    },
    'named, and has to tell somebody': {
      ...{ as: 'named on it', change: { hasToTell: true } },
      bring: async (person) => {
        await named(person)
        await changed(
          'duty',
          `owner_id = $1, fact_id = $2, reasons = '{}'`,
          [person.id, elsewhere],
          first('duty', `state = 'open' and person_id is not null`),
        )
      },
    },
    'named, and has told somebody': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        await changed(
          'duty',
          `owner_id = $1, state = 'met'`,
          [person.id],
          first('duty', `state = 'open' and person_id is not null`),
        )
      },
    },
    'named, and has work that tells nobody': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        await changed('duty', `owner_id = $1, state = 'open', person_id = null`, [person.id], first('duty'))
      },
    },
    'named, and has work from an entry that was corrected': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        await copied(
          'entry',
          { position: 999_998, fact_id: third },
          `case_id = '${caseId}' and type like 'incidents.%'`,
        )
        await changed('duty', `owner_id = $1, fact_id = $2, reasons = '{}'`, [person.id, third], first('duty'))
      },
    },
    'named, and has work for which a corrected entry is a reason': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        await copied(
          'entry',
          { id: third, position: 999_998, fact_id: elsewhere },
          `case_id = '${caseId}' and type like 'incidents.%'`,
        )
        await changed(
          'duty',
          `owner_id = $1, fact_id = $2, reasons = array[$3::uuid]`,
          [person.id, otherCase, third],
          first('duty'),
        )
      },
    },
    'named, and a measure is theirs to do': {
      ...ofThis,
      bring: async (person) => {
        await named(person)
        await changed('measure', 'owner_id = $1', [person.id], first('measure'))
      },
    },
    ...Object.fromEntries(
      ['management_plan', 'measure'].map((table) => [
        `named, and has work for which a ${table} is the ground`,
        {
          ...ofThis,
          bring: async (person: Practitioner) => {
            await named(person)
            await changed(
              'duty',
              `owner_id = $1, fact_id = (select g.fact_id from ${table} g where g.case_id = $2 limit 1)`,
              [person.id, caseId],
              first('duty'),
            )
          },
        },
      ]),
    ),
    ...Object.fromEntries(
      ['interventions', 'measures', 'management-plans'].map((kind) => [
        `named, and has work for which an entry of ${kind} is a reason`,
        {
          ...ofThis,
          bring: async (person: Practitioner) => {
            await named(person)
            await copied(
              'entry',
              { id: third, position: 999_998, fact_id: elsewhere },
              `case_id = '${caseId}' and type like '${kind}.%'`,
            )
            await changed(
              'duty',
              `owner_id = $1, fact_id = $2, reasons = array[$3::uuid]`,
              [person.id, otherCase, third],
              first('duty'),
            )
          },
        },
      ]),
    ),
    'named on both, and what hangs on an entry hangs on one of the other': {
      ...{ ...ofBoth, isOutside: true },
      bring: async (person) => {
        await named(person)
        await grant(otherCase, person)
        for (const table of [
          ...['incident', 'behaviour', 'child_exposure', 'child_notice', 'child_answer', 'child_effect'],
          ...['breach_action', 'checked_point', 'condition'],
        ])
          await changed(
            table,
            `entry_id = (select id from entry where case_id = $1 and type like 'cases.%' limit 1)`,
            [otherCase],
            first(table),
          )
        await copied('duty', { id: third, case_id: otherCase, owner_id: person.id, fact_id: elsewhere, reasons: [] })
        await changed('duty_move', 'duty_id = $1', [third], first('duty_move'))
      },
    },
    'named, and the card for police is over': {
      ...ofThis,
      bring: async (person) => [
        await named(person),
        await changed('vault.police_card', `ends_on = (now() at time zone 'Europe/London')::date - 1`),
      ],
    },
    'named, and the card for police was withdrawn': {
      ...ofThis,
      bring: async (person) => [
        await named(person),
        await changed('vault.police_card', `ended_as = 'withdrawn', ended_at = now()`),
      ],
    },
    'named, and the card for police ends today': {
      ...ofThis,
      bring: async (person) => [
        await named(person),
        await changed('vault.police_card', `ends_on = (now() at time zone 'Europe/London')::date`),
      ],
    },
    'named, and offered something to a plan': {
      ...ofThis,
      bring: async (person) => [await named(person), await changed('vault.plan_offer', 'offered_by = $1', [person.id])],
    },
    'named, and asked to agree to a lower level': {
      ...ofThis,
      bring: async (person) => [
        await named(person),
        await changed('risk_level', 'second_person_id = $1', [person.id], first('risk_level')),
      ],
    },
    ...handoverWays(ground),
  }
}

const handoverWays = ({ stand, named, changed, colleague, stranger }: Ground): Ways => {
  const handed = (set: string, values: readonly unknown[]) =>
    changed(
      'handover',
      `from_id = '${stranger.id}', to_id = '${stranger.id}', offered_by = '${stranger.id}', answer = null`,
    ).then(() => changed('handover', set, values))
  const ofThis = { as: 'named on it' } as const
  return {
    'named, and others hand over': {
      ...ofThis,
      bring: async (person) => [await named(person), await handed('answer = null', [])],
    },
    'named, and hands over': {
      ...ofThis,
      bring: async (person) => [await named(person), await handed('from_id = $1', [person.id])],
    },
    'named, and offered for others to hand over': {
      ...ofThis,
      bring: async (person) => [await named(person), await handed('offered_by = $1', [person.id])],
    },
    'named, and asked to take the lead': {
      ...{ as: 'leads it', change: { leadsPlan: false } },
      bring: async (person) => [await named(person), await handed('to_id = $1', [person.id])],
    },
    'named, and would not take the lead': {
      ...ofThis,
      bring: async (person) => [await named(person), await handed(`to_id = $1, answer = 'declined'`, [person.id])],
    },
    'named, and a colleague hands over': {
      ...ofThis,
      bring: async (person) => [await named(person), await handed('from_id = $1', [await colleague(person.agencyId)])],
    },
    'named, and a colleague is asked to take over': {
      ...ofThis,
      bring: async (person) => [await named(person), await handed('to_id = $1', [await colleague(person.agencyId)])],
    },
    'leads it, and others hand over': {
      as: 'leads it',
      bring: async (person) => [await stand(person, 'leads it'), await handed('answer = null', [])],
    },
  }
}
