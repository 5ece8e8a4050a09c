import type { Work } from '../../platform/request.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { atExactly, type Recorded, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import type { IncidentInput } from './model.ts'
import { addIncident } from './store.ts'

export const recordIncident = async (
  services: Services,
  work: Work,
  caseId: string,
  input: IncidentInput,
): Promise<Recorded> => {
  const { happened, toldBy, what, details, mark, sourceAgency, seenBy, acts } = input
  const body = bodyOf(work.actor.agencyKind)
  const recorded = await record(services, work, {
    caseId,
    type: 'incidents.recorded',
    happened,
    knownAt: work.now,
    body,
    toldBy,
    what,
    details,
  })
  await addIncident(work.tx, { caseId, entryId: recorded.entryId, mark, sourceAgency, seenBy }, acts)
  return recorded
}

/** Anyone on the case may ask for both reviews (TP-13). */
export const raiseTrigger = (
  services: Services,
  work: Work,
  caseId: string,
  { reason, what }: { reason: string; what: string },
): Promise<Recorded> =>
  record(services, work, {
    caseId,
    type: 'incidents.trigger-raised',
    happened: atExactly(work.now),
    knownAt: work.now,
    body: bodyOf(work.actor.agencyKind),
    toldBy: null,
    what,
    details: { reason, ...(reason === 'A weapon' && { weapon: true }) },
  })
