import type { Practitioner } from '../testing/people.ts'
import type { Ground, Way, Ways } from './ground.ts'

/** Ways to sit at a desk: that of safeguarding, that of an administrator, that which answers signs of misuse. */
export const waysOfDesks = (ground: Ground): Ways => {
  const { past, caseId, third, whole, exclude, colleague, team, copied } = ground
  const none = { as: 'no part in it' } as const
  const message = (set: string, values: readonly unknown[] = []) =>
    past.query(`update desk_message set ${set}`, [...values])
  const desk = ({ id, agencyId }: Practitioner, of = agencyId, change = {}, hasLeft = false) =>
    team(of, hasLeft ? [] : [id], { left: hasLeft ? [id] : [], change: { is_safeguarding: true, ...change } })
  return {
    ...Object.fromEntries(
      [
        'to_id = $1',
        'readers = array[$1::uuid]',
        'from_id = $1, to_id = $1',
        'hidden_from = array[$1::uuid], to_id = $1',
      ].map((change): [string, Way] => [
        `a message of the desk: ${change}`,
        { ...none, bring: ({ id }) => message(change, [id]) },
      ]),
    ),
    'kept out, and written to by the desk': {
      ...{ as: 'conflict, though in the team', change: { isKeptOut: true } },
      bring: async (person) => [
        await exclude(person),
        await past.query(
          'update desk_message set to_id = $1, case_id = case when id = (select id from desk_message order by id limit 1) then $2::uuid end',
          [person.id, caseId],
        ),
      ],
    },
    'kept out, and their agency was sent what is of no case': {
      ...{ as: 'conflict, though in the team', change: { isKeptOut: true } },
      bring: async (person) => [
        await exclude(person),
        await copied('inbox_item', { agency_id: person.agencyId, case_id: null, source_ref: 'another' }, 'true'),
      ],
    },
    'at the desk of the agency': {
      ...none,
      bring: async (person) => [await desk(person), await message('agency_id = $1, to_id = null', [person.agencyId])],
    },
    'at the desk, and a message is for one of them': {
      ...none,
      bring: async (person) => [
        await desk(person),
        await message('agency_id = $1, to_id = $2', [person.agencyId, await colleague(person.agencyId)]),
      ],
    },
    'at the desk, and a message came to another agency': {
      ...none,
      bring: async (person) => [
        await desk(person),
        await message('agency_id = $1, to_id = null', [whole.partner.agencyId]),
      ],
      who: ['social-worker'],
    },
    'left the desk': {
      ...none,
      bring: async (person) => [
        await desk(person, person.agencyId, {}, true),
        await message('agency_id = $1, to_id = null', [person.agencyId]),
      ],
    },
    'at a desk that was closed': {
      ...none,
      bring: async (person) => [
        await desk(person, person.agencyId, { closed_at: new Date() }),
        await message('agency_id = $1, to_id = null', [person.agencyId]),
      ],
    },
    'at the desk of another agency': {
      ...none,
      bring: async (person) => [
        await desk(person, ground.stranger.agencyId),
        await message('agency_id = $1, to_id = null', [person.agencyId]),
      ],
    },
    'at no desk, in a team of the agency': {
      ...none,
      bring: async (person) => [
        await desk(person, person.agencyId, { is_safeguarding: false }),
        await message('agency_id = $1, to_id = null', [person.agencyId]),
      ],
    },
    'gave somebody the word for an emergency': {
      ...none,
      bring: async ({ id, agencyId }) =>
        past.query('update emergency_word set given_by = $1, practitioner_id = $2', [id, await colleague(agencyId)]),
    },
    'with a group of their own agency': {
      ...{ ...none, who: ['administrator'] },
      bring: ({ agencyId }) => copied('directory_group', { agency_id: agencyId, external_id: third }, 'true'),
    },
    ...misuseWays(ground),
  }
}

/**
 * Who answers a sign of misuse (MODEL 10, DESIGN 15): professional standards or audit of the agency, or who was told;
 * nobody whom it is about, who is above, below or beside them, or who has a conflict; of a sealed case, who was named.
 */
const misuseWays = (ground: Ground): Ways => {
  const { past, caseId, elsewhere, whole, exclude, team, copied, changed, colleague } = ground
  const { owner } = whole
  const who = ['professional-standards', 'auditor']
  /** The signs that are shown, as a condition, with all that hangs on them. */
  const signs = (which: string) => {
    const hang = `alert_id in (select a.id from misuse_alert a where ${which})`
    return { misuse_alert: which, misuse_look: hang, misuse_step: hang }
  }
  const way = (bring: Way['bring'], shown: (person: Practitioner) => string, asked: readonly string[] = who): Way => ({
    ...{ as: 'no part in it', who: asked, bring },
    shows: (person) => signs(shown(person)),
  })
  const own = ({ agencyId }: Practitioner) => `agency_id = '${agencyId}'`
  const nothing = () => 'false'
  const aside = (person: Practitioner, { left = [] as readonly string[] } = {}) =>
    team(
      person.agencyId,
      [person.id, owner.id].filter((id) => !left.includes(id)),
      { left },
    )
  const seal = (standards: string | null) => async () => {
    await changed('cases', `sealed_at = now(), sealed_because = 'x'`, [], `id = '${caseId}'`)
    await changed('case_seal', 'standards_id = $1', [standards])
  }
  const desk = async (member: readonly string[], change = {}, left: readonly string[] = []) => {
    const id = await team(owner.agencyId, member, { left, change })
    await copied('misuse_desk', { team_id: id, named_at: new Date() }, 'true')
  }
  const supervises = (below: string, above: string) =>
    changed('practitioner', 'supervisor_id = $1', [above], `id = '${below}'`)
  const worker = ['idva-manager', 'administrator', 'police-supervisor']
  return {
    'told of it': way(
      ({ id }) => past.query('update misuse_alert set told = array[$1::uuid]', [id]),
      () => 'true',
    ),
    'about them': way(({ id }) => past.query('update misuse_alert set practitioner_id = $1', [id]), nothing),
    'in a team with whom it is about': way((person) => aside(person), nothing),
    'in a team with somebody else': way(
      async (person) => team(person.agencyId, [person.id, await colleague(person.agencyId)]),
      own,
    ),
    'whom it is about has left their team': way((person) => aside(person, { left: [owner.id] }), own),
    'left the team of whom it is about': way((person) => aside(person, { left: [person.id] }), own),
    'above whom it is about': way(({ id }) => supervises(owner.id, id), nothing),
    'above who is above whom it is about': way(async ({ id }) => {
      const between = await colleague(owner.agencyId)
      await supervises(owner.id, between)
      await supervises(between, id)
    }, nothing),
    'below whom it is about': way(({ id }) => supervises(id, owner.id), nothing),
    'below the same as whom it is about': way(async ({ id }) => supervises(id, whole.boss.id), own),
    'above somebody else': way(async ({ id, agencyId }) => supervises(await colleague(agencyId), id), own),
    'kept out of its case': {
      ...way(
        (person) => exclude(person),
        (person) => `${own(person)} and case_id is null`,
      ),
      ...{ as: 'conflict, though in the team', change: { isKeptOut: true } },
    },
    'kept out of its case, and another sign is of no case': {
      ...way(
        async (person) => [
          await exclude(person),
          await copied('misuse_alert', { agency_id: person.agencyId, kind: 'browsing', case_id: null }, 'true'),
        ],
        (person) => `${own(person)} and case_id is null`,
      ),
      ...{ as: 'conflict, though in the team', change: { isKeptOut: true } },
    },
    'kept out of another case': way((person) => exclude(person, { from: elsewhere }), own),
    'kept out of its case once': way((person) => exclude(person, { ended: 'now()' }), own),
    'its case was sealed, with nobody named': way(seal(null), (person) =>
      person.role === 'auditor' ? `${own(person)} and case_id is null` : own(person),
    ),
    'its case was sealed, and they are named': way(({ id }) => seal(id)(), own),
    'its case was sealed, and somebody else is named': way(
      async ({ agencyId }) => seal(await colleague(agencyId, 'professional-standards'))(),
      (person) => `${own(person)} and case_id is null`,
    ),
    'its case was sealed, and for another somebody else is named': way(
      async ({ agencyId }) => {
        await seal(null)()
        const named = await colleague(agencyId, 'professional-standards')
        await copied('case_seal', {
          case_id: elsewhere,
          standards_id: named,
          written_at: new Date(Date.now() + 60_000),
        })
      },
      (person) => (person.role === 'auditor' ? `${own(person)} and case_id is null` : own(person)),
    ),
    'its case is sealed no more, and somebody else was named': way(
      async ({ agencyId }) =>
        changed('case_seal', 'standards_id = $1', [await colleague(agencyId, 'professional-standards')]),
      own,
    ),
    'another of their agency': way(
      ({ agencyId }) => copied('misuse_alert', { agency_id: agencyId, kind: 'browsing', case_id: null }, 'true'),
      own,
    ),
    'at the desk for misuse': way(
      ({ id }) => desk([id]),
      (person) => (person.role === 'administrator' ? 'false' : own(person)),
      worker,
    ),
    'left the desk for misuse': way(({ id }) => desk([], {}, [id]), nothing, worker),
    'at a desk for misuse that was closed': way(({ id }) => desk([id], { closed_at: new Date() }), nothing, worker),
    'in a team, and another is the desk for misuse': way(
      async ({ id, agencyId }) => {
        await team(agencyId, [id])
        await desk([await colleague(agencyId)])
      },
      nothing,
      worker,
    ),
    'at what was the desk for misuse': way(
      async ({ id, agencyId }) => {
        const before = await team(owner.agencyId, [id])
        await copied('misuse_desk', { team_id: before, named_at: new Date(Date.now() - 60_000) }, 'true')
        await desk([await colleague(agencyId)])
      },
      nothing,
      worker,
    ),
    'access stopped, at the desk for misuse': {
      ...way(
        async ({ id }) => [await desk([id]), await changed('practitioner', 'disabled_at = now()', [], `id = '${id}'`)],
        nothing,
        ['professional-standards'],
      ),
      change: { isNobody: true },
    },
  }
}
