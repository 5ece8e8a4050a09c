import { z } from 'zod'
import { type Held, highestAt } from '../../rules/derive-case.ts'
import type { Grade } from '../../rules/entry.ts'
import { isEntryType, labelOf } from '../../rules/entry-types.ts'
import { abuse, suspectDealtWith, told, wordOfAbuse } from '../../rules/kinds.ts'

export const ranges = ['4-weeks', '6-months', 'all'] as const
export type Range = (typeof ranges)[number]
export const rangeForm = z.object({ range: z.enum(ranges).catch('4-weeks') })

const aDay = 86_400_000
const daysBack: Record<Exclude<Range, 'all'>, number> = { '4-weeks': 28, '6-months': 183 }

/** From when the picture starts and where it ends: a little ahead of now, so that what is due next is seen. */
export const spanOf = (range: Range, first: Date, now: Date): { from: Date; to: Date } => {
  const from =
    range === 'all'
      ? new Date(Math.min(first.getTime(), now.getTime() - aDay))
      : new Date(now.getTime() - daysBack[range] * aDay)
  return { from, to: new Date(now.getTime() + (now.getTime() - from.getTime()) / 8) }
}

export type MarkKind = 'harm' | 'justice' | 'contact' | 'other'
const groups: { kind: MarkKind; types: string[] }[] = [
  { kind: 'harm', types: [...abuse, ...wordOfAbuse] },
  { kind: 'justice', types: suspectDealtWith },
  { kind: 'contact', types: told },
]

/** Which of four marks an entry has. */
export const markOf = (type: string): MarkKind => {
  const named = groups.find(({ types }) => types.includes(type))
  if (named) return named.kind
  return /^(justice|orders)\./.test(type) ? 'justice' : 'other'
}

/** What a person reads for an entry; a type that a later version wrote shows its own name. */
export const entryText = (type: string): string => (isEntryType(type) ? labelOf(type) : type)

export type Level = { at: Date; level: Grade | null }

/** The highest level that any agency held for anybody, from the opening on: a change each time that it moved (RULES 4.1). */
export const levelsBetween = (
  decided: readonly Held[],
  openedAt: Date,
  { from, to }: { from: Date; to: Date },
): Level[] => {
  const start = from > openedAt ? from : openedAt
  const moments = [start, ...decided.map(({ at }) => at).filter((at) => at > start && at <= to)]
  const levels = moments.map((at) => ({ at, level: highestAt(decided, at) }))
  return levels.filter(({ level }, index) => index === 0 || level !== levels[index - 1]?.level)
}
