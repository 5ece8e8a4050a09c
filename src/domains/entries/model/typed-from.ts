import { dayText, timeText } from '../../../platform/times.ts'
import { detailsSchema } from '../../../rules/entry.ts'
import { type Condition, conditionSlug } from './conditions.ts'

type Fact = {
  happenedFrom: Date
  precision: string
  suspectId: string | null
  body: string
  toldBy: string | null
  details: unknown
}

/** What is stored, as the form shows it filled in: to correct a fact, or to change conditions that hold. */
export const typedFrom = ({
  fact,
  conditions,
}: {
  fact?: Fact
  conditions: readonly Pick<Condition, 'kind' | 'plain' | 'who' | 'place'>[]
}): Record<string, string | undefined> => ({
  ...(fact && whenAndWho(fact)),
  ...Object.fromEntries(
    conditions.flatMap(({ kind, plain, who, place }) => {
      const slug = conditionSlug(kind)
      return [
        [`condition-${slug}`, 'yes'],
        [`plain-${slug}`, plain],
        [`about-${slug}`, who ?? place ?? undefined],
      ]
    }),
  ),
})

const whenAndWho = ({
  happenedFrom,
  precision,
  suspectId,
  body,
  toldBy,
  details,
}: Fact): Record<string, string | undefined> => ({
  day: dayText(happenedFrom),
  time: precision === 'minute' ? timeText(happenedFrom) : '',
  exact: precision === 'month' || precision === 'year' ? precision : 'as written',
  suspect: suspectId ?? undefined,
  body,
  toldBy: toldBy ?? undefined,
  ...typedDetails(details),
})

const typedDetails = (stored: unknown): Record<string, string | undefined> => {
  const { about, ...details } = detailsSchema.catch({}).parse(stored)
  const written = Object.entries(details).flatMap(([name, value]) => {
    if (value === undefined || Array.isArray(value)) return []
    return [[name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]]
  })
  return { ...Object.fromEntries(written), order: about }
}
