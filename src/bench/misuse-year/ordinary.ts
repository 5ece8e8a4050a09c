import type { Chance } from './chance.ts'
import { at, offDuty, type Shift, shiftOn } from './hours.ts'
import type { Case, Staff, World } from './world.ts'

/** One line of the log, with what really lay behind it: nobody but the score reads `because`. */
export type Event = {
  staff: number
  at: number
  kind: 'consult' | 'search' | 'export' | 'print' | 'fail'
  case: number | null
  purpose: 'lead' | 'task' | 'team' | 'rota' | 'queue' | 'listing' | 'stated' | 'emergency' | 'none'
  isOff: boolean
  searched?: { first: number; surname: string }
  because: string
}
type Emit = (event: Event) => void
type Cover = { of: number; informal: boolean }

/** The life of one person's account through a year, with nothing wrong in it. */
export const ordinaryYear = (chance: Chance, world: World, staff: Staff, looksADay: number, emit: Emit): void => {
  const leave = leaveOf(chance)
  const courses = new Set(Array.from({ length: 5 }, () => chance.whole(0, 364)))
  const busy = new Set(Array.from({ length: 8 }, () => chance.whole(0, 52)))
  const teamMates = (world.teams[staff.team] ?? []).filter((id) => id !== staff.id)
  let cover: Cover | null = null
  for (let day = Math.max(0, staff.startsOn); day <= (staff.leavesOn ?? 364) && day < 365; day++) {
    const shift = shiftOn(staff, day)
    if (!shift || leave.has(day) || courses.has(day)) continue
    if (day % 7 === 0 || cover === null)
      cover =
        chance.isSo(0.12) && teamMates.length > 0 ? { of: chance.oneOf(teamMates), informal: chance.isSo(0.3) } : null
    const today = { chance, world, staff, day, shift, emit }
    ownWork(today, looksADay * (busy.has(Math.floor(day / 7)) ? 1.8 : 1))
    if (cover) coverFor(today, cover)
    helpOut(today, teamMates)
    if (shift.isNight) nightDesk(today)
    if (staff.boss === null) supervise(today, teamMates)
    if (day - staff.startsOn < 12 && day >= staff.startsOn) learnTheWork(today, teamMates)
    if (staff.leavesOn !== null && staff.leavesOn - day < 14) handOver(today)
    mishaps(today, teamMates)
  }
}

/** Five weeks of leave, in blocks. */
const leaveOf = (chance: Chance): Set<number> => {
  const days = new Set<number>()
  for (const length of [14, 7, 7, 5, 3]) {
    const from = chance.whole(0, 360)
    for (let day = from; day < from + length; day++) days.add(day)
  }
  return days
}

type Today = { chance: Chance; world: World; staff: Staff; day: number; shift: Shift; emit: Emit }

const openOn = (cases: readonly Case[] | undefined, day: number): Case[] =>
  (cases ?? []).filter(({ opens, closes }) => opens <= day && day <= closes)

const look = (
  { chance, staff, day, shift, emit }: Today,
  of: Case | null,
  purpose: Event['purpose'],
  because: string,
  kind: Event['kind'] = 'consult',
): void => {
  const moment = at(day, shift.from + chance.next() * (shift.until - shift.from))
  emit({ staff: staff.id, at: moment, kind, case: of?.id ?? null, purpose, isOff: false, because })
}

const ownWork = (today: Today, mean: number): void => {
  const { chance, world, staff, day } = today
  const own = openOn(world.casesOf[staff.id], day)
  if (own.length === 0) return
  const many = chance.count(mean)
  for (let index = 0; index < many; index++) {
    const of = chance.oneOf(own)
    const purpose = chance.isSo(0.002) ? 'none' : chance.isSo(0.04) ? 'listing' : chance.isSo(0.3) ? 'task' : 'lead'
    look(today, of, purpose, 'own work')
    if (chance.isSo(0.012)) look(today, of, 'task', 'papers for court', chance.isSo(0.5) ? 'export' : 'print')
    if (chance.isSo(0.05)) searchFor(today, of)
  }
}

const searchFor = ({ chance, staff, day, shift, emit }: Today, of: Case): void => {
  const { first, surname } = chance.oneOf(of.people)
  const moment = at(day, shift.from + chance.next() * 8)
  const searched = { first, surname }
  emit({
    staff: staff.id,
    at: moment,
    kind: 'search',
    case: null,
    purpose: 'none',
    isOff: false,
    searched,
    because: 'own work',
  })
}

/** A week or two for a colleague who is away: mostly entered in the rota, sometimes only agreed. */
const coverFor = (today: Today, { of, informal }: Cover): void => {
  const theirs = openOn(today.world.casesOf[of], today.day)
  if (theirs.length === 0) return
  const many = today.chance.count(0.8)
  for (let index = 0; index < many; index++)
    look(today, today.chance.oneOf(theirs.slice(0, 4)), informal ? 'stated' : 'task', 'cover')
}

/** Somebody rings and asks for a colleague. */
const helpOut = (today: Today, teamMates: readonly number[]): void => {
  const { chance, world, day } = today
  if (!chance.isSo(0.06) || teamMates.length === 0) return
  const theirs = openOn(world.casesOf[chance.oneOf(teamMates)], day)
  if (theirs.length === 0) return
  const of = chance.oneOf(theirs)
  look(today, of, chance.isSo(0.8) ? 'stated' : 'team', 'help for a colleague')
  if (chance.isSo(0.25)) look({ ...today, day: day + chance.whole(0, 2) }, of, 'stated', 'help for a colleague')
}

const nightDesk = (today: Today): void => {
  const { chance, world, staff, day } = today
  const many = chance.count(3)
  for (let index = 0; index < many; index++) {
    const mates = world.teams[staff.team] ?? []
    const theirs = openOn(world.casesOf[chance.oneOf(mates)], day)
    if (theirs.length === 0) continue
    const purpose = chance.isSo(0.06) ? 'stated' : chance.isSo(0.5) ? 'rota' : 'queue'
    look(today, chance.oneOf(theirs), purpose, 'night desk')
  }
}

const supervise = (today: Today, teamMates: readonly number[]): void => {
  const many = today.chance.count(1.5)
  for (let index = 0; index < many && teamMates.length > 0; index++) {
    const theirs = openOn(today.world.casesOf[today.chance.oneOf(teamMates)], today.day)
    if (theirs.length > 0)
      look(today, today.chance.oneOf(theirs), today.chance.isSo(0.5) ? 'team' : 'stated', 'supervision')
  }
}

const learnTheWork = (today: Today, teamMates: readonly number[]): void => {
  const many = today.chance.count(2)
  for (let index = 0; index < many && teamMates.length > 0; index++) {
    const theirs = openOn(today.world.casesOf[today.chance.oneOf(teamMates)], today.day)
    if (theirs.length > 0) look(today, today.chance.oneOf(theirs), 'stated', 'induction')
  }
}

const handOver = (today: Today): void => {
  const own = openOn(today.world.casesOf[today.staff.id], today.day)
  if (own.length > 0 && today.chance.isSo(0.35)) look(today, today.chance.oneOf(own), 'lead', 'handover', 'print')
}

/** A late call, an emergency in another team, an old link. */
const mishaps = (today: Today, teamMates: readonly number[]): void => {
  const { chance, world, staff, day, emit } = today
  const theirs = teamMates.length > 0 ? openOn(world.casesOf[chance.oneOf(teamMates)], day) : []
  if (theirs.length === 0) return
  const of = chance.oneOf(theirs)
  const about = { staff: staff.id, case: of.id, kind: 'consult', isOff: true } as const
  if (chance.isSo(0.003)) emit({ ...about, at: offDuty(chance, staff, day), purpose: 'stated', because: 'a late call' })
  if (chance.isSo(0.0005)) look(today, chance.oneOf(world.cases), 'emergency', 'an emergency')
  const tries = chance.isSo(0.004) ? chance.whole(1, 2) : 0
  for (let index = 0; index < tries; index++) look(today, chance.oneOf(world.cases), 'none', 'an old link', 'fail')
}
