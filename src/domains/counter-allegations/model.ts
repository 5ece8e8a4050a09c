import { z } from 'zod'
import { text } from '../../platform/fields.ts'
import type { ExposureRow } from '../incidents/index.ts'
import type { LevelRow } from '../risk/index.ts'

export type Named = { id: string; name: string }
/** A case as one of two sides: whose it is, and who leads its contact. */
export type Side = { caseId: string; reference: string; harmed: Named; contact: string }
export type Report = { caseId: string; type: string; happenedFrom: Date; toldBy: string | null; isCounter: boolean }

/** Harm one way: what is reported, how dangerous it is held to be, and which children were part of it. */
export type Direction = {
  harmed: Named
  by: Named
  /** The harmed person's own case; null where there is none that the reader sees. */
  side: Side | null
  reports: Report[]
  levels: LevelRow[]
  children: ExposureRow[]
}
export type Pair = { here: Direction; there: Direction }

/** Who knows what to look for in a counter-allegation: the roles that may be asked to look at an opinion. */
export const specialists = ['abuse-specialist', 'police-supervisor'] as const
export const isSpecialist = (role: string): boolean => specialists.some((each) => each === role)

/** What an opinion weighs (S-05), with what each asks. */
export const factors = [
  { name: 'fear', label: 'Fear', hint: 'Who is afraid of whom, and of what' },
  { name: 'injuries', label: 'Injuries', hint: 'What they are, on whom, and which may come from defence' },
  { name: 'control', label: 'Control', hint: 'Who decides over money, movement, people, telephone' },
  { name: 'history', label: 'History', hint: 'What was reported before, each way, with dates' },
  { name: 'defence', label: 'Self-defence', hint: 'What speaks for it, and what against' },
] as const

const weighed = (say: string) => text(`${say} Write "not known" where it is so`, 2000)
export const opinionForm = z.object({
  otherCaseId: z.uuid('Select which case'),
  personId: z.union([z.uuid(), z.literal('nobody')], 'Select who, or that it cannot be said yet'),
  fear: weighed('Write who is afraid of whom.'),
  injuries: weighed('Write what the injuries say.'),
  control: weighed('Write who controls whom.'),
  history: weighed('Write the history each way.'),
  defence: weighed('Write what speaks for self-defence.'),
  reasons: text('Write the reasons for your opinion', 4000),
  reviewerId: z.uuid('Select the specialist who looks at it'),
})
export type OpinionForm = z.infer<typeof opinionForm>

export const reviewForm = z.object({
  agrees: z.enum(['yes', 'no'], 'Select whether you agree'),
  reasons: text('Write your reasons', 4000),
})
export type ReviewForm = z.infer<typeof reviewForm>
