import { z } from 'zod'
import type { Db, Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import { startOfDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { onDutyFor } from '../../duties/index.ts'
import { bookCall, type Doing } from '../../messages/index.ts'
import { permissionsOf, roles } from '../../staff/index.ts'
import { nextWindow } from '../model/gate.ts'
import { isTelling } from '../model/topics.ts'
import type { Opening } from '../model/windows.ts'
import { contactsOf, type GateContact, placeOf, type Route } from '../store/contact.ts'
import { type OwedDuty, openDutiesOf, releasesAhead, unaskedDuties } from '../store/duties.ts'
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

const arrangeFor = async (services: Arranging, doing: Doing, owed: readonly OwedDuty[]): Promise<number> => {
  const contacts = await contactsOf(doing.tx, owed)
  let asked = 0
  for (const duty of owed) {
    const contact = contacts.get(placeOf(duty))
    if (contact) asked += (await arrangeOne(services, doing, duty, contact)) ? 1 : 0
  }
  return asked
}

const arrangeOne = async (
  { calendar }: Arranging,
  doing: Doing,
  duty: OwedDuty,
  contact: GateContact,
): Promise<boolean> => {
  const window = nextWindow(contact, doing.now, calendar)
  const isOpenNow = window !== null && window.from <= doing.now
  if (window && !isOpenNow) await book(doing, duty, contact, window)
  return !isOpenNow && needsOtherWay(duty, window, null) ? ask(doing, duty, window) : false
}

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

const ask = async ({ tx, now }: Doing, duty: OwedDuty, window: Window | null): Promise<boolean> => {
  const nextWindowAt = window?.from ?? null
  return askOtherWay(tx, {
    dutyId: duty.id,
    of: await whoDecides(tx, duty.ownerId, now),
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
const whoDecides = async (tx: Tx, ownerId: string, now: Date): Promise<string> => {
  const { supervisorId, agencyId } = await supervisorOf(tx, ownerId)
  if (supervisorId) return supervisorId
  const managers = await colleaguesIn(tx, agencyId, supervising)
  const onDuty = new Set(await onDutyFor(tx, agencyId, now))
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
    if (needsOtherWay(duty, after, release)) await ask(work, duty, after)
  }
}

const nextRelease = (details: unknown[], now: Date): Date | null => {
  const known = details
    .map((each) => ahead.safeParse(each))
    .flatMap(({ data }) => (data && !data.neverHappened ? [startOfDay(data.releaseOn)] : []))
    .filter((at) => at > now)
  return known.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
}

const lookAhead = 48 * 3_600_000
const page = 200

/** The worker's turn: duties of any case that nobody could arrange for, as those that reached a case from another one. */
export const otherWaysDue = async (services: Arranging & { now: () => Date }, db: Db): Promise<number> => {
  const now = services.now()
  const rules = [...new Set(services.rules.map(({ id }) => id).filter((id) => isTelling(services.rules, id)))]
  const terms = { now, until: new Date(now.getTime() + lookAhead), rules, most: page }
  let [after, asked]: [OwedDuty | null, number] = [null, 0]
  for (;;) {
    const from = after
    const owed = await db.transaction().execute(async (tx) => {
      const found = await unaskedDuties(tx, { ...terms, after: from })
      asked += await arrangeFor(services, { tx, now, actor: null }, found)
      return found
    })
    after = owed.at(-1) ?? null
    if (owed.length < page || !after) return asked
  }
}
