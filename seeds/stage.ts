import { asHolderOf, type Work } from '../src/platform/request.ts'
import type { Services } from '../src/rules/services.ts'
import type { StoryClock } from './clock.ts'
import type { AgencyKey } from './partnership.ts'
import type { Dice } from './random.ts'
import type { Player, Staff } from './staff.ts'

/** What a story is told with: who is there, chance, names, and the time. */
export type Stage = Staff & { services: Services; dice: Dice; clock: StoryClock; newName: () => string }

/** A case of a story, with the one who opened it. */
export type Plot = {
  caseId: string
  victimId: string
  perpetratorId: string | null
  opener: Player
  victimName: string
  perpetratorName: string | null
}

/** A person does something at a time in the past, in a transaction of their own, as their own request would. */
export const as = <Result>(
  { services }: Stage,
  player: Player,
  at: Date,
  act: (work: Work) => Promise<Result>,
): Promise<Result> =>
  asHolderOf(services.db, player.token, at, (work) => {
    if (!work) throw new Error(`${player.name} is not signed in`)
    return act(work)
  })

export const called = ({ players }: Staff, name: string): Player => {
  const found = players.find((player) => player.name === name)
  if (!found) throw new Error(`Nobody is called ${name}`)
  return found
}

/** Somebody of that agency in one of these roles. */
export const someone = ({ players, dice }: Stage, agency: AgencyKey, ...roles: readonly string[]): Player =>
  dice.pick(players.filter((player) => player.agency === agency && roles.includes(player.role)))

export const idva = (stage: Stage): Player => someone(stage, 'advocacy', 'idva')
export const officer = (stage: Stage): Player => someone(stage, 'police', 'investigating-officer')
export const responder = (stage: Stage): Player => someone(stage, 'police', 'first-responder')
export const witnessCare = (stage: Stage): Player => someone(stage, 'wcu', 'witness-care-officer')
