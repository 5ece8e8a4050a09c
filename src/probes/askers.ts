import { createHash, randomUUID } from 'node:crypto'
import { roles } from '../domains/staff/model/roles.ts'
import type { testApp } from '../testing/app.ts'
import type { Practitioner } from '../testing/people.ts'
import type { Asker } from './expected.ts'
import { type Ground, groundOf, type Way, type Ways } from './ground.ts'
import { type Relation, relations, seeing, withoutCases } from './judge.ts'
import { waysOfDesks } from './ways-of-desks.ts'
import { waysOfSharing } from './ways-of-sharing.ts'
import { waysOfWork } from './ways-of-work.ts'
import { waysToCases } from './ways-to-cases.ts'
import { waysToPeople } from './ways-to-people.ts'
import type { World } from './world.ts'

/** Somebody who asks, what is brought about before, how the database is told who they are, and what was judged by hand. */
export type Standing = {
  asker: Asker
  name: string
  shows: Readonly<Record<string, string>>
  stand: () => Promise<unknown>
  bind: () => Promise<unknown>
}

/** One role for each way in which MODEL 13 shows a case. */
const workers = [
  ...['investigating-officer', 'idva', 'first-responder', 'witness-care-officer'],
  ...['cps-lawyer', 'victim-liaison-officer', 'social-worker'],
]

/** Everybody in every way to stand to the case, those ways too that the judge takes for one of its own. */
export const standingsOf = async (app: Awaited<ReturnType<typeof testApp>>, world: World): Promise<Standing[]> => {
  const { past, whole } = world
  const { owner, boss } = whole
  const ground = await groundOf(app, world)
  const { third, stand, stranger } = ground
  const bound = (token: string) => () => past.query('select bind($1)', [token])
  const askerOf = (person: Practitioner, relation: Relation, change: Partial<Asker> = {}): Asker => ({
    ...{ id: person.id, agencyId: person.agencyId, role: person.role, relation },
    isOfTheWritersAgency: person.agencyId === owner.agencyId,
    isOfTheReceiversAgency: person.agencyId === whole.partner.agencyId,
    isKeptOut: relation.startsWith('conflict'),
    ...{ seesBoth: false, isEmergency: false, isOnOtherSide: false, hasToTell: false, knowsThem: false },
    leadsPlan: relation === 'leads it',
    isNobody: relation === 'access stopped',
    // So the one who moved is called now.
    ...(relation === 'moved to another role since' && { role: 'administrator' }),
    ...change,
  })
  const found: Standing[] = []
  const add = (person: Practitioner, name: string, { as, change, shows, bring }: Way) => {
    const changed = typeof change === 'function' ? change(person) : change
    found.push({
      ...{ asker: askerOf(person, as, changed), shows: shows?.(person) ?? {} },
      name: `${person.role}, ${person.agencyId === owner.agencyId ? 'same agency' : 'other agency'}: ${name}`,
      ...{ stand: () => bring(person), bind: bound(person.token) },
    })
  }
  /** Somebody of such a role who is not of the agency that wrote it all. */
  const ofAnother = async (role: string): Promise<Practitioner> => {
    const person = await app.aPractitioner(role)
    return person.agencyId === owner.agencyId ? app.aPractitioner(role, { agencyId: third }) : person
  }
  const ofTheSame = (role: string) => app.aPractitioner(role, { agencyId: owner.agencyId })
  /** Everything is shown to one by role, to one by agency, to one in part, and to one by a referral. */
  const few = async () => [
    await ofAnother('social-worker'),
    await ofTheSame('social-worker'),
    await app.aPractitioner('idva'),
    await ofAnother('investigating-officer'),
  ]
  const asRelation = (as: Relation): Way => ({ as, bring: (person) => stand(person, as) })
  for (const role of Object.keys(roles))
    if (!withoutCases.has(role)) add(await ofAnother(role), 'named on it', asRelation('named on it'))
  const ways: Ways = {
    ...waysToCases(ground),
    ...waysOfWork(ground),
    ...waysOfSharing(ground),
    ...waysToPeople(ground),
    ...waysOfDesks(ground),
  }
  for (const [name, way] of Object.entries(ways)) {
    const people = way.who ? [] : await few()
    for (const role of way.who ?? [])
      people.push(
        ...(role === 'idva'
          ? [await app.aPractitioner(role), await app.aPractitioner(role, { agencyId: third })]
          : [await ofAnother(role), await ofTheSame(role)]),
      )
    for (const person of people) if (!way.isOutside || person.agencyId !== owner.agencyId) add(person, name, way)
  }
  for (const as of relations)
    if (seeing.has(as))
      for (const role of workers)
        for (const somebody of [ofAnother, ofTheSame]) add(await somebody(role), as, asRelation(as))
    else for (const person of await few()) add(person, as, asRelation(as))
  const none: Way = { as: 'no part in it', bring: async () => undefined }
  for (const role of withoutCases)
    for (const somebody of [ofAnother, ofTheSame]) {
      add(await somebody(role), 'no part in it', none)
      add(await somebody(role), 'access stopped', asRelation('access stopped'))
      const kept = ways['kept out, with no part']
      if (kept) add(await somebody(role), 'kept out, with no part', kept)
    }
  // A run outlasts the quarter of an hour after which a session that nobody used is closed.
  await past.query(`update sign_in.session set seen_at = now() + interval '1 day', ends_at = now() + interval '2 days'`)
  // Whoever fills empty tables names the owner, also as who works with the person reported.
  const change = { seesBoth: true, isOnOtherSide: true }
  const asIs: Way = { as: 'leads it', change, bring: async () => undefined }
  add(owner, 'as it is', asIs)
  add(boss, 'as it is', { ...asIs, as: 'named on it', change: { seesBoth: true } })
  return [...nobodies(ground, askerOf(stranger, 'no part in it', { isNobody: true })), ...found]
}

/** Who is no person: nobody, a directory, and whoever says that they are somebody else. */
const nobodies = ({ past, whole }: Ground, nobody: Asker): Standing[] => {
  const { owner } = whole
  const shows = {}
  const hash = createHash('sha256').update('directory-token').digest()
  /** The words by which a session says who it is for, signed, as of another time or place. */
  const said =
    (where: string, when: string, mac = 'private.mac(words)') =>
    () =>
      past.query(
        `select set_config('waymark.actor', words, true), set_config('waymark.mac', ${mac}, true)
      from (select concat_ws(' ', $1::uuid, $2::uuid, ${where}, ${when}) as words) said`,
        [owner.id, owner.agencyId],
      )
  const [here, now] = ['pg_backend_pid()', 'extract(epoch from transaction_timestamp())']
  const silent = async () => undefined
  return [
    { name: 'nobody', ...{ asker: nobody, shows, stand: silent, bind: silent } },
    {
      ...{ name: 'a directory', asker: { ...nobody, agencyId: owner.agencyId }, shows },
      stand: () =>
        past.query(
          `insert into directory_key (id, agency_id, name, token_hash, made_by, made_at) values ($1, $2, 'A key', $3, $4, now())`,
          [randomUUID(), owner.agencyId, hash, owner.id],
        ),
      bind: () => past.query(`select from bind_directory_key('directory-token')`),
    },
    ...Object.entries({
      'the words of another session': said(`${here} + 1`, now),
      'the words of another transaction': said(here, `${now} - 1`),
      'words that nobody signed': said(here, now, `repeat('0', 64)`),
    }).map(([name, stand]) => ({ name, asker: nobody, shows, stand, bind: silent })),
  ]
}
