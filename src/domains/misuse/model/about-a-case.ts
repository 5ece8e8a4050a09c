import type { Finding, Kind } from './kinds.ts'
import { type Limits, limits as usualLimits } from './limits.ts'
import { daysIn, hasNoPart, type Look, type Tie } from './look.ts'
import { type Answered, aDay, scan } from './scan.ts'

type Detector = {
  kind: Kind
  takes: (look: Look) => boolean
  within: number
  crosses: (recent: readonly Look[]) => boolean
}

const isTied = (look: Look, ...to: Tie[]): boolean => look.ties.some((tie) => to.includes(tie))
const isRefused = ({ kind }: Look): boolean => kind === 'fail'
const seen = (look: Look): boolean => !isRefused(look) && hasNoPart(look)
const isSame = (look: Look): boolean => isTied(look, 'address', 'phone', 'connection')
const span = (looks: readonly Look[]): number => (looks.at(-1)?.at ?? 0) - (looks[0]?.at ?? 0)

/** What may be worth a question about one person and one case. */
const detectors = (limits: Limits): Detector[] => [
  {
    kind: 'repeated looks',
    takes: seen,
    within: limits.comesBackWithinDays,
    crosses: (recent) => {
      const last = recent.at(-1)?.at ?? 0
      const lately = recent.filter(({ at }) => last - at <= limits.oftenWithinDays * aDay)
      const comesBack = daysIn(recent) >= limits.comesBackDays && span(recent) >= limits.comesBackOverDays * aDay
      return comesBack || daysIn(lately) >= limits.oftenDays
    },
  },
  {
    kind: 'same name',
    takes: (look) => seen(look) && isTied(look, 'surname'),
    within: limits.surnameWithinDays,
    crosses: (recent) => {
      const isRare = (recent.at(-1)?.surnameShare ?? 10_000) <= limits.rareSurnamePer10000
      return daysIn(recent) >= (isRare ? limits.rareSurnameDays : limits.commonSurnameDays)
    },
  },
  {
    kind: 'same address',
    takes: (look) => !isRefused(look) && isSame(look),
    within: 1,
    crosses: (recent) => recent.length >= limits.sameAddressLooks,
  },
  {
    kind: 'neighbour',
    takes: (look) => seen(look) && isTied(look, 'street', 'sector'),
    within: limits.nearWithinDays,
    crosses: (recent) => {
      const inStreet = recent.filter((look) => isTied(look, 'street'))
      return daysIn(inStreet) >= limits.streetDays || daysIn(recent) >= limits.sectorDays
    },
  },
  {
    kind: 'colleague',
    takes: (look) => seen(look) && isTied(look, 'employer'),
    within: limits.employerWithinDays,
    crosses: (recent) => daysIn(recent) >= limits.employerDays,
  },
  {
    kind: 'refused tries',
    takes: isRefused,
    within: limits.refusedWithinDays,
    crosses: (recent) => recent.length >= limits.refusedAtOneCase || recent.filter(isSame).length >= limits.refusedTied,
  },
]

/** All looks are of one person at one case, in their order. */
export const aboutACase = (
  looks: readonly Look[],
  answered: (kind: Kind, caseId: string | null) => Answered,
  limits: Limits = usualLimits,
): Finding[] => {
  const [first] = looks
  if (!first?.caseId) return []
  const { who, caseId } = first
  return detectors(limits).flatMap(({ kind, takes, within, crosses }) =>
    scan(looks.filter(takes), { within, crosses, answered: answered(kind, caseId) }).map((found) => ({
      ...{ who, kind, caseId },
      ...found,
    })),
  )
}
