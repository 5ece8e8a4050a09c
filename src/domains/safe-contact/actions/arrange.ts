import { z } from 'zod'
import { alone, type Db, type Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import { startOfDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { onDutyFor } from '../../duties/index.ts'
import { bookCall, type Doing, holdQueued } from '../../messages/index.ts'
import { permissionsOf, roles } from '../../staff/index.ts'
import { nextWindow } from '../model/gate.ts'
import { isTelling } from '../model/topics.ts'
import type { Opening } from '../model/windows.ts'
import { contactsOf, type GateContact, placeOf, type Route } from '../store/contact.ts'
import { dutiesToArrange, lookAgain, type OwedDuty, openDutiesOf, releasesAhead } from '../store/duties.ts'
import { askOtherWay } from '../store/log.ts'
import { colleaguesIn, supervisorOf } from '../store/people.ts'

type Arranging = Pick<Services, 'rules' | 'calendar'>
type Window = Opening & { route: Route }

/**
 * For all that is owed to the people of a case: books the call for the next safe time, and where the clock ends before
 * that time, or no time is safe, asks a supervisor for another way at once (S-02, S-11). Asks once for each duty.
 */
export const askForOtherWays = async (services: Services, work: Work, caseId: string): Promise<void> => {
  const owed = (await openDutiesOf(work.tx, caseId, work.now)).filter(({ ruleId }) => isTelling(services.rules, ruleId))
  await arrangeFor(services, work, owed)
}

const arrangeFor = async (services: Arranging, doing: Doing, owed: readonly OwedDuty[]): Promise<void> => {
  const contacts = await contactsOf(doing.tx, owed)
  for (const duty of owed) {
    const contact = contacts.get(placeOf(duty))
    if (contact) await arrangeOne(services, doing, duty, contact)
  }
}

/** When it has to be looked at again, should it be open then: after the safe time that it waits for. Never, once somebody is asked. */
const arrangeOne = async (
  services: Arranging,
  doing: Doing,
  duty: OwedDuty,
  contact: GateContact,
): Promise<Date | null> => {
  const window = nextWindow(contact, doing.now, services.calendar)
  if (window && window.from <= doing.now) return window.until
  if (window) await book(doing, duty, contact, window)
  if (!needsOtherWay(duty, window, null)) return window?.until ?? null
  const isAsked = await ask(services, doing, duty, window)
  return isAsked ? null : new Date(doing.now.getTime() + anHour)
}
const anHour = 3_600_000

const book = (doing: Doing, duty: OwedDuty, contact: GateContact, window: Window): Promise<void> => {
  const { caseId, personId, id } = duty
  const { from, until, route } = window
  if (contact.version === null) throw new Error('There is a safe time without a rule')
  const booking = { caseId, personId, routeId: route.id, ruleVersion: contact.version, dutyIds: [id], from, until }
  return bookCall(doing, booking)
}

/** The safety clock where there is one, else the law's; a release that is known to come counts as well. */
const needsOtherWay = (duty: OwedDuty, window: Opening | null, release: Date | null): boolean => {
  const due = duty.safetyDueAt ?? duty.dueAt
  const ends = [due, release].filter((at) => at !== null)
  return !window || ends.some((at) => window.from >= at)
}

const ask = async (
  services: Arranging,
  { tx, now }: Doing,
  duty: OwedDuty,
  window: Window | null,
): Promise<boolean> => {
  const nextWindowAt = window?.from ?? null
  return askOtherWay(tx, {
    dutyId: duty.id,
    of: await whoDecides(services, tx, duty.ownerId, now),
    nextWindowAt,
    bookedFor: nextWindowAt,
    at: now,
  })
}

const supervising = Object.keys(roles).filter((role) => permissionsOf(role).has('supervision:write'))
export const isSupervising = (role: string): boolean => supervising.includes(role)

/**
 * The owner's supervisor, else a manager of the owner's agency, one who is on duty first, else the owner: the question
 * never goes to nobody.
 */
const whoDecides = async (services: Arranging, tx: Tx, ownerId: string, now: Date): Promise<string> => {
  const { supervisorId, agencyId } = await supervisorOf(tx, ownerId)
  if (supervisorId) return supervisorId
  const managers = await colleaguesIn(tx, agencyId, supervising)
  const onDuty = new Set(await onDutyFor(services, tx, agencyId, now))
  const [manager = managers[0]] = managers.filter(({ id }) => onDuty.has(id))
  return manager?.id ?? ownerId
}

export const supervisorsIn = (tx: Tx, agencyId: string): Promise<{ id: string; name: string }[]> =>
  colleaguesIn(tx, agencyId, supervising)

const ahead = z.object({ releaseOn: z.iso.date(), neverHappened: z.literal(true).optional() })

/** After a try that failed: when this safe time was the last before the clock ends or before a known release, a supervisor is asked. */
export const askAfterFailure = async (
  services: Services,
  work: Work,
  dutyIds: readonly string[],
  caseId: string,
): Promise<void> => {
  const owed = (await openDutiesOf(work.tx, caseId, work.now)).filter(({ id }) => dutyIds.includes(id))
  const contacts = await contactsOf(work.tx, owed)
  const release = nextRelease(await releasesAhead(work.tx, caseId, work.now), work.now)
  for (const duty of owed) {
    const contact = contacts.get(placeOf(duty))
    if (!contact) continue
    const open = nextWindow(contact, work.now, services.calendar)
    const after = open && open.from <= work.now ? nextWindow(contact, open.until, services.calendar) : open
    if (after) await book(work, duty, contact, after)
    if (needsOtherWay(duty, after, release)) await ask(services, work, duty, after)
  }
}

const nextRelease = (details: unknown[], now: Date): Date | null => {
  const known = details
    .map((each) => ahead.safeParse(each))
    .flatMap(({ data }) => (data && !data.neverHappened ? [startOfDay(data.releaseOn)] : []))
    .filter((at) => at > now)
  return known.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
}

const lookAhead = 48 * anHour
const batch = 200

const dueOf = ({ dueAt }: OwedDuty): number => dueAt?.getTime() ?? Number.POSITIVE_INFINITY

export type CouldNot = (dutyId: string, error: unknown) => void

/**
 * The worker's turn: one batch of what is owed to somebody and has come up, as what reached a case from another one. What
 * falls due within two days is arranged for; what does not is looked at then. True while there is more.
 */
export const arrangeTellings = (services: Arranging, db: Db, now: Date, couldNot: CouldNot): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const found = await dutiesToArrange(tx, now, batch)
    const owed = found
      .filter(({ ruleId, isAsked }) => !isAsked && isTelling(services.rules, ruleId))
      .sort((a, b) => (a.caseId < b.caseId ? -1 : a.caseId > b.caseId ? 1 : dueOf(a) - dueOf(b)))
    await holdQueued(
      tx,
      owed.map(({ caseId }) => caseId),
    )
    const contacts = await contactsOf(tx, owed)
    const lookOf = async (duty: OwedDuty): Promise<Date | null> => {
      const contact = contacts.get(placeOf(duty))
      if (!contact || !duty.dueAt) return null
      const early = new Date(duty.dueAt.getTime() - lookAhead)
      return early > now ? early : arrangeOne(services, { tx, now, actor: null }, duty, contact)
    }
    const nextOf = new Map<string, Date | null>()
    for (const duty of owed)
      nextOf.set(
        duty.id,
        await alone(tx, () => lookOf(duty)).catch((error: unknown) => {
          couldNot(duty.id, error)
          return new Date(now.getTime() + anHour)
        }),
      )
    await lookAgain(
      tx,
      found.map(({ id }) => ({ id, at: nextOf.get(id) ?? null })),
    )
    return found.length === batch
  })
