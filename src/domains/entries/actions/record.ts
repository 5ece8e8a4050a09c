import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
import { type Details, detailsSchema } from '../../../rules/entry.ts'
import { type EntryType, isEntryType } from '../../../rules/entry-types.ts'
import { type NewEntry, type Recorded, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { askForOtherWays } from '../../safe-contact/index.ts'
import { endingWith, isInForce } from '../model/conditions.ts'
import type { EntryInput } from '../model/entry-input.ts'
import { addConditions, addPoints, conditionsOf, type EntryRow, endConditions } from '../store.ts'

type About = NonNullable<NewEntry['about']>

/** Records what happened, and with it the conditions that it sets and the protections that it ends. */
export const recordEntry = async (
  services: Services,
  work: Work,
  { caseId, type, about }: { caseId: string; type: EntryType; about?: About | undefined },
  input: EntryInput,
): Promise<Recorded> => {
  const { tx, now, actor } = work
  const today = londonDay(now)
  const inForce = (await conditionsOf(tx, caseId)).filter((condition) => isInForce(condition, today))
  const ending = { type, suspectId: input.suspectId, about: input.details.about }
  const ends =
    about?.relation === 'corrects'
      ? { conditions: inForce.filter(({ factId }) => factId === about.factId), why: 'Set right' }
      : about
        ? { conditions: [], why: '' }
        : endingWith(ending, inForce)
  const { conditions, points, suspectId, details, ...entry } = input
  const recorded = await record(services, work, {
    ...entry,
    caseId,
    type,
    about,
    suspectId,
    details: withEnding(details, type, ends.conditions),
  })
  await endConditions(
    tx,
    caseId,
    ends.conditions.map(({ id }) => id),
    now,
    ends.why,
  )
  const set = { caseId, ...recorded, by: actor.id, at: now, untilOn: details.endsOn ?? null }
  if (about?.relation !== 'confirms' && !details.neverHappened) await addConditions(tx, set, conditions)
  await addPoints(tx, caseId, recorded.entryId, points)
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
