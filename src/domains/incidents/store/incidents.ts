import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

type Incident = { caseId: string; entryId: string; mark: string; sourceAgency: string; seenBy: string | null }

export const addIncident = async (
  tx: Tx,
  incident: Incident,
  acts: readonly { code: string; onDay: string }[],
): Promise<void> => {
  await tx.insertInto('incident').values(incident).execute()
  if (acts.length === 0) return
  const { caseId, entryId } = incident
  await tx
    .insertInto('behaviour')
    .values(acts.map((act) => ({ ...act, caseId, entryId })))
    .execute()
}

const abuseTypes = [
  'incidents.recorded',
  'incidents.crime-recorded',
  'incidents.victim-reported',
  'incidents.third-party-reported',
  'incidents.disclosed',
  'incidents.concern-raised',
  'incidents.health-reported',
  'justice.breach-reported',
  'orders.breached',
  'incidents.trigger-raised',
]

export const incidentsOf = (tx: Tx, caseId: string, limit: number, offset: number) =>
  tx
    .selectFrom('entry as e')
    .leftJoin('incident as i', 'i.entryId', 'e.id')
    .select([
      'e.id',
      'e.type',
      'e.happenedFrom',
      'e.precision',
      'e.what',
      'e.details',
      'e.body',
      'i.mark',
      'i.sourceAgency',
      'i.seenBy',
    ])
    .select(
      sql<
        string[]
      >`array(select b.code from behaviour b where b.case_id = e.case_id and b.entry_id = e.id order by b.code)`.as(
        'codes',
      ),
    )
    .where('e.caseId', '=', caseId)
    .where('e.type', 'in', abuseTypes)
    .where('e.relation', '=', 'starts')
    .orderBy('e.happenedFrom', 'desc')
    .orderBy('e.position', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
export type IncidentRow = Awaited<ReturnType<typeof incidentsOf>>[number]

export const countIncidents = async (tx: Tx, caseId: string): Promise<number> => {
  const counted = await tx
    .selectFrom('entry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('caseId', '=', caseId)
    .where('type', 'in', abuseTypes)
    .where('relation', '=', 'starts')
    .executeTakeFirstOrThrow()
  return Number(counted.count)
}

/** Every act of the pattern with its day, and how often each code stands there. */
export const actsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('behaviour')
    .select(['code', 'onDay', 'entryId'])
    .where('caseId', '=', caseId)
    .orderBy('onDay')
    .orderBy('code')
    .execute()
