import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../platform/db.ts'
import { calendarIn } from './calendar-in.ts'
import { addDays, addMonths, startOfDay } from './days.ts'
import type { Due } from './deadline.ts'
import { derive } from './derive.ts'
import type { Duty } from './duty.ts'
import { bodies, detailsSchema, type Entry, type Grade, grades } from './entry.ts'
import { isEntryType } from './entry-types.ts'
import type { Facts } from './facts.ts'
import { policyIn } from './policy-in.ts'
import type { Services } from './services.ts'

const moment = z.coerce.date()
const historySchema = z.object({
  entries: z.array(
    z.object({
      id: z.uuid(),
      factId: z.uuid(),
      position: z.int(),
      relation: z.enum(['starts', 'confirms', 'corrects']),
      type: z.string().refine(isEntryType),
      suspectId: z.uuid().nullable(),
      from: moment,
      until: moment,
      knownAt: moment,
      receivedAt: moment.nullable(),
      enteredAt: moment,
      enteredBy: z.uuid().nullable(),
      by: z.enum(bodies),
      details: detailsSchema,
    }),
  ),
  levels: z.array(z.object({ agencyId: z.uuid(), personId: z.uuid(), level: z.enum(grades), at: moment })),
  victims: z.array(z.uuid()),
  leads: z.object({
    risk: z.uuid().nullable(),
    plan: z.uuid().nullable(),
    contact: z.uuid().nullable(),
    separatedOn: z.iso.date().nullable(),
    openedAt: moment,
  }),
  holders: z.record(z.string(), z.uuid()),
  owners: z.record(z.string(), z.uuid()),
})
type History = z.infer<typeof historySchema>

/** Derives every duty of one case from its whole history, and writes what changed. Idempotent: running it twice changes nothing. */
export const deriveCase = async (services: Services, tx: Tx, caseId: string, at: Date): Promise<Duty[]> => {
  const { rows } = await sql<{ history: unknown }>`select history_of(${caseId}) as history`.execute(tx)
  const history = historySchema.parse(rows[0]?.history)
  const policy = await policyIn(services, tx, at)
  const facts = factsFrom(history, policy.postSeparationMonths)
  const { rules } = services
  const calendar = await calendarIn(services, tx)
  const duties = derive({ history: history.entries.map(entryFrom), facts, rules, policy, calendar })
  const placed = duties.map((duty) => rowOf(duty, history, typesOf(history)))
  await sql`select place_duties(${caseId}, ${at}, ${JSON.stringify(placed)}::jsonb)`.execute(tx)
  return duties
}

const typesOf = ({ entries }: History) => new Map(entries.map(({ id, type }) => [id, type]))

// Accounts are not given to the engine: in a live case nothing hangs on words, only on what was ticked.
const entryFrom = ({ from, until, knownAt, enteredAt, enteredBy: _, ...entry }: History['entries'][number]): Entry => ({
  ...entry,
  what: null,
  happenedAt: { earliest: from, latest: until },
  knownAt: { earliest: knownAt, latest: knownAt },
  receivedAt: entry.receivedAt && { earliest: entry.receivedAt, latest: entry.receivedAt },
  enteredAt: { earliest: enteredAt, latest: enteredAt },
})

export type Held = { agencyId: string; personId: string; level: Grade; at: Date }
/** The highest of what each agency's own level for each person was at that time (RULES 4.1). Levels come in the order of time. */
export const highestAt = (levels: readonly Held[], at: Date): Grade | null => {
  const current = new Map(
    levels.filter((each) => each.at <= at).map(({ agencyId, personId, level }) => [`${agencyId} ${personId}`, level]),
  )
  return [...grades].reverse().find((grade) => [...current.values()].includes(grade)) ?? null
}

const factsFrom = ({ entries, levels, leads, victims, holders }: History, postSeparationMonths: number): Facts => {
  const byRole = { 'risk lead': leads.risk, 'plan lead': leads.plan, 'contact lead': leads.contact }
  return {
    gradeAt: (at) => highestAt(levels, at),
    // Domestic abuse carries the enhanced rights, and nobody here switches them off (RULES 2).
    isEnhancedAt: () => true,
    ownerOf: (role) => byRole[role],
    personAt: (body) => holders[body] ?? null,
    recorderOf: (entryId) => entries.find(({ id }) => id === entryId)?.enteredBy ?? null,
    toBeTold: victims,
    postSeparationUntil: leads.separatedOn
      ? startOfDay(addDays(addMonths(leads.separatedOn, postSeparationMonths), 1))
      : null,
  }
}

const exactOrLatest = (due: Due): Date | null => {
  if (due === null || 'unknown' in due) return null
  return 'at' in due ? due.at : due.between[0]
}
const unknownOf = ({ statutoryDue, safetyDue }: Duty): string | null => {
  for (const due of [safetyDue, statutoryDue]) {
    if (due && 'unknown' in due) return due.unknown
    if (due && 'between' in due) return 'The time is not known exactly: the earliest is shown'
  }
  return null
}

/** An open duty stays with the person who has it: it moves by handover, not by a new entry. */
const rowOf = (duty: Duty, { owners, leads }: History, types: Map<string, string>) => ({
  key: duty.key,
  code: duty.code,
  ruleId: duty.ruleId,
  ruleVersion: duty.ruleVersion,
  factId: duty.factId,
  becauseId: duty.becauseId,
  occurrence: duty.occurrence,
  personId: duty.personId,
  holder: duty.holder,
  ownedBy: duty.ownedBy,
  ownerId: owners[duty.key] ?? duty.ownerId ?? leads.contact ?? leads.risk,
  task: duty.task,
  raisedAt: duty.raisedAt.earliest,
  statutoryDueAt: exactOrLatest(duty.statutoryDue),
  safetyDueAt: exactOrLatest(duty.safetyDue),
  dueUnknown: unknownOf(duty),
  certain: duty.certain,
  quotes: duty.quotes,
  reasons: duty.reasons,
  notes: duty.notes,
  appliedEarly: duty.why.appliedEarly,
  state: duty.state,
  outcome: duty.metById ? outcomeOf(types.get(duty.metById)) : null,
  metById: duty.metById,
  supersededById: duty.supersededById,
})

const outcomeOf = (type: string | undefined): string => {
  if (type === 'duties.told') return 'told'
  if (type === 'duties.not-told-by-choice') return 'not told by choice'
  return type === 'duties.unable' ? 'unable' : 'done'
}
