import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import type { WatchForm, WatchOutcome } from '../model/watch.ts'
import { type WatchDuty, watchDuty } from '../store/duties.ts'
import { type Chosen, watchesChosen } from '../store/log.ts'

export type Watch = { duty: WatchDuty; chosen: Chosen | null; outcomes: WatchOutcome[] }

/** The police watch that a duty asks for, with what the supervisor said of it. */
export const watchOf = async ({ tx }: Work, caseId: string, dutyId: string): Promise<Watch> => {
  const duty = await watchDuty(tx, caseId, dutyId)
  if (!duty) throw new NotFound()
  const [chosen = null] = await watchesChosen(tx, caseId)
  return { duty, chosen, outcomes: duty.code === 'POLICE_WATCH' ? ['started', 'not possible', 'ended'] : ['ended'] }
}

const typeOf: Record<WatchOutcome, EntryType> = {
  started: 'safe-contact.watch-started',
  'not possible': 'safe-contact.watch-not-possible',
  ended: 'safe-contact.watch-ended',
}

/** Closes the duty with what came of the watch; one that cannot start goes back to a supervisor. */
export const answerWatch = async (
  services: Services,
  work: Work,
  { caseId, duty }: { caseId: string; duty: WatchDuty },
  { outcome, at, untilOn, what }: WatchForm,
): Promise<void> => {
  await record(services, work, {
    ...{ caseId, type: typeOf[outcome], happened: atExactly(at), knownAt: work.now },
    ...{ body: bodyOf(work.actor.agencyKind), toldBy: null, what },
    details: { tells: [duty.key], ...(untilOn && { endsOn: untilOn }) },
  })
}
