import type { Finding, Kind } from './kinds.ts'
import { type Limits, limits as usualLimits } from './limits.ts'
import type { Look } from './look.ts'
import { isBrowsing } from './peers.ts'
import { type Answered, aDay, type Found, scan } from './scan.ts'

const kind = 'one case, many people'

/**
 * One case that draws many who have no part in it: one question for each of them. Where the person there is known to
 * the public, the first such look is enough. All looks are at one case, in order.
 */
export const aboutMany = (
  looks: readonly Look[],
  answered: (who: string, kind: Kind, caseId: string | null) => Answered,
  limits: Limits = usualLimits,
): Finding[] => {
  const opened = looks.filter(isBrowsing)
  const caseId = opened[0]?.caseId
  if (!caseId) return []
  const drawn = crowded(opened, limits)
  return [...Map.groupBy(opened, ({ who }) => who)].flatMap(([who, own]) =>
    foundOf(own, drawn.get(who), answered(who, kind, caseId), limits).map((found) => ({ who, kind, caseId, ...found })),
  )
}

const foundOf = (own: readonly Look[], drawnAt: number | undefined, answered: Answered, limits: Limits): Found[] => {
  const isKnown = (recent: readonly Look[]) =>
    recent.filter(({ isPublicFigure }) => isPublicFigure).length >= limits.publicFigureLooks
  const within = limits.crowdWithinDays
  if (drawnAt === undefined) return scan(own, { within, crosses: isKnown, answered })
  const firstKnown = own.find(({ isPublicFigure }) => isPublicFigure)?.at ?? drawnAt
  const raisedAt = Math.min(drawnAt, firstKnown)
  const until = answered(raisedAt)
  const looks = own.filter(({ at }) => raisedAt - at <= within * aDay && at <= until)
  const crosses = (recent: readonly Look[]) => isKnown(recent) || recent.length >= limits.crowdReturns
  const later = own.filter(({ at }) => at > until)
  return [{ raisedAt, looks }, ...scan(later, { within, crosses, answered })]
}

/** Who was part of a crowd, and since when: the first of them too, from the moment at which it was one. */
const crowded = (opened: readonly Look[], { crowdPeople, crowdWithinDays }: Limits): Map<string, number> => {
  const since = new Map<string, number>()
  opened.forEach((look, index) => {
    const recent = opened.slice(0, index + 1).filter(({ at }) => look.at - at <= crowdWithinDays * aDay)
    const people = new Set(recent.map(({ who }) => who))
    if (people.size < crowdPeople) return
    for (const who of people) if (!since.has(who)) since.set(who, look.at)
  })
  return since
}
