import { z } from 'zod'
import { allRules } from '../../src/all-rules.ts'
import { defaultPolicy } from '../../src/local-policy/values.ts'
import type { Db } from '../../src/platform/db.ts'
import { englandAndWales } from '../../src/rules/calendar.ts'
import { derive } from '../../src/rules/derive.ts'
import { bodies, detailsSchema, type Entry, exactly } from '../../src/rules/entry.ts'
import { isEntryType } from '../../src/rules/entry-types.ts'

const typeSchema = z.string().refine(isEntryType)

/** The keys of all duties that a case's entries raise, worked out from the rows alone, and the state of each. */
export const dutiesFrom = async (everything: Db, caseId: string): Promise<string[]> => {
  const rows = await everything
    .selectFrom('entry')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('position')
    .execute()
  const victims = await everything
    .selectFrom('party')
    .select('personId')
    .where('caseId', '=', caseId)
    .where('role', '=', 'victim')
    .execute()
  const history = rows.map(
    (row): Entry => ({
      ...{ id: row.id, factId: row.factId, position: row.position, type: typeSchema.parse(row.type), what: null },
      relation: z.enum(['starts', 'confirms', 'corrects']).parse(row.relation),
      happenedAt: { earliest: row.happenedFrom, latest: row.happenedUntil },
      ...{ knownAt: exactly(row.knownAt), enteredAt: exactly(row.enteredAt) },
      receivedAt: row.receivedAt && exactly(row.receivedAt),
      ...{ by: z.enum(bodies).parse(row.body), details: detailsSchema.parse(row.details) },
    }),
  )
  const facts = {
    ...{ gradeAt: () => null, isEnhancedAt: () => true, ownerOf: () => null, personAt: () => null },
    ...{ recorderOf: () => null, toBeTold: victims.map(({ personId }) => personId), postSeparationUntil: null },
  }
  return derive({ history, facts, rules: allRules, policy: defaultPolicy, calendar: englandAndWales })
    .map(({ key, state, raisedAt }) => line(key, state, raisedAt.earliest))
    .sort()
}

export const dutiesIn = async (everything: Db, caseId: string): Promise<string[]> => {
  const rows = await everything
    .selectFrom('duty')
    .select(['key', 'state', 'raisedAt'])
    .where('caseId', '=', caseId)
    .execute()
  return rows.map(({ key, state, raisedAt }) => line(key, state, raisedAt)).sort()
}

const line = (key: string, state: string, raisedAt: Date): string => `${key} ${state} ${raisedAt.toISOString()}`
