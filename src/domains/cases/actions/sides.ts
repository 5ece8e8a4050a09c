import type { Work } from '../../../platform/request.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { whoMayTake } from '../../../rules/conflicts.ts'
import { atExactly, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { clashingWorkers, seenOtherSides, worksForOtherSide } from '../store/sides.ts'

/**
 * Why this person cannot take this on, or null (S-05, INV-05). Whoever does not see the other side's case learns no more
 * than that somebody else must be chosen.
 */
export const clashOf = async (
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  caseId: string,
  who: string,
  { asContact }: { asContact: boolean },
): Promise<string | null> => {
  if ((await whoMayTake({ tx }, caseId, [{ id: who }])).length === 0)
    return 'They cannot take this on in this case. Choose somebody else'
  if (!(await worksForOtherSide(tx, caseId, who, asContact))) return null
  if (who === actor.id)
    return 'You work for the other side of this: each of the two has workers of their own. Somebody else must take it'
  return (await seenOtherSides(tx, caseId)).length > 0
    ? 'They work for the other side of this: each of the two has workers of their own. Choose somebody else'
    : 'They cannot take this on in this case. Choose somebody else'
}

/** Where somebody works for both sides already, somebody must put it right: the case says so and a duty follows. */
export const sayClashes = async (services: Services, work: Work, caseId: string): Promise<void> => {
  const clashing = await clashingWorkers(work.tx, caseId)
  if (clashing.length === 0) return
  await record(services, work, {
    caseId,
    type: 'cases.same-worker-found',
    happened: atExactly(work.now),
    knownAt: work.now,
    body: bodyOf(work.actor.agencyKind),
    toldBy: null,
    what: clashing.map(({ name }) => name).join(', '),
    details: {},
  })
}
