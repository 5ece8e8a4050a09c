import { z } from 'zod'
import { addMonths, londonDay, startOfDay } from '../../../rules/days.ts'
import { detailsSchema, type Grade, grades } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { type SignFound, signs, triggers } from '../../risk/index.ts'
import { factors, type Item } from './menu.ts'

/** Something found that an item of the menu may answer: which, in words, from when, and where it can be read. */
export type Found = { factor: string; words: string; at: Date; from: string; href: string }

/** How far back a change still asks for something. */
export const monthsBack = 6

const flagged: readonly EntryType[] = ['incidents.recorded', 'risk.assessed', 'risk.regraded', 'risk.reviewed']
/** The opening of a case is no change in it. */
const kindsOf = (on: readonly EntryType[]): EntryType[] => on.filter((type) => type !== 'cases.opened')
/** The kinds of entry that are read for what has changed, and for what was ticked with them. */
export const typesRead: EntryType[] = [...new Set([...triggers.flatMap(({ on }) => kindsOf(on)), ...flagged])]

type Read = { id: string; caseId: string; type: string; label: string; happenedFrom: Date; details: unknown }

/** What was found: in the newest assessments first; then what was ticked elsewhere; then what has changed. */
export const foundIn = (
  assessed: readonly SignFound[],
  entries: readonly Read[],
  { caseId, now }: { caseId: string; now: Date },
): Found[] => {
  const inAnswers = assessed.map(
    ({ factor, words, at, assessmentId, title, by }): Found => ({
      ...{
        factor,
        words,
        at,
        from: `${title}, ${by}`,
        href: `/cases/${caseId}/risk${assessmentId ? `/assessments/${assessmentId}` : ''}`,
      },
    }),
  )
  const since = startOfDay(addMonths(londonDay(now), -monthsBack))
  const recent = entries
    .filter(({ happenedFrom }) => happenedFrom >= since && happenedFrom <= now)
    .toSorted((a, b) => b.happenedFrom.getTime() - a.happenedFrom.getTime())
    .map((entry) => ({ ...entry, parsed: detailsSchema.catch({}).parse(entry.details) }))
    .filter(({ parsed }) => !parsed.neverHappened)
  const linked = ({ id, label, happenedFrom }: Read) => ({
    ...{ at: happenedFrom, from: label, href: `/cases/${caseId}/entries/${id}` },
  })
  const ticked = signs.flatMap((sign): Found[] => {
    const factor = `sign:${sign}`
    const entry = recent.find(({ type, parsed }) => flagged.some((each) => each === type) && parsed[sign] === true)
    if (!entry || inAnswers.some((each) => each.factor === factor)) return []
    return [{ factor, words: `${factors.get(factor) ?? sign}: ticked`, ...linked(entry) }]
  })
  const changed = triggers.flatMap(({ slug, on, when = [] }): Found[] => {
    const entry = recent.find(
      ({ type, parsed }) =>
        kindsOf(on).some((each) => each === type) &&
        when.every((one) => one.is !== 'detail' || one.oneOf.some((value) => value === (parsed[one.name] ?? null))),
    )
    const factor = `trigger:${slug}`
    return entry ? [{ factor, words: factors.get(factor) ?? slug, ...linked(entry) }] : []
  })
  return [...inAnswers, ...ticked, ...changed]
}

export type Chosen = { item: string | null; insteadOf: string | null; state: string }
export type SetAside = { item: string; atLevel: string; decidedAt: Date }
export type Suggestion = { item: Item; isLeast: boolean; found: readonly Found[]; isForLevel: boolean }

const gradeOf = (level: string): Grade => grades.find((grade) => grade === level) ?? 'standard'
/** Set aside at this level or a higher one: at a higher level than then it is asked again. */
export const isSetAside = (item: string, asides: readonly SetAside[], level: Grade): boolean =>
  asides.some((each) => each.item === item && grades.indexOf(gradeOf(each.atLevel)) >= grades.indexOf(level))

/** Answered: chosen and not stopped, or something else stands in for it. */
export const isAnswered = (item: string, chosen: readonly Chosen[]): boolean =>
  chosen.some((each) => each.state !== 'stopped' && (each.item === item || each.insteadOf === item))

type Case = { level: Grade; found: readonly Found[]; chosen: readonly Chosen[]; asides: readonly SetAside[] }

/**
 * What of the menu fits this case and is not answered yet, with why. It only shows: nothing is chosen by it, and no count
 * leaves anything out (INV-31).
 */
export const suggestionsFor = (items: readonly Item[], { level, found, chosen, asides }: Case): Suggestion[] =>
  items
    .map((item) => ({
      item,
      isLeast: item.least.includes(level),
      isForLevel: item.levels.includes(level),
      found: found.filter(({ factor }) => item.answers.includes(factor)),
    }))
    .filter(({ item, isForLevel, found: why }) => {
      if (isAnswered(item.code, chosen)) return false
      return (isForLevel || why.length > 0) && !isSetAside(item.code, asides, level)
    })
    .toSorted((a, b) => Number(b.isLeast) - Number(a.isLeast) || b.found.length - a.found.length)

/**
 * What is kept with a choice of why the menu named it then: the pages on which it stands, and none of their words, for
 * whoever sees to one thing is not thereby shown what was asked and answered.
 */
const because = z.object({ level: z.string(), found: z.array(z.string()) })
export const becauseStored = (stored: unknown) => because.catch({ level: '', found: [] }).parse(stored)
export const becauseOf = (level: Grade | null, found: readonly Found[]): z.infer<typeof because> => ({
  level: level ?? 'no level yet, treated as high',
  found: [...new Set(found.map(({ href }) => href))],
})
