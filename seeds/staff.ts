import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { hashOf, seal } from '../src/domains/sign-in/model.ts'
import type { Db, Tx } from '../src/platform/db.ts'
import { key, type Secret } from '../src/platform/secrets.ts'
import { addDays, atHour, londonDay } from '../src/rules/days.ts'
import { type Agency, type AgencyKey, emailOf, partnership, type Week } from './partnership.ts'
import { demoPassword, deviceOf } from './sign-in.ts'

/** An invented person with a session of their own, for as long as the loading lasts. */
export type Player = {
  id: string
  name: string
  role: string
  agency: AgencyKey
  agencyId: string
  supervisorId: string | null
  token: string
}
export type Staff = { players: Player[]; agencyIds: Map<AgencyKey, string> }

/** The owner of the tables sees no row of them; the role that owns the definer functions does, and only here. */
export const asDefiner = <Result>(owner: Db, act: (tx: Tx) => Promise<Result>): Promise<Result> =>
  owner.transaction().execute(async (tx) => {
    await sql`set local role waymark_definer`.execute(tx)
    return act(tx)
  })

/** Marks the database as invented for good, and fills in who works here: agencies, people, teams, desks and shifts. */
export const loadStaff = (owner: Db, secret: Secret, now: Date): Promise<Staff> =>
  asDefiner(owner, async (tx) => {
    await tx.insertInto('installation').values({ isDemo: true, madeAt: now }).execute()
    const passwordHash = await hashOf(demoPassword)
    const staff: Staff = { players: [], agencyIds: new Map() }
    for (const agency of partnership) {
      const agencyId = randomUUID()
      staff.agencyIds.set(agency.key, agencyId)
      await tx.insertInto('agency').values({ id: agencyId, name: agency.name, kind: agency.kind }).execute()
      const players = await addPeople(tx, agency, agencyId, now)
      await addSignIns(tx, agency, players, { passwordHash, secret })
      await addTeams(tx, agency, agencyId, players, now)
      staff.players.push(...players)
    }
    await addLeave(tx, staff, now)
    return staff
  })

/** One adviser is away this week, with a colleague who covers. */
const addLeave = async (tx: Tx, { players }: Staff, now: Date): Promise<void> => {
  const of = (name: string) => players.find((player) => player.name === name)
  const [away, cover] = [of('Bea Dunnock'), of('Iris Wren')]
  if (!away?.supervisorId || !cover) throw new Error('The adviser who is away, or who covers, is not there')
  const today = londonDay(now)
  await tx
    .insertInto('leave')
    .values({
      ...{ practitionerId: away.id, coverId: cover.id, fromOn: addDays(today, -2), untilOn: addDays(today, 5) },
      ...{ recordedBy: away.supervisorId, recordedAt: new Date(now.getTime() - 20 * 86_400_000) },
    })
    .execute()
}

const years = (now: Date, count: number): Date => new Date(now.getTime() - count * 365 * 86_400_000)

const addPeople = async (tx: Tx, agency: Agency, agencyId: string, now: Date): Promise<Player[]> => {
  const players: Player[] = []
  for (const { name, role, week, supervisor } of agency.members) {
    const id = randomUUID()
    const supervisorId = players.find((player) => player.name === supervisor)?.id ?? null
    if (supervisor && !supervisorId) throw new Error(`${supervisor} must come before ${name}`)
    const times = { invitedAt: years(now, 2), joinedAt: years(now, 2) }
    const email = emailOf(name, agency)
    await tx
      .insertInto('practitioner')
      .values({ id, agencyId, name, email, role, supervisorId, ...times })
      .execute()
    await addWeek(tx, id, week, now)
    players.push({ ...{ id, name, role, agencyId, supervisorId }, agency: agency.key, token: newToken() })
  }
  return players
}
const newToken = (): string => randomBytes(32).toString('base64url')

const weeks: Record<Exclude<Week, 'none'>, { days: readonly number[]; starts: string; ends: string }> = {
  office: { days: [1, 2, 3, 4, 5], starts: '08:30', ends: '17:00' },
  'four days': { days: [1, 2, 4, 5], starts: '09:00', ends: '17:30' },
  early: { days: [1, 2, 3, 4, 7], starts: '07:00', ends: '15:00' },
  late: { days: [1, 3, 4, 5, 6], starts: '14:00', ends: '22:00' },
  night: { days: [2, 4, 5, 6, 7], starts: '22:00', ends: '07:00' },
}
const addWeek = async (tx: Tx, practitionerId: string, week: Week, now: Date): Promise<void> => {
  if (week === 'none') return
  const { days, starts, ends } = weeks[week]
  const rows = days.map((weekday) => ({
    ...{ practitionerId, weekday, startsAt: starts, endsAt: ends, fromOn: londonDay(years(now, 1)) },
  }))
  await tx.insertInto('workingPattern').values(rows).execute()
}

type Keys = { passwordHash: string; secret: Secret }
const addSignIns = async (tx: Tx, agency: Agency, players: Player[], { passwordHash, secret }: Keys): Promise<void> => {
  for (const { id, name, token } of players) {
    const totpCipher = seal(key(secret, 'totp'), deviceOf(secret, emailOf(name, agency)))
    await tx.insertInto('signIn.credential').values({ practitionerId: id, passwordHash, totpCipher }).execute()
    await tx
      .insertInto('signIn.session')
      .values({
        ...{ practitionerId: id, device: loading, tokenHash: createHash('sha256').update(token).digest() },
        endsAt: sql<Date>`clock_timestamp() + interval '1 hour'`,
        strongAt: sql<Date>`clock_timestamp()`,
      })
      .execute()
  }
}
const loading = 'Loading of invented data'

/** After loading nobody is signed in, and the database says that all of it is there. */
export const finishStaff = (owner: Db, now: Date): Promise<void> =>
  asDefiner(owner, async (tx) => {
    await tx.deleteFrom('signIn.session').where('device', '=', loading).execute()
    await tx.updateTable('installation').set({ loadedAt: now }).where('isDemo', '=', true).execute()
  })

export const countCases = (owner: Db): Promise<number> =>
  asDefiner(owner, async (tx) => {
    const { count } = await tx
      .selectFrom('cases')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  })

const addTeams = async (tx: Tx, agency: Agency, agencyId: string, players: Player[], now: Date): Promise<void> => {
  for (const { name, kind, takesReferrals = false, outOfHours: isOutOfHours = false, ...more } of agency.teams) {
    const id = randomUUID()
    await tx
      .insertInto('team')
      .values({ ...{ id, agencyId, name, takesReferrals, isOutOfHours }, isDesk: kind === 'desk', ...more })
      .execute()
    const names = agency.members.filter(({ teams }) => teams?.includes(name)).map((each) => each.name)
    const members = players.filter((player) => names.includes(player.name))
    const rows = members.map((player) => ({ teamId: id, practitionerId: player.id, fromAt: years(now, 1) }))
    await tx.insertInto('teamMember').values(rows).execute()
    if (kind === 'desk') await addRota(tx, id, members, { isOutOfHours, now })
  }
}

/** A week back and a fortnight ahead: each desk in turn, round the clock where it answers out of hours. */
const addRota = async (
  tx: Tx,
  teamId: string,
  members: Player[],
  { isOutOfHours, now }: { isOutOfHours: boolean; now: Date },
): Promise<void> => {
  const today = londonDay(now)
  const turns = isOutOfHours ? [7, 15, 23] : [8]
  const shifts = Array.from({ length: 22 }, (_, index) => addDays(today, index - 7)).flatMap((day) =>
    turns.map((hour, place) => ({
      fromAt: atHour(day, hour),
      untilAt: isOutOfHours ? atHour(addDays(day, hour === 23 ? 1 : 0), turns[(place + 1) % 3] ?? 7) : atHour(day, 18),
    })),
  )
  const rows = shifts.flatMap((shift, index) => {
    const player = members[index % members.length]
    return player ? [{ teamId, practitionerId: player.id, ...shift }] : []
  })
  await tx.insertInto('deskShift').values(rows).execute()
}
