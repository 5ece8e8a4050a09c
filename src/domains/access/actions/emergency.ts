import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import type { Emergency, Review } from '../model/emergency.ts'
import { endLook, giveReview, giveWord, openInEmergency, reviewLook } from '../store/emergency.ts'

/** Opens one case for an hour. Nothing that says why not: no such case, sealed, or a conflict are the same. */
export const useEmergency = async (
  services: Services,
  work: Work,
  ask: Emergency,
): Promise<{ caseId: string } | 'nothing' | 'too many'> => {
  const lookId = randomUUID()
  const { answer, opened } = await openInEmergency(work, lookId, ask)
  if (opened === null) return answer === 'too many' ? 'too many' : 'nothing'
  if (answer === 'opened') await raiseReview(services, work, opened, lookId)
  return { caseId: opened }
}

const raiseReview = async (services: Services, work: Work, caseId: string, lookId: string): Promise<void> => {
  const { entryId } = await record(services, work, about(work, caseId, 'access.opened-in-emergency'))
  if (!(await giveReview(work, lookId, entryId))) throw new Error('An emergency look has nobody who looks after it')
}

const about = (
  { now, actor }: Work,
  caseId: string,
  type: 'access.opened-in-emergency' | 'access.emergency-reviewed',
) => ({
  ...{ caseId, type, happened: atExactly(now), knownAt: now, body: bodyOf(actor.agencyKind) },
  ...{ toldBy: null, what: null, details: {} },
})

/** Says whether it was justified, which meets the duty; never by the person who looked. */
export const review = async (
  services: Services,
  work: Work,
  ids: { caseId: string; lookId: string },
  form: Review,
): Promise<void> => {
  const key = await reviewLook(work, ids.lookId, form)
  if (key === null) throw new NotFound()
  const entry = about(work, ids.caseId, 'access.emergency-reviewed')
  await record(services, work, { ...entry, details: { outcome: form.outcome, tells: [key] } })
}

export const endEmergency = async (work: Work, lookId: string): Promise<void> => {
  if (!(await endLook(work, lookId))) throw new NotFound()
}

/** A supervisor's word: once more within a day. */
export const letUseAgain = async (work: Work, practitionerId: string): Promise<void> => {
  if (!(await giveWord(work, randomUUID(), practitionerId))) throw new NotFound()
}
