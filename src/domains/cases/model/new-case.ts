import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { optionalDay, optionalText, text, tick } from '../../../platform/fields.ts'
import { optionalAge, relationshipKinds } from '../../people/index.ts'

/** Letters and figures that are not mistaken for each other when read out over a radio. */
const clear = 'ACDEFGHJKLMNPQRTUVWXY34679'
/** A short name for a case that says nothing about it, as `WM-7K3Q-9D4H`. */
export const newReference = (): string => {
  const four = () => Array.from({ length: 4 }, () => clear[randomInt(clear.length)]).join('')
  return `WM-${four()}-${four()}`
}

/** The first step: who is looked for before a case is opened. */
export const searchForm = (now: Date) =>
  z.object({
    victimName: text('Enter the name of the person who is harmed, or what is known', 120),
    victimBornOn: optionalDay(now, 'The date of birth'),
    perpetratorName: optionalText(120),
    perpetratorBornOn: optionalDay(now, 'The date of birth'),
  })

export const newCaseForm = (now: Date) =>
  searchForm(now).extend({
    victimAgeAbout: optionalAge,
    perpetratorAgeAbout: optionalAge,
    relationship: z.enum(relationshipKinds, 'Select how the two are connected'),
    concern: text('Enter what has happened, in a sentence or two'),
    source: text('Enter who told you', 200),
    /** The id of a person known already, or "none". */
    victimKnown: z.string().optional(),
    perpetratorKnown: z.string().optional(),
    shareWithTeam: tick,
    /** The names that were looked for when this form was shown. */
    checkedVictim: z.string().optional(),
    checkedPerpetrator: z.string().optional(),
  })
type Answers = z.infer<ReturnType<typeof newCaseForm>>
type Asked =
  | 'victimName'
  | 'victimBornOn'
  | 'perpetratorName'
  | 'perpetratorBornOn'
  | 'relationship'
  | 'concern'
  | 'source'
export type NewCaseForm = Pick<Answers, Asked> & Partial<Omit<Answers, Asked>>
