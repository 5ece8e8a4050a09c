import type { Work } from '../../../platform/request.ts'
import type { PolicyName } from '../../../rules/policy.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import type { Services } from '../../../rules/services.ts'
import { type HolidayForm, outOfOrder, type ValueForm, weakening } from '../model/values.ts'
import { addHoliday, addValue } from '../store.ts'

export type Outcome = { refused: string } | { unconfirmed: string | null } | 'done'

/** Sets a value from a moment on. First it is shown back; one that protects less says so there. */
export const setValue = async (services: Services, work: Work, name: PolicyName, form: ValueForm): Promise<Outcome> => {
  const then = await policyIn(services, work.tx, form.fromAt)
  const refused = outOfOrder(name, form.value, then)
  if (refused) return { refused }
  if (!form.isConfirmed) return { unconfirmed: weakening(name, then[name], form.value) }
  await addValue(work, name, form)
  return 'done'
}

/** Adds a day off. Open deadlines that are not late yet count it from their next change on; the rest stays (INV-21). */
export const addBankHoliday = (work: Work, form: HolidayForm): Promise<void> => addHoliday(work, form)
