import { z } from 'zod'
import { dayText, readDay } from '../../../platform/times.ts'
import { addDays, addMonths } from '../../../rules/days.ts'
import { type Grade, grades } from '../../../rules/entry.ts'
import type { Policy } from '../../../rules/policy.ts'
import { harmIn, type RiskTo } from './answers.ts'

export type Level = {
  id: string
  agencyId: string
  personId: string
  level: Grade
  decidedAt: Date
  proposal: string | null
  nextReviewOn: string
}

export const isLower = (level: Grade, than: Grade): boolean => grades.indexOf(level) < grades.indexOf(than)
/** What counts now of one agency's levels for one person: the last decided; a proposal that waits does not. */
export const currentLevel = <Row extends Pick<Level, 'decidedAt' | 'proposal'>>(
  levels: readonly Row[],
): Row | undefined =>
  levels
    .filter(({ proposal }) => proposal === null || proposal === 'agreed')
    .reduce<Row | undefined>((latest, row) => (latest && latest.decidedAt >= row.decidedAt ? latest : row), undefined)

/** A lower level from high waits until a second person agrees (INV-27). */
export const needsSecond = (level: Grade, before: Grade | null): boolean => before === 'high' && isLower(level, before)

/** The last day on which this level is to be looked at again: one level sooner while a separation is recent (RULES 4.4). */
export const reviewBy = (level: Grade, today: string, separatedOn: string | null, policy: Policy): string => {
  const isRecent = separatedOn !== null && today <= addMonths(separatedOn, policy.postSeparationMonths)
  const paced = isRecent ? (grades[grades.indexOf(level) + 1] ?? 'high') : level
  const days = { high: policy.reviewDaysHigh, medium: policy.reviewDaysMedium, standard: policy.reviewDaysStandard }
  return addDays(today, days[paced])
}

export type LevelAbout = {
  now: Date
  victims: readonly string[]
  colleagues: readonly string[]
  separatedOn: string | null
  policy: Policy
  /** The level that the actor's agency holds for this person now. */
  before: (personId: string) => Grade | null
}
export type LevelInput = {
  personId: string
  level: Grade
  reasons: string
  victimView: string | null
  notAsked: string | null
  nextReviewOn: string
  /** The day of the next review, where it was chosen before the last day of this level. */
  soonerOn: string | null
  secondId: string | null
  score: number | null
  /** Who may come to harm, each thought of apart (RM-13). */
  riskTo: RiskTo
  flags: { threatToKill?: true; strangled?: true; firearm?: true; selfHarm?: true }
}
type Typed = Record<string, string | undefined>
type Issue = (field: string, message: string) => void

export const levelInput = (about: LevelAbout) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context): LevelInput => {
    const issue: Issue = (field, message) => context.addIssue({ code: 'custom', path: [field], message })
    const personId = about.victims.find((id) => id === typed.personId) ?? ''
    if (!personId) issue('personId', 'Select whose risk this is')
    const riskTo = harmIn(typed, issue)
    const level = grades.find((grade) => grade === typed.level) ?? 'high'
    if (level !== typed.level) issue('level', 'Select the level')
    const [view, notAsked] = [typed.victimView?.trim() || null, typed.notAsked?.trim() || null]
    const before = about.before(personId)
    const { nextReviewOn, isSooner } = reviewIn(typed, level, about, issue)
    if (!typed.reasons?.trim()) issue('reasons', 'Write the reasons for this level')
    if (!view && !notAsked) issue('victimView', 'Write the victim’s own view, or why they were not asked')
    if (before && isLower(level, before) && !view) issue('victimView', 'A lower level needs the victim’s own view')
    return {
      ...{ personId, level, reasons: typed.reasons?.trim() ?? '', victimView: view, notAsked },
      ...{ nextReviewOn, soonerOn: isSooner ? nextReviewOn : null },
      secondId: needsSecond(level, before) ? secondIn(typed, about, issue) : null,
      score: scoreIn(typed, issue),
      riskTo,
      flags: {
        ...(typed.threatToKill === 'yes' && { threatToKill: true }),
        ...(typed.strangled === 'yes' && { strangled: true }),
        ...(typed.firearm === 'yes' && { firearm: true }),
        ...(typed.selfHarm === 'yes' && { selfHarm: true }),
      },
    }
  })

const reviewIn = (
  { nextReviewOn = '' }: Typed,
  level: Grade,
  { now, separatedOn, policy }: LevelAbout,
  issue: Issue,
): { nextReviewOn: string; isSooner: boolean } => {
  const today = dayText(now)
  const latest = reviewBy(level, today, separatedOn, policy)
  if (nextReviewOn.trim() === '') return { nextReviewOn: latest, isSooner: false }
  const read = readDay(nextReviewOn, now)
  if ('problem' in read) issue('nextReviewOn', read.problem)
  else if (read.day < today) issue('nextReviewOn', 'The next review cannot lie behind us')
  else if (read.day > latest)
    issue('nextReviewOn', `At this level the next review is by ${latest}. Choose that day or an earlier one`)
  const day = 'day' in read ? read.day : latest
  return { nextReviewOn: day, isSooner: day < latest }
}

const secondIn = ({ secondId }: Typed, { colleagues }: LevelAbout, issue: Issue): string | null => {
  const found = colleagues.find((id) => id === secondId) ?? null
  if (!found) issue('secondId', 'From high, a second person must agree: select who')
  return found
}

const scoreIn = ({ score = '' }: Typed, issue: Issue): number | null => {
  if (score.trim() === '') return null
  if (/^\d{1,2}$/.test(score.trim()) && Number(score) <= 24) return Number(score)
  issue('score', 'Enter the number of "yes" answers, 0 to 24')
  return null
}

export const answerForm = z.object({ answer: z.enum(['agreed', 'not agreed'], 'Select whether you agree') })
export const levelNames: Record<Grade, string> = { standard: 'Standard', medium: 'Medium', high: 'High' }

const meanings: Record<Grade, string> = {
  standard: 'what is known does not make serious harm likely',
  medium: 'serious harm could follow if something changes',
  high: 'serious harm could come at any time',
}
/** The levels as a form offers them, the gravest first. */
export const levelChoices = grades
  .toReversed()
  .map((value) => ({ value, text: `${levelNames[value]}: ${meanings[value]}` }))
