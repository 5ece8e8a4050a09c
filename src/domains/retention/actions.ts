import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import type { DecideForm, HoldForm, PeriodForm } from './model.ts'
import { decideErasure, insertPeriod, liftHold, proposeAll, setHold } from './store.ts'

/** From now on; what was set before stays in the history. */
export const setPeriod = ({ tx, now, actor }: Work, form: PeriodForm): Promise<void> =>
  insertPeriod(tx, { ...form, agencyId: actor.agencyId, setBy: actor.id, setAt: now })

/** False where the agency has no record in a case of that reference: the same as where there is no such case. */
export const hold = async ({ tx, now }: Work, form: HoldForm): Promise<boolean> =>
  (await setHold(tx, form, now)) !== null

export const lift = async ({ tx, now }: Work, id: string, why: string): Promise<void> => {
  if (!(await liftHold(tx, id, why, now))) throw new NotFound()
}

const refusals: Record<string, string> = {
  held: 'A legal hold stands: nothing is erased while it does',
  'not past its time': 'It is not past its time any more: the period was changed, or the case opened again',
}
/** What stops it, or null. Two leads say erase, one after the other; the second word erases. */
export const decide = async ({ tx, now }: Work, id: string, form: DecideForm): Promise<string | null> => {
  const said = await decideErasure(tx, id, form, now)
  if (said === null) throw new NotFound()
  return refusals[said] ?? null
}

/** The worker's chore. */
export const proposeErasures = ({ db }: Services, now: Date): Promise<number> => proposeAll(db, now)
