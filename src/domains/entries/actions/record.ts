import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
import { type Details, detailsSchema } from '../../../rules/entry.ts'
import { type EntryType, isEntryType, labelOf } from '../../../rules/entry-types.ts'
import { type NewEntry, type Recorded, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { openForNews, openForWhatIsOwed } from '../../cases/index.ts'
import { askForOtherWays } from '../../safe-contact/index.ts'
import { planFor, type Said } from '../model/condition-plan.ts'
import type { ConditionInput } from '../model/conditions.ts'
import type { EntryInput } from '../model/entry-input.ts'
import { addConditions, addPoints, conditionsToReckon, type EntryRow, endConditions } from '../store.ts'

type About = NonNullable<NewEntry['about']>
type To = Pick<Said, 'ending' | 'keeps'> & { caseId: string; type: EntryType; about?: About | undefined }
type Input = Omit<EntryInput, 'conditions'> & {
  conditions: readonly (ConditionInput & { replacesId?: string | null })[]
}

/** Records what happened, and with it the conditions that it sets and the protections that it ends. */
export const recordEntry = async (
  services: Services,
  work: Work,
  { caseId, type, about, ending, keeps }: To,
  { conditions, points, ...entry }: Input,
): Promise<Recorded> => {
  const { tx, now, actor } = work
  const { suspectId, details, happened } = entry
  if (!about) await openForNews(services, work, caseId, labelOf(type))
  const endsOn = details.endsOn ?? null
  const said = { type, about, suspectId, conditions, endsOn, ending, keeps, order: details.about }
  // What held on the day itself counts, also where somebody enters it late.
  const day = [londonDay(happened.from), londonDay(now)].sort()[0] ?? londonDay(now)
  const plan = planFor(
    { ...said, neverHappened: details.neverHappened === true },
    await conditionsToReckon(tx, caseId),
    day,
  )
  const recorded = await record(services, work, {
    ...entry,
    caseId,
    type,
    about,
    details: withEnding(details, type, plan.ends),
  })
  const ids = plan.ends.map(({ id }) => id)
  await endConditions(tx, { caseId, ids, entryId: recorded.entryId, at: now, why: plan.why })
  // A term that is added to an order goes with the order.
  const factId = type === 'orders.varied' ? (details.about ?? recorded.factId) : recorded.factId
  await addConditions(tx, { caseId, ...recorded, factId, by: actor.id, at: now, untilOn: endsOn }, plan.adds)
  await addPoints(tx, caseId, recorded.entryId, points)
  if (about) await openForWhatIsOwed(services, work, caseId, labelOf(type))
  await askForOtherWays(services, work, caseId)
  return recorded
}

/** Only an end says what it took away; a change says what now holds. */
const withEnding = (details: Details, type: EntryType, ending: readonly { kind: string }[]): Details =>
  ending.length > 0 && ['justice.bail-cancelled', 'justice.case-stopped', 'orders.ended'].includes(type)
    ? { ...details, protectionsEnding: [...new Set(ending.map(({ kind }) => kind))] }
    : details

/** A fact as it stands after its last correction: what a confirmation repeats, and a correction starts from. */
export const currentOf = (entries: readonly EntryRow[]): EntryRow | undefined =>
  [...entries].sort((a, b) => a.position - b.position).findLast(({ relation }) => relation !== 'confirms') ?? entries[0]

export const detailsOf = ({ details }: Pick<EntryRow, 'details'>): Details => detailsSchema.catch({}).parse(details)

type Heard = Pick<NewEntry, 'knownAt' | 'receivedAt' | 'toldBy' | 'what' | 'body'>

/** Somebody else knows it too: a time of their own, and no second call (S-01). */
export const confirmEntry = (services: Services, work: Work, fact: EntryRow, heard: Heard): Promise<Recorded> => {
  if (!isEntryType(fact.type)) throw new TypeError(`${fact.type} is not an entry that this version knows`)
  const precision = (['minute', 'day', 'month', 'year'] as const).find((each) => each === fact.precision) ?? 'minute'
  return record(services, work, {
    ...heard,
    caseId: fact.caseId,
    type: fact.type,
    about: { factId: fact.factId, relation: 'confirms' },
    suspectId: fact.suspectId,
    happened: { from: fact.happenedFrom, until: fact.happenedUntil, precision },
    details: {},
  })
}
