import type { Tx } from '../../../platform/db.ts'
import { calendarIn } from '../../../rules/calendar-in.ts'
import { deriveCase } from '../../../rules/derive-case.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import type { Services } from '../../../rules/services.ts'
import { permissionsOf } from '../../staff/index.ts'
import { type AlarmKind, visitOf } from './next.ts'
import { everyoneOnDuty, type Rota, sitsAtDesk, type Told, whoHears } from './on-duty.ts'
import {
  type Alarm,
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
      services,
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

type Calendared = Pick<Services, 'calendar'>

const raiseAlarms = async (services: Calendared, tx: Tx, visits: readonly Climbing[], now: Date): Promise<void> => {
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
  const rotaFor = once((agencyId) => rotaOf(services, tx, agencyId, now))
  const hears = once(async (ownerId): Promise<Told> => {
    const owner = owners.find(({ id }) => id === ownerId)
    if (!owner) return { to: [ownerId], deskWasEmpty: false, isFallback: true }
    return whoHears(await rotaFor(owner.agencyId), { ownerId, supervisorId: owner.supervisorId }, now)
  })
  const alarms: Alarm[] = []
  const atEmptyDesks = new Set<string>()
  for (const { duty, kinds } of climbing) {
    const { ownerId, caseId, id: dutyId } = duty
    const told = [await hears(ownerId)]
    // Nobody of the body that owes it may look: the contact lead's supervisor is warned as well (S-18).
    const lead = leads.get(caseId)
    if (lead && agencyOf(owners, lead) !== agencyOf(owners, ownerId)) told.push(await hears(lead))
    for (const toId of new Set(told.flatMap(({ to }) => to)))
      alarms.push(...kinds.map((kind) => ({ toId, caseId, dutyId, kind })))
    for (const { to, deskWasEmpty } of told) if (deskWasEmpty) for (const toId of to) atEmptyDesks.add(toId)
  }
  await addAlarms(tx, alarms, now)
  await sayDeskIsEmpty(tx, [...atEmptyDesks], now)
}

/** Asked for the same again, it gives the same answer. */
const once = <Answer>(ask: (of: string) => Promise<Answer>) => {
  const known = new Map<string, Promise<Answer>>()
  return (of: string): Promise<Answer> => {
    const answer = known.get(of) ?? ask(of)
    known.set(of, answer)
    return answer
  }
}

const agencyOf = (owners: readonly { id: string; agencyId: string }[], id: string) =>
  owners.find((owner) => owner.id === id)?.agencyId

const rotaOf = async (services: Calendared, tx: Tx, agencyId: string, at: Date): Promise<Rota> => {
  const { people, ...rows } = await rotaRows(tx, agencyId, at)
  return {
    ...rows,
    daysOff: (await calendarIn(services, tx)).holidays,
    people: people.map(({ id, role }) => ({ id, isManager: permissionsOf(role).has('supervision:read') })),
  }
}

/** Who of an agency is on duty at a moment, over midnight, clock changes, bank holidays, leave and desks. */
export const onDutyFor = async (services: Calendared, tx: Tx, agencyId: string, at: Date): Promise<string[]> =>
  everyoneOnDuty(await rotaOf(services, tx, agencyId, at), at)

/** Who sits at the out-of-hours desk of an agency at a moment. */
export const atNightDesk = async (services: Calendared, tx: Tx, agencyId: string, at: Date): Promise<string[]> =>
  sitsAtDesk(await rotaOf(services, tx, agencyId, at), at, true)

/** Who would hear at that moment what climbs from this person's duties: on a holiday, in leave, by night. */
export const whoCovers = async (services: Calendared, tx: Tx, ownerId: string, at: Date): Promise<Told | null> => {
  const [owner] = await ownersOf(tx, [ownerId])
  if (!owner) return null
  const { supervisorId, agencyId } = owner
  return whoHears(await rotaOf(services, tx, agencyId, at), { ownerId, supervisorId }, at)
}
