import type { Tx } from '../../../platform/db.ts'
import { deriveCase } from '../../../rules/derive-case.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import type { Services } from '../../../rules/services.ts'
import { permissionsOf } from '../../staff/index.ts'
import { type AlarmKind, visitOf } from './next.ts'
import { everyoneOnDuty, type Rota, type Told, whoHears } from './on-duty.ts'
import {
  addAlarms,
  batchSize,
  casesComingUp,
  contactLeadsOf,
  ownersOf,
  rotaRows,
  sayDeskIsEmpty,
  setNext,
  type Taken,
  takeBatch,
} from './store.ts'

export type Tick = { visited: number; isMore: boolean }

/**
 * One batch of duties whose moment has come: what is late climbs, and each gets its next moment. In one transaction, and
 * the same however often it is delivered.
 */
export const tick = (services: Services, now: Date): Promise<Tick> =>
  services.db.transaction().execute(async (tx) => {
    const taken = await takeBatch(tx, now)
    if (taken.length === 0) return { visited: 0, isMore: false }
    const { amberWarningHour } = await policyIn(services, tx, now)
    const visits = taken.map((duty) => ({ duty, visit: visitOf(duty, now, amberWarningHour) }))
    await raiseAlarms(
      tx,
      visits.map(({ duty, visit }) => ({ duty, kinds: visit.alarms })),
      now,
    )
    await setNext(
      tx,
      visits.map(({ duty, visit }) => ({ id: duty.id, at: duty.state === 'open' ? visit.next : null })),
    )
    return { visited: taken.length, isMore: taken.length === batchSize }
  })

/**
 * Derives each case of the next batch in which an alert, an absence or a backstop has come up, with the policy and rules of
 * now. It comes before the tick that says so, which moves their clocks on: cut off in between, both are done again.
 */
export const deriveComingUp = async (
  services: Services,
  now: Date,
  failed: (caseId: string, error: unknown) => void,
): Promise<void> => {
  for (const caseId of await casesComingUp(services.db, now))
    await services.db
      .transaction()
      .execute((tx) => deriveCase(services, tx, caseId, now))
      .catch((error: unknown) => failed(caseId, error))
}

type Climbing = { duty: Taken; kinds: readonly AlarmKind[] }

const raiseAlarms = async (tx: Tx, visits: readonly Climbing[], now: Date): Promise<void> => {
  const climbing = visits.filter(({ duty, kinds }) => duty.state === 'open' && kinds.length > 0)
  if (climbing.length === 0) return
  const leads = new Map(
    (
      await contactLeadsOf(
        tx,
        climbing.map(({ duty }) => duty.caseId),
      )
    ).map(({ id, contactLeadId }) => [id, contactLeadId]),
  )
  const owners = await ownersOf(tx, [
    ...climbing.map(({ duty }) => duty.ownerId),
    ...[...leads.values()].filter((id) => id !== null),
  ])
  const rotas = new Map<string, Rota>()
  const hears = async (ownerId: string): Promise<Told> => {
    const owner = owners.find(({ id }) => id === ownerId)
    if (!owner) return { to: [ownerId], deskWasEmpty: false }
    const rota = rotas.get(owner.agencyId) ?? (await rotaOf(tx, owner.agencyId, now))
    rotas.set(owner.agencyId, rota)
    return whoHears(rota, { ownerId, supervisorId: owner.supervisorId }, now)
  }
  for (const { duty, kinds } of climbing) {
    const { ownerId, caseId, id: dutyId } = duty
    const told = await hears(ownerId)
    // Nobody of the body that owes it may look: the contact lead's supervisor is warned as well (S-18).
    const lead = leads.get(caseId)
    const alsoTold =
      lead && agencyOf(owners, lead) !== agencyOf(owners, ownerId) ? await hears(lead) : { to: [], deskWasEmpty: false }
    const all = [...new Set([...told.to, ...alsoTold.to])]
    await addAlarms(
      tx,
      all.flatMap((toId) => kinds.map((kind) => ({ toId, caseId, dutyId, kind }))),
      now,
    )
    for (const each of [told, alsoTold]) if (each.deskWasEmpty) await sayDeskIsEmpty(tx, each.to, now)
  }
}

const agencyOf = (owners: readonly { id: string; agencyId: string }[], id: string) =>
  owners.find((owner) => owner.id === id)?.agencyId

const rotaOf = async (tx: Tx, agencyId: string, at: Date): Promise<Rota> => {
  const { people, ...rows } = await rotaRows(tx, agencyId, at)
  return {
    ...rows,
    people: people.map(({ id, role }) => ({ id, isManager: permissionsOf(role).has('supervision:read') })),
  }
}

/** Who of an agency is on duty at a moment, over midnight, clock changes, leave and desks. */
export const onDutyFor = async (tx: Tx, agencyId: string, at: Date): Promise<string[]> =>
  everyoneOnDuty(await rotaOf(tx, agencyId, at), at)
