import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { aShowing } from '../domains/drafts/fixtures.ts'
import { aLetIn } from '../domains/sharing/fixtures.ts'
import type { testApp } from './app.ts'
import { aCase } from './cases.ts'
import { membersOf } from './members.ts'
import type { Practitioner } from './people.ts'
import type { WholeCase } from './whole-case.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Place = { person: Practitioner; url: string }

/** Pages that show their forms to few, or only after something was done: each with somebody who then sees it. */
export const seldomForms = async (app: App, whole: WholeCase, chief: Practitioner): Promise<Place[]> => {
  const { owner } = whole
  const keeper = await app.aPractitioner('idva-manager', { agencyId: owner.agencyId })
  const standards = await app.aPractitioner('professional-standards', { agencyId: owner.agencyId })
  await signedInTwice(app, owner)
  return [
    ...(await begun(app, whole)),
    ...(await ofADirectory(app, chief)),
    ...(await atTheDesk(app, whole)),
    await askedWhy(app, whole),
    ...(await sealed(app, whole)),
    { person: keeper, url: '/protected-addresses/new' },
    { person: keeper, url: `/protected-addresses/${whole.ids.placeId}/remove` },
    { person: standards, url: `/misuse/${whole.ids.alertId}` },
    { person: (await membersOf(app).aMember()).person, url: '/sign-in/password' },
  ]
}

/** A form that was begun and not sent. */
const begun = async ({ as, services }: App, { owner, ids }: WholeCase): Promise<Place[]> => {
  const formPage = `/cases/${ids.caseId}/barriers`
  const typed = { kind: 'language', what: 'Begun and not sent', formPage, formAddress: formPage }
  const form = { ...typed, formVersion: '0', formSaves: '1', formKey: aShowing(services, owner) }
  assert.equal((await as(owner).submit('/drafts/save', form)).status, 303)
  return ['/drafts', formPage].map((url) => ({ person: owner, url }))
}

const signedInTwice = async ({ everything }: App, { id }: Practitioner): Promise<void> => {
  const own = everything.selectFrom('signIn.session').selectAll().where('practitionerId', '=', id)
  const session = await own.executeTakeFirstOrThrow()
  const elsewhere = { ...session, tokenHash: randomBytes(32), device: 'another test' }
  await everything.insertInto('signIn.session').values(elsewhere).execute()
}

const ofADirectory = async ({ as, everything }: App, chief: Practitioner): Promise<Place[]> => {
  const key = await as(chief).submit('/scim/keys', { name: 'A directory' })
  assert.equal(key.status, 200)
  const word = await as(chief).submit('/scim/words', { word: 'officer', role: 'first-responder' })
  assert.equal(word.status, 303)
  const group = { agencyId: chief.agencyId, name: 'A group', changedAt: new Date(), madeAt: new Date() }
  const made = everything.insertInto('directoryGroup').values(group).returning('id')
  const { id } = await made.executeTakeFirstOrThrow()
  return ['/scim', `/scim/groups/${id}`].map((url) => ({ person: chief, url }))
}

/** A match that one at the desk thinks is false, seen by the other. */
const atTheDesk = async ({ as, everything, aPractitioner }: App, { owner, boss, ids }: WholeCase): Promise<Place[]> => {
  const [colleague, matched] = [
    await aPractitioner('abuse-specialist', { agencyId: owner.agencyId }),
    await aPractitioner('first-responder', { agencyId: owner.agencyId, supervisorId: boss.id }),
  ]
  const own = everything.selectFrom('teamMember').select('teamId').where('practitionerId', '=', owner.id)
  const { teamId } = await own.executeTakeFirstOrThrow()
  await everything.insertInto('teamMember').values({ teamId, practitionerId: colleague.id }).execute()
  const declared = { practitionerId: matched.id, ground: 'friend' }
  assert.equal((await as(boss).submit(`/cases/${ids.caseId}/conflicts`, declared)).status, 303)
  const match = everything.selectFrom('caseExclusion').select('id').where('practitionerId', '=', matched.id)
  const url = `/conflicts/matches/${(await match.executeTakeFirstOrThrow()).id}`
  assert.equal((await as(colleague).submit(`${url}/propose`, { why: 'Another of that name' })).status, 303)
  return [{ person: owner, url }]
}

/** Somebody whose team was let in, and who has no work of their own there. */
const askedWhy = async ({ as, everything, aPractitioner }: App, { owner, ids }: WholeCase): Promise<Place> => {
  const person = await aPractitioner('first-responder', { agencyId: owner.agencyId })
  const team = everything.insertInto('team').values({ agencyId: owner.agencyId, name: 'Night team' }).returning('id')
  const { id: teamId } = await team.executeTakeFirstOrThrow()
  await everything.insertInto('teamMember').values({ teamId, practitionerId: person.id }).execute()
  const letIn = await as(owner).submit(`/cases/${ids.caseId}/team`, aLetIn(teamId, 'Nights'))
  assert.equal(letIn.status, 303)
  return { person, url: `/cases/${ids.caseId}` }
}

/** A sealed case of the owner's, whose seal somebody else who is named is asked to lift; and one of which nobody asked. */
const sealed = async ({ as, services, everything }: App, { owner, boss }: WholeCase): Promise<Place[]> => {
  const places: Place[] = []
  for (const isAsked of [true, false]) {
    const { caseId } = await aCase(services, owner)
    const url = `/cases/${caseId}/conflicts`
    await as(owner).submit(`/cases/${caseId}/team`, { granteeId: boss.id, reason: 'Supervises' })
    const seal = { because: 'Works here', member: 'harmed', handledBy: 'Another unit', alternate: 'A third' }
    const done = await as(owner).submit(`${url}/seal`, { ...seal, named: [owner.id, boss.id] })
    assert.equal(done.status, 303)
    if (isAsked) assert.equal((await as(owner).submit(`${url}/lift`, { because: 'Left' })).status, 303)
    else places.push({ person: owner, url: `${url}/lift` })
  }
  const lift = await everything.selectFrom('sealLift').select('id').executeTakeFirstOrThrow()
  return [...places, { person: boss, url: `/conflicts/lifts/${lift.id}` }]
}
