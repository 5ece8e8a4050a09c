import type { Chance } from './chance.ts'
import { at, offDuty, shiftOn } from './hours.ts'
import type { Event } from './ordinary.ts'
import type { Case, Someone, Staff, World } from './world.ts'

/** Who misuses the log's system, how, from when, and at which case: what the score compares with. */
export type Abuser = { staff: number; kind: AbuserKind; case: number | null; from: number }
export const abuserKinds = [
  'partner',
  'ex',
  'neighbour',
  'colleague',
  'celebrity',
  'browsing',
  'pre-leaver bulk',
] as const
export type AbuserKind = (typeof abuserKinds)[number]
// How many of fifty; PC G, the girlfriend and the consultant's patient are what the public record is full of (SAFETY 11).
const of50: Record<AbuserKind, number> = {
  ...{ partner: 8, ex: 10, neighbour: 7, colleague: 7, celebrity: 6, browsing: 6, 'pre-leaver bulk': 6 },
}

type Emit = (event: Event) => void
type Plan = { chance: Chance; world: World; staff: Staff; emit: Emit; from: number; declared: Set<string> }

export const declaredKey = (staff: number, caseId: number): string => `${staff} ${caseId}`

/** Plants the abusers of the year among staff who otherwise do their work as everybody does. */
export const plantAbusers = (chance: Chance, world: World, many: number, emit: Emit) => {
  const declared = new Set<string>()
  const taken = new Set<number>()
  const abusers: Abuser[] = []
  const someoneHere = (mayLeave: boolean): Staff => {
    for (;;) {
      const staff = chance.oneOf(world.staff)
      const isFit = staff.startsOn < 0 && staff.boss !== null && (mayLeave || staff.leavesOn === null)
      if (!isFit || taken.has(staff.id)) continue
      taken.add(staff.id)
      return staff
    }
  }
  for (const kind of abuserKinds) {
    const planted = Math.max(1, Math.round((of50[kind] / 50) * many))
    const star = kind === 'celebrity' ? famous(chance, world) : null
    for (let index = 0; index < planted; index++) {
      const staff = someoneHere(false)
      const plan = { chance, world, staff, emit, from: chance.whole(30, 150), declared }
      abusers.push({ staff: staff.id, kind, ...(star ? gaze(plan, star) : ways[kind](plan)) })
    }
  }
  return { abusers, declared }
}

type Done = { case: number | null; from: number }

/** A case that a colleague of the same team opens, or now and then another team's, about these people. */
const caseAbout = ({ chance, world, staff, from }: Plan, ...people: Someone[]): Case => {
  const mates = (world.teams[staff.team] ?? []).filter((id) => id !== staff.id)
  const lead = chance.isSo(0.75) && mates.length > 0 ? chance.oneOf(mates) : chance.oneOf(world.staff).id
  const opens = from - chance.whole(0, 20)
  const team = world.staff[lead]?.team ?? staff.team
  const made: Case = {
    id: world.cases.length,
    team,
    lead,
    opens,
    closes: opens + chance.whole(90, 300),
    people,
    isPublic: false,
  }
  world.cases.push(made)
  world.casesOf[lead]?.push(made)
  return made
}

const stranger = ({ chance, world }: Plan): Someone => {
  const like = chance.oneOf(chance.oneOf(world.cases).people)
  return { ...like, phone: chance.whole(1, 1e9), employer: null }
}

/** Looks on so many days, spread over so many; each hidden in a shift's work or, by some, at odd hours. */
const lookAt = (
  { chance, world, staff, emit, from }: Plan,
  about: Case,
  days: number,
  over: number,
  oddShare: number,
): void => {
  const isOwnTeam = world.staff[about.lead]?.team === staff.team
  for (let index = 0; index < days; index++) {
    const planned = Math.min(364, from + Math.round((over * index) / Math.max(1, days - 1)) + chance.whole(0, 2))
    const isOdd = chance.isSo(oddShare)
    const day = isOdd ? planned : workingDay(staff, planned)
    const shift = shiftOn(staff, day)
    const moment = isOdd || !shift ? offDuty(chance, staff, day) : at(day, shift.from + chance.next() * 8)
    const said = chance.next()
    const purpose = isOwnTeam ? (said < 0.75 ? 'stated' : 'team') : said < 0.7 ? 'none' : 'emergency'
    const isOff = isOdd || !shift
    emit({ staff: staff.id, at: moment, kind: 'consult', case: about.id, purpose, isOff, because: 'misuse' })
    if (chance.isSo(0.1))
      emit({ staff: staff.id, at: moment + 60_000, kind: 'print', case: about.id, purpose, isOff, because: 'misuse' })
  }
}

const workingDay = (staff: Staff, day: number): number => {
  for (let later = day; later < Math.min(365, day + 8); later++) if (shiftOn(staff, later)) return later
  return day
}

const refused = ({ chance, staff, emit, from }: Plan, about: Case, tries: number): void => {
  for (let index = 0; index < tries; index++) {
    const day = workingDay(staff, Math.min(364, from + index * chance.whole(1, 12)))
    const moment = at(day, (shiftOn(staff, day)?.from ?? 9) + chance.next() * 8)
    emit({
      staff: staff.id,
      at: moment,
      kind: 'fail',
      case: about.id,
      purpose: 'none',
      isOff: false,
      because: 'misuse',
    })
  }
}

/** Lives or lived with somebody in the case. A few had said so, and are refused. */
const close = (
  plan: Plan,
  shares: { surname: number; home: number; phone: number; declared: number },
  looks: () => [number, number, number],
) => {
  const { chance, staff } = plan
  const person = stranger(plan)
  if (chance.isSo(shares.surname)) person.surname = staff.surname
  if (chance.isSo(shares.home)) person.home = staff.home
  if (chance.isSo(shares.phone)) person.phone = staff.phone
  const about = caseAbout(plan, person, stranger(plan))
  const isDeclared = chance.isSo(shares.declared)
  if (isDeclared) {
    plan.declared.add(declaredKey(staff.id, about.id))
    refused(plan, about, chance.whole(1, 5))
  } else lookAt(plan, about, ...looks())
  return { case: about.id, from: plan.from }
}

const partner = (plan: Plan): Done => {
  const { chance } = plan
  const shares = { surname: 0.5, home: 0.8, phone: 0.2, declared: 0.15 }
  return close(plan, shares, () => [chance.whole(3, 15), chance.whole(20, 180), chance.isSo(0.3) ? 0.5 : 0.05])
}

/** Some look for months, day after day; the patient ones look five times in a year. */
const ex = (plan: Plan): Done => {
  const { chance } = plan
  const shares = { surname: 0.3, home: 0.05, phone: 0.3, declared: 0.1 }
  const isPatient = chance.isSo(0.3)
  return close(plan, shares, () => [
    isPatient ? chance.whole(3, 6) : chance.whole(8, 30),
    isPatient ? chance.whole(100, 200) : chance.whole(60, 210),
    chance.isSo(0.3) ? 0.6 : 0.05,
  ])
}

const neighbour = (plan: Plan): Done => {
  const { chance, staff } = plan
  const person = stranger(plan)
  person.home = { ...staff.home, house: staff.home.house + chance.whole(1, 6) }
  const about = caseAbout(plan, person, stranger(plan))
  lookAt(plan, about, chance.whole(2, 7), chance.whole(7, 120), chance.isSo(0.2) ? 0.5 : 0.05)
  return { case: about.id, from: plan.from }
}

const colleague = (plan: Plan): Done => {
  const { chance, staff } = plan
  const person = stranger(plan)
  person.employer = chance.isSo(0.9) ? staff.employer : null
  const about = caseAbout(plan, person, stranger(plan))
  lookAt(plan, about, chance.whole(2, 8), chance.whole(5, 120), 0.05)
  return { case: about.id, from: plan.from }
}

/** Somebody whom the news made known. Half the time the case carries a mark of it, half the time nobody thought of it. */
const famous = (chance: Chance, world: World): Case => {
  const lead = chance.oneOf(world.staff)
  const opens = chance.whole(60, 250)
  const people = [{ ...chance.oneOf(chance.oneOf(world.cases).people) }]
  const made: Case = {
    ...{ id: world.cases.length, team: lead.team, lead: lead.id, opens, closes: opens + 200, people },
    isPublic: chance.isSo(0.5),
  }
  world.cases.push(made)
  world.casesOf[lead.id]?.push(made)
  return made
}
const gaze = (plan: Plan, star: Case): Done => {
  const from = star.opens + plan.chance.whole(0, 9)
  lookAt({ ...plan, from }, star, plan.chance.whole(1, 3), plan.chance.whole(1, 10), 0.1)
  return { case: star.id, from }
}

/** Reads case after case out of curiosity: many on some days, or a few on most. */
const browse = ({ chance, world, staff, emit, from }: Plan): Done => {
  const isPatient = chance.isSo(0.4)
  const days = isPatient ? chance.whole(30, 60) : chance.whole(5, 20)
  for (let index = 0; index < days; index++) {
    const day = workingDay(staff, Math.min(364, from + index * (isPatient ? 2 : chance.whole(1, 6))))
    const shift = shiftOn(staff, day)
    if (!shift) continue
    const many = isPatient ? chance.whole(2, 4) : chance.whole(7, 25)
    const teams = [staff.team, staff.team, chance.whole(0, world.teams.length - 1)]
    for (let opened = 0; opened < many; opened++) {
      const lead = chance.oneOf(world.teams[chance.oneOf(teams)] ?? [staff.id])
      const about = chance.oneOf(world.casesOf[lead] ?? [])
      const moment = at(day, shift.from + chance.next() * 8)
      const purpose = chance.isSo(0.7) ? 'stated' : 'team'
      if (lead !== staff.id)
        emit({ staff: staff.id, at: moment, kind: 'consult', case: about.id, purpose, isOff: false, because: 'misuse' })
    }
  }
  return { case: null, from }
}

/** Takes papers along before leaving: in one rush, or a few each day. */
const bulk = ({ chance, world, staff, emit }: Plan): Done => {
  const leavesOn = chance.whole(120, 360)
  Object.assign(staff, { leavesOn, noticeOn: leavesOn - chance.whole(20, 60) })
  const from = leavesOn - chance.whole(7, 40)
  const many = chance.whole(25, 150)
  for (let index = 0; index < many; index++) {
    const day = Math.min(leavesOn, workingDay(staff, chance.whole(from, leavesOn)))
    const shift = shiftOn(staff, day)
    const lead = chance.isSo(0.8) ? staff.id : chance.oneOf(world.teams[staff.team] ?? [staff.id])
    const about = chance.oneOf(world.casesOf[lead] ?? [])
    const kind = chance.isSo(0.5) ? 'export' : 'print'
    const purpose = lead === staff.id ? 'lead' : 'stated'
    const moment = at(day, (shift?.from ?? 9) + chance.next() * 8)
    emit({ staff: staff.id, at: moment, kind, case: about.id, purpose, isOff: false, because: 'misuse' })
  }
  return { case: null, from }
}

const ways: Record<AbuserKind, (plan: Plan) => Done> = {
  ...{ partner, ex, neighbour, colleague, browsing: browse, 'pre-leaver bulk': bulk },
  celebrity: (plan) => gaze(plan, famous(plan.chance, plan.world)),
}
