import { z } from 'zod'
import { type Heading, isHeading } from './templates.ts'

export const standings = {
  adopted: 'In the plan',
  done: 'Done',
  later: 'Later',
  'not for me': 'Not for them',
} as const
export type Standing = keyof typeof standings
export const isStanding = (word: string): word is Standing => Object.hasOwn(standings, word)
export const standingCodes: Standing[] = Object.keys(standings).filter(isStanding)
/** What holds: the rest is kept so that nobody asks again. */
export const holds = ({ standing }: { standing: Standing }): boolean => standing === 'adopted' || standing === 'done'

export const keeps = {
  'not yet': 'No, it would be new',
  keep: 'Yes: keep it as it is',
  strengthen: 'Yes: make it stronger',
  change: 'Yes: change it',
} as const
/** Would it take away a sign by which they judge the danger, or be noticed? (SP-17) */
export const warnings = { no: 'No', yes: 'Yes', 'not sure': 'Not sure' } as const

/** One thought of a plan, as it is sealed (MODEL 14: SafetyPlan item). */
export const itemSchema = z.object({
  /** The prompt that it came from; null where it is their own. */
  code: z.string().nullable(),
  heading: z.string().refine(isHeading),
  title: z.string(),
  standing: z.enum(['adopted', 'done', 'later', 'not for me']),
  on: z.string(),
  agreedBy: z.string(),
  words: z.string().nullable(),
  keep: z.enum(['not yet', 'keep', 'strengthen', 'change']).nullable(),
  keepWhy: z.string().nullable(),
  warning: z.enum(['no', 'yes', 'not sure']).nullable(),
  decision: z.string().nullable(),
  whoKnows: z.string().nullable(),
})
export type ItemContent = z.infer<typeof itemSchema>

/** What was said at a step, as it is sealed; which of it is there depends on the step. */
export const stepSchema = z.object({
  circumstance: z.enum(['staying', 'leaving', 'separated', 'child']).optional(),
  shows: z.enum(['no', 'yes', 'not sure']).optional(),
  words: z.string().optional(),
  principles: z
    .record(z.string(), z.object({ answer: z.enum(['yes', 'not yet']), words: z.string().nullable() }))
    .optional(),
  agreedOn: z.string().optional(),
  with: z.string().optional(),
  copy: z.string().optional(),
  /** Why it is looked at again only after a day that may change things. */
  later: z.string().optional(),
  becomes: z.enum(['theirs', 'held', 'ended']).optional(),
  holder: z.string().optional(),
})
/** What becomes of a plan when its case closes (MODEL 5.1, 5.7). */
export const partings = {
  theirs: 'They keep it, and look after it themselves',
  held: 'Somebody else holds it with them from now on',
  ended: 'They wanted it ended',
} as const
export const partingCodes = ['theirs', 'held', 'ended'] as const
export type StepContent = z.infer<typeof stepSchema>

export type PlanState = 'drafting' | 'ready' | 'active' | 'reviewing' | 'paused' | 'archived'
export const stateWords: Record<PlanState, string> = {
  drafting: 'Being made',
  ready: 'Checked: to be agreed',
  active: 'Agreed, and in use',
  reviewing: 'Being looked at again',
  paused: 'Paused: they do not want a plan now',
  archived: 'Put away',
}
export const isState = (word: string): word is PlanState => Object.hasOwn(stateWords, word)
/** Neither paused nor put away. */
export const isUsed = ({ state }: { state: PlanState }): boolean => state !== 'paused' && state !== 'archived'
/** Whether items may be changed; what was agreed is opened first. */
export const isOpen = (state: PlanState): boolean => ['drafting', 'ready', 'reviewing'].includes(state)

export type Item = ItemContent & {
  id: string
  itemId: string
  version: number
  by: string
  agency: string
  at: Date
  replacedAt: Date | null
  /** Who thought of it, where it was not whoever wrote it down (SP-04). */
  offerId: string | null
  offeredBy: string | null
}

export const byHeading = (items: readonly Item[], heading: Heading): Item[] =>
  items.filter((item) => item.heading === heading)

/** Things to take are packed as they are named (P2-06 to P2-15); anything else of ours means nothing until they say what it is for them. */
const isToTake = ({ code, heading }: Item): boolean => code !== null && heading === 'going'

/** What stands in the way of the check (INV-30, CC-06, SP-13, SP-17): each, in words, with the item that it is about. */
export const missingIn = (items: readonly Item[]): { item: Item; problem: string }[] =>
  items.filter(holds).flatMap((item) => {
    const problems = problemsOf(item)
    return problems.length === 0 ? [] : [{ item, problem: problems.join('; ') }]
  })
const problemsOf = (item: Item): string[] => {
  const [isTaken, isStrength] = [isToTake(item), item.heading === 'strengths']
  const problems: string[] = []
  if (item.code !== null && item.words === null && !isTaken) problems.push('What exactly, and why it suits them')
  if (item.keep === null && !isTaken && !isStrength) problems.push('Whether they do something like it already')
  if (item.warning === null && !isStrength) problems.push('Would it take away a warning sign, or be noticed?')
  if (!isStrength && item.warning !== null && item.warning !== 'no' && !item.decision)
    problems.push('What they decided about it')
  return problems
}
/** Nothing but our own list, or nothing that they took, is no plan (CC-06). */
export const mayBeChecked = (items: readonly Item[]): boolean => items.some(holds) && missingIn(items).length === 0

/** The twelve principles by which a plan is looked at before it is agreed (SP-14 to SP-25, INV-30), as questions of our own. */
export const principles = {
  reduces: { source: 'SP-14', asks: 'Does each measure make further harm less likely?' },
  reflects: {
    source: 'SP-15',
    asks: 'Does it answer what the risk assessment found, and does the assessment know what was found here?',
  },
  builds: { source: 'SP-16', asks: 'Does it build on what they do already?' },
  signs: { source: 'SP-17', asks: 'Does it leave them the signs by which they judge the danger?' },
  recurs: {
    source: 'SP-18',
    asks: 'Do they know that it may happen again, and what is most dangerous for them and the children?',
  },
  acts: { source: 'SP-19', asks: 'Does it help them, and the children, to act for themselves?' },
  needs: { source: 'SP-20', asks: 'Is it about what they need, rather than what services or the other person need?' },
  widens: { source: 'SP-21', asks: 'Were all ways open talked about, staying at home among them?' },
  private: { source: 'SP-22', asks: 'Is it kept from the person who harms, on paper and on devices too?' },
  goesOn: { source: 'SP-23', asks: 'Is it clear when it is looked at again, and what would bring that forward?' },
  fits: { source: 'SP-24', asks: 'Does it fit how things stand: together, leaving, or apart?' },
  others: { source: 'SP-25', asks: 'Are others in it where that helps and is safe: housing, work, school?' },
} as const
export type Principle = keyof typeof principles
export const isPrinciple = (word: string): word is Principle => Object.hasOwn(principles, word)
export const principleCodes: Principle[] = Object.keys(principles).filter(isPrinciple)
