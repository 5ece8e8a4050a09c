import type { Work } from '../../../platform/request.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { atExactly, type Recorded, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { openForNews } from '../../cases/index.ts'
import type { Exposure } from '../model/children.ts'
import type { IncidentInput } from '../model/incident.ts'
import { addIncident } from '../store/incidents.ts'
import { keepExposures, withChildren } from './children.ts'

export const recordIncident = async (
  services: Services,
  work: Work,
  caseId: string,
  input: IncidentInput,
  children: readonly Exposure[] = [],
): Promise<Recorded> => {
  const { happened, toldBy, what, details, mark, sourceAgency, seenBy, acts } = input
  const body = bodyOf(work.actor.agencyKind)
  await openForNews(services, work, caseId, 'Incident')
  const recorded = await record(services, work, {
    caseId,
    type: 'incidents.recorded',
    happened,
    knownAt: work.now,
    body,
    toldBy,
    what,
    details: { ...details, ...(await withChildren(services, work, caseId, happened, children)) },
  })
  await addIncident(work.tx, { caseId, entryId: recorded.entryId, mark, sourceAgency, seenBy }, acts)
  await keepExposures(work, caseId, recorded.entryId, children)
  return recorded
}

/** Anyone on the case may ask for both reviews (TP-13). */
export const raiseTrigger = async (
  services: Services,
  work: Work,
  caseId: string,
  { reason, what }: { reason: string; what: string },
): Promise<Recorded> => {
  await openForNews(services, work, caseId, reason)
  return record(services, work, {
    caseId,
    type: 'incidents.trigger-raised',
    happened: atExactly(work.now),
    knownAt: work.now,
    body: bodyOf(work.actor.agencyKind),
    toldBy: null,
    what,
    details: { reason, ...(reason === 'A weapon' && { weapon: true }) },
  })
}
