import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { root } from '../../platform/settings.ts'
import type { Chance } from './chance.ts'

export type Home = { sector: number; street: number; house: number }
export type Someone = { first: number; surname: string; home: Home; phone: number; employer: number | null }
export type Staff = Someone & {
  id: number
  agency: number
  role: string
  team: number
  boss: number | null
  pattern: 'office' | 'shifts'
  /** Where the four days on, four days off begin. */
  turn: number
  startsOn: number
  leavesOn: number | null
  noticeOn: number | null
  /** Whether the address of this person is known to the check. */
  gaveAddress: boolean
}
export type Case = {
  id: number
  team: number
  lead: number
  opens: number
  closes: number
  people: Someone[]
  isPublic: boolean
}
export type World = {
  staff: Staff[]
  teams: number[][]
  areas: number[][]
  cases: Case[]
  casesOf: Case[][]
  share: Map<string, number>
}
export type Size = { seed: number; staff: number; looks: number; abusers: number }

const row = z.object({ surname: z.string(), people: z.coerce.number() })
const surnames = (): z.infer<typeof row>[] =>
  z.array(row).parse(parse(readFileSync(path.join(root, 'data/surnames.csv')), { columns: true }))

// Of 2,000 people: how many are in each agency, and whether they work shifts round the clock.
const agencies = [
  { role: 'first-responder', of2000: 500, pattern: 'shifts' },
  { role: 'investigating-officer', of2000: 340, pattern: 'office' },
  { role: 'abuse-specialist', of2000: 120, pattern: 'shifts' },
  { role: 'idva', of2000: 240, pattern: 'office' },
  { role: 'witness-care-officer', of2000: 140, pattern: 'office' },
  { role: 'victim-liaison-officer', of2000: 160, pattern: 'office' },
  { role: 'social-worker', of2000: 260, pattern: 'office' },
  { role: 'housing-officer', of2000: 240, pattern: 'office' },
] as const
// The first three are one police force: its staff share an employer.
const employerOf = (agency: number): number => Math.max(0, agency - 2)

const sectors = 260
const [streetsInSector, housesInStreet] = [40, 75]
const openEach = 9
const meanDays = 75

export const worldOf = (chance: Chance, size: Size): World => {
  const names = surnames()
  const total = names.reduce((sum, { people }) => sum + people, 0)
  const share = new Map(names.map(({ surname, people }) => [surname, (people / total) * 10_000]))
  const surname = chance.weighted(
    names.map((each) => each.surname),
    names.map(({ people }) => people),
  )
  const homeIn = (sector: number): Home => ({
    ...{ sector, street: chance.whole(1, streetsInSector) },
    house: chance.whole(1, housesInStreet),
  })
  const someone = (sector: number): Someone => ({
    ...{ first: chance.whole(1, 400), surname: surname(), home: homeIn(sector) },
    ...{ phone: chance.whole(1, 1e9), employer: null },
  })
  const { staff, teams, areas } = staffOf(chance, size, someone)
  const cases = casesFor(chance, staff, areas, someone)
  const casesOf: Case[][] = staff.map(() => [])
  for (const each of cases) casesOf[each.lead]?.push(each)
  return { staff, teams, areas, cases, casesOf, share }
}

type MakeSomeone = (sector: number) => Someone

const staffOf = (chance: Chance, size: Size, someone: MakeSomeone) => {
  const staff: Staff[] = []
  const teams: number[][] = []
  const areas: number[][] = []
  agencies.forEach(({ role, of2000, pattern }, agency) => {
    const many = Math.round((of2000 / 2000) * size.staff)
    for (let done = 0; done < many; ) {
      const inTeam = Math.min(many - done, chance.whole(8, 14))
      const centre = chance.whole(0, sectors - 1)
      const area = Array.from({ length: 30 }, (_, index) => (centre + index) % sectors)
      const members: number[] = []
      for (let index = 0; index < inTeam; index++) {
        const id = staff.length
        const boss = index === 0 ? null : (members[0] ?? null)
        const lives = chance.isSo(0.5) ? chance.oneOf(area) : chance.whole(0, sectors - 1)
        const comesAndGoes = tenure(chance)
        staff.push({
          ...{ ...someone(lives), employer: employerOf(agency) },
          ...{ id, agency, role: index === 0 ? `${role}-supervisor` : role, team: teams.length, boss, pattern },
          ...{ turn: chance.whole(0, 7), gaveAddress: chance.isSo(0.8), ...comesAndGoes },
        })
        members.push(id)
      }
      teams.push(members)
      areas.push(area)
      done += inTeam
    }
  })
  return { staff, teams, areas }
}

/** One in twenty starts in the year, one in twelve leaves with some weeks' notice. */
const tenure = (chance: Chance) => {
  if (chance.isSo(0.05)) return { startsOn: chance.whole(10, 300), leavesOn: null, noticeOn: null }
  if (!chance.isSo(0.08)) return { startsOn: -1000, leavesOn: null, noticeOn: null }
  const leavesOn = chance.whole(60, 364)
  return { startsOn: -1000, leavesOn, noticeOn: leavesOn - chance.whole(20, 60) }
}

const casesFor = (
  chance: Chance,
  staff: readonly Staff[],
  areas: readonly number[][],
  someone: MakeSomeone,
): Case[] => {
  const cases: Case[] = []
  for (const { id, team, startsOn, leavesOn } of staff) {
    let opens = Math.max(-meanDays, startsOn)
    const every = meanDays / openEach
    while (opens < (leavesOn ?? 365)) {
      const area = areas[team] ?? []
      const sector = chance.oneOf(area)
      const harmed = someone(sector)
      const other = chance.isSo(0.6) ? { ...someone(sector), home: harmed.home } : someone(chance.oneOf(area))
      if (chance.isSo(0.3)) other.surname = harmed.surname
      for (const each of [harmed, other]) if (chance.isSo(0.004)) each.employer = chance.whole(0, 5)
      const lasts = Math.ceil(-Math.log(1 - chance.next()) * meanDays)
      const closes = Math.min(opens + lasts, opens + 400)
      cases.push({ id: cases.length, team, lead: id, opens, closes, people: [harmed, other], isPublic: false })
      opens += Math.max(1, Math.ceil(-Math.log(1 - chance.next()) * every))
    }
  }
  for (let index = 0; index < 6; index++) chance.oneOf(cases).isPublic = true
  return cases
}
