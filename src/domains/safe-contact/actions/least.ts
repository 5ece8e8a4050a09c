import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { kindWords, windowLines } from '../model/words.ts'
import { victimsOf } from '../store/people.ts'
import { lookAt } from './look.ts'
import { neverWords, reveal } from './strip.ts'

/** The least that another agency needs to reach a person safely. */
export type LeastNeeded = { personId: string; route: string; windows: string[]; never: string[]; hasNumber: boolean }

/**
 * What is recorded of the way that the main person harmed likes best, for a form that passes it on. Null where nothing is
 * recorded, where it was not confirmed in time, and for whoever does not see all of it. The number only when it is asked for.
 */
export const leastNeeded = async (
  services: Services,
  work: Work,
  caseId: string,
  { withNumber }: { withNumber: boolean },
): Promise<LeastNeeded | null> => {
  if ((await victimsOf(work.tx, caseId)).length === 0) return null
  const { whose, sight, rule, routes } = await lookAt(work, caseId)
  const best = routes.find(({ isForbidden, kind }) => !isForbidden && kind !== 'post')
  if (sight !== 'full' || !rule || rule.reviewOn < londonDay(work.now) || !best) return null
  const open = (field: 'value' | 'ask-for') => reveal(services, work, caseId, { field, rowId: best.id })
  const [number, askFor] = [withNumber ? await open('value') : null, best.hasAskFor ? await open('ask-for') : null]
  return {
    personId: whose.personId,
    route: [`${kindWords[best.kind]}${number ? ` ${number}` : ''}`, askFor && `ask for ${askFor}`]
      .filter(Boolean)
      .join(', '),
    windows: windowLines(best.windows),
    never: neverWords(routes),
    hasNumber: best.hasValue,
  }
}
