import { detect, type Finding, type Look, type Person, type Tie } from '../../domains/misuse/index.ts'
import { type AbuserKind, abuserKinds, declaredKey } from './abusers.ts'
import { dayName } from './hours.ts'
import type { Event } from './ordinary.ts'
import type { Staff, World } from './world.ts'
import { type Year, yearOf } from './year.ts'

const twoWeeks = 14 * 86_400_000

/** What the check of conflicts would say of this person and this case: facts that were given, never who. */
const tiesOf = ({ world, declared }: Year, staff: Staff, caseId: number): { ties: Tie[]; share: number | null } => {
  const people = world.cases[caseId]?.people ?? []
  const ties = new Set<Tie>()
  for (const { surname, home, phone, employer } of people) {
    if (surname === staff.surname) ties.add('surname')
    if (employer !== null && employer === staff.employer) ties.add('employer')
    if (!staff.gaveAddress) continue
    if (phone === staff.phone) ties.add('phone')
    if (home.sector !== staff.home.sector) continue
    const isStreet = home.street === staff.home.street
    ties.add(!isStreet ? 'sector' : home.house === staff.home.house ? 'address' : 'street')
  }
  if (declared.has(declaredKey(staff.id, caseId))) ties.add('connection')
  return { ties: [...ties], share: ties.has('surname') ? (world.share.get(staff.surname) ?? null) : null }
}

const lookOf = (year: Year, event: Event, index: number): Look => {
  const staff = staffNumbered(year.world, event.staff)
  const about = event.case === null ? null : year.world.cases[event.case]
  const { ties, share } =
    event.case === null ? { ties: searchTies(staff, event), share: null } : tiesOf(year, staff, event.case)
  return {
    ...{ id: String(index).padStart(9, '0'), who: String(event.staff), at: event.at, kind: event.kind },
    ...{ caseId: about ? String(about.id) : null, purpose: event.purpose, ties, surnameShare: share },
    isPublicFigure: about?.isPublic ?? false,
    isOffDuty: event.isOff,
    isSupervising: about ? year.world.staff[about.lead]?.boss === event.staff : false,
  }
}

const searchTies = (staff: Staff, { searched }: Event): Tie[] =>
  searched?.surname === staff.surname && searched.first === staff.first ? ['own name'] : []

const staffNumbered = (world: World, id: number): Staff => {
  const staff = world.staff[id]
  if (!staff) throw new Error(`nobody has the number ${id}`)
  return staff
}

const people = ({ staff }: World): Person[] =>
  staff.map(({ id, role, leavesOn }) => ({
    ...{ id: String(id), role },
    leavesOn: leavesOn === null ? null : dayName(leavesOn),
  }))

export type Line = { kind: string; planted: number; found: number; days: number[]; by: Map<string, number> }
export type Score = {
  seed: number
  looks: number
  staff: number
  staffDays: number
  lines: Line[]
  found: number
  planted: number
  falseAlerts: Map<string, number>
  /** What innocent work lay behind the false alerts. */
  behind: Map<string, number>
}

/** Everything that could be known, or only what this product is told: no street, no postcode, no employer and no mark of being known. */
export type Facts = 'all' | 'as here'
const known = (facts: Facts, look: Look): Look =>
  facts === 'all'
    ? look
    : {
        ...look,
        ties: look.ties.filter((tie) => !['street', 'sector', 'employer'].includes(tie)),
        isPublicFigure: false,
      }

/** Generates a year, has it judged look by look, and compares with what was planted. Questions are answered in two weeks. */
export const scoreOf = (size: Parameters<typeof yearOf>[0], facts: Facts = 'all'): Score => {
  const year = yearOf(size)
  const findings = detect(
    people(year.world),
    year.events.map((event, index) => known(facts, lookOf(year, event, index))),
    () => (raisedAt) => raisedAt + twoWeeks,
  )
  const isTrue = (finding: Finding) => finding.looks.some(({ id }) => year.events[Number(id)]?.because === 'misuse')
  const lines = abuserKinds.map((kind) => lineOf(year, kind, findings.filter(isTrue)))
  const innocent = findings.filter((finding) => !isTrue(finding))
  return {
    ...{ seed: size.seed, looks: year.events.length, staff: year.world.staff.length, staffDays: year.staffDays, lines },
    found: lines.reduce((sum, line) => sum + line.found, 0),
    planted: year.abusers.length,
    falseAlerts: counted(innocent.map(({ kind }) => kind)),
    behind: counted(innocent.map(({ looks }) => year.events[Number(looks[0]?.id)]?.because ?? 'nothing')),
  }
}

const lineOf = (year: Year, kind: AbuserKind, findings: readonly Finding[]): Line => {
  const planted = year.abusers.filter((abuser) => abuser.kind === kind)
  const found = planted.map(({ staff, case: about }) =>
    findings.filter(
      ({ who, caseId, looks }) =>
        who === String(staff) &&
        (about === null || caseId === String(about) || looks.some((look) => look.caseId === String(about))),
    ),
  )
  const first = found.filter((each) => each.length > 0)
  const days = first.map((each, index) => {
    const start = Math.min(
      ...each.flatMap(({ looks }) =>
        looks.filter(({ id }) => year.events[Number(id)]?.because === 'misuse').map(({ at }) => at),
      ),
    )
    return Math.max(0, Math.round((Math.min(...each.map(({ raisedAt }) => raisedAt)) - start) / 86_400_000)) + index * 0
  })
  return {
    kind,
    planted: planted.length,
    found: first.length,
    days,
    by: counted(found.flatMap((each) => [...new Set(each.map((one) => one.kind))])),
  }
}

const counted = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return new Map([...counts].toSorted(([, one], [, other]) => other - one))
}
