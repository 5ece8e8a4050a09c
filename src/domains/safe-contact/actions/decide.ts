import type { Work } from '../../../platform/request.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { bookedFor, messagesOf } from '../../messages/index.ts'
import type { OtherWayForm } from '../model/forms.ts'
import { lockCase } from '../store/contact.ts'
import { decideOtherWay, type OtherWay, otherWayOf, sayWayChosen } from '../store/log.ts'
import { isSupervising } from './arrange.ts'

/** Whoever was asked, or another supervisor who sees the case. */
export const mayDecide = ({ actor }: Work, way: Pick<OtherWay, 'askedOf'>): boolean =>
  actor.id === way.askedOf || isSupervising(actor.role)

/**
 * Records the way that a supervisor chose, why, and when the call is booked all the same. Whoever has the duty hears of
 * it; police watch is a duty of its own (S-02). False: it was decided already.
 */
export const chooseOtherWay = async (
  services: Services,
  work: Work,
  way: OtherWay,
  form: OtherWayForm,
): Promise<boolean> => {
  const { tx, now, actor } = work
  // Two supervisors do not both answer it; and the case comes before what hangs on it, as everywhere.
  await lockCase(tx, way.caseId)
  const current = await otherWayOf(tx, way.caseId, way.id)
  if (!current || current.decidedAt) return false
  const messages = await messagesOf(tx, way)
  const isDecided = await decideOtherWay(tx, way, {
    choice: form.choice,
    reason: form.reason,
    suspectWhereabouts: form.suspectWhereabouts ?? null,
    bookedFor: bookedFor(messages, way.dutyId),
    decidedBy: actor.id,
    decidedAt: now,
  })
  if (!isDecided) return false
  await record(services, work, {
    ...{ caseId: way.caseId, type: 'safe-contact.way-chosen', happened: atExactly(now), knownAt: now },
    ...{ body: bodyOf(actor.agencyKind), toldBy: null, what: null, details: { route: form.choice } },
  })
  await sayWayChosen(tx, way.id, now)
  return true
}
