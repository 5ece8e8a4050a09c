import type { Work } from '../../../platform/request.ts'
import { NotFound } from '../../../platform/web.ts'
import { londonDay } from '../../../rules/days.ts'
import type { Recorded } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import {
  type Condition,
  type ConditionInput,
  conditionsOf,
  type EntryInput,
  type FormAbout,
  factsIn,
  formAbout,
  isInForce,
  isOfBail,
  isOfOrder,
  justiceEntries,
  recordEntry,
} from '../../entries/index.ts'
import { changeForm, type Way } from '../model/condition.ts'

/** One change of one condition: of bail, or of an order; what holds beside it may end with it. */
export type Change = {
  caseId: string
  way: Way
  about: FormAbout
  /** The order whose term it is; null for bail. */
  order: { id: string; name: string } | null
  /** The condition that changes or ends. */
  condition: Condition | null
  beside: Condition[]
}

/** A new condition on a suspect's bail, or on an order. */
export const newCondition = async (
  work: Work,
  caseId: string,
  { suspectId, orderId }: { suspectId?: string | undefined; orderId?: string | undefined },
): Promise<Change> => {
  const about = await formAbout(work, caseId, orderId ? 'orders.varied' : 'justice.bail-varied')
  const order = about.orders.find(({ id }) => id === orderId) ?? null
  const suspect = about.suspects.find(({ id }) => id === suspectId)
  if (orderId ? !order : suspectId !== undefined && !suspect) throw new NotFound()
  const holding = await holdingOn(work, caseId)
  const beside = holding.filter((one) =>
    order ? isOfOrder(one) && one.factId === order.id : isOfBail(one) && one.suspectId === (suspectId ?? null),
  )
  const onWhom = order ? await suspectOfOrder(work, caseId, order.id) : (suspectId ?? null)
  return { caseId, way: 'new', about: only(about, onWhom, order !== null), order, condition: null, beside }
}

/** A change of a condition that holds; one that ended, or that bail and orders do not set, has no such page. */
export const changeOf = async (
  work: Work,
  { caseId, conditionId, way }: { caseId: string; conditionId: string; way: Way },
): Promise<Change> => {
  const holding = await holdingOn(work, caseId)
  const condition = holding.find(({ id }) => id === conditionId)
  if (!condition || !(isOfBail(condition) || isOfOrder(condition))) throw new NotFound()
  const terms = isOfOrder(condition) ? { orderId: condition.factId } : { suspectId: condition.suspectId ?? undefined }
  const { beside, ...change } = await newCondition(work, caseId, terms)
  return { ...change, way, condition, beside: beside.filter(({ id }) => id !== condition.id) }
}

const holdingOn = async ({ tx, now }: Work, caseId: string): Promise<Condition[]> =>
  (await conditionsOf(tx, caseId)).filter((one) => isInForce(one, londonDay(now)))

const suspectOfOrder = async ({ tx }: Work, caseId: string, orderId: string): Promise<string | null> =>
  factsIn(await justiceEntries(tx, caseId, ['orders.made', 'orders.notice-given'])).find(
    ({ factId }) => factId === orderId,
  )?.suspectId ?? null

const only = (about: FormAbout, suspectId: string | null, ofOrder: boolean): FormAbout => ({
  ...about,
  form: changeForm(ofOrder),
  suspects: about.suspects.filter(({ id }) => id === suspectId),
})

type Said = { entry: EntryInput; term: ConditionInput | null; ending: readonly Condition[] }

/** Writes the change as one entry: what is new, what it stands for, what ended, who decided and why. */
export const changeCondition = async (
  services: Services,
  work: Work,
  { caseId, way, about, order, condition, beside }: Change,
  { entry, term, ending }: Said,
): Promise<Recorded> => {
  const gone = way === 'end' && condition ? [condition, ...ending] : [...ending]
  const left = beside.filter(({ id }) => !gone.some((one) => one.id === id))
  const kinds = [...new Set([...left, ...(term ? [term] : [])].map(({ kind }) => kind))]
  const { rank } = entry.details
  const endsOn = order ? undefined : await bailEnd(work, caseId, about.suspects[0]?.id ?? null)
  const details = {
    ...entry.details,
    ...(order ? { about: order.id } : { decidedBy: rank === 'court' ? ('court' as const) : ('police' as const) }),
    ...(endsOn && { endsOn }),
    conditions: kinds,
    ...(gone.length > 0 && { protectionsEnding: [...new Set(gone.map(({ kind }) => kind))] }),
  }
  const ids = [...gone, ...(condition && way === 'vary' ? [condition] : [])].map(({ id }) => id)
  const why = way === 'vary' ? 'Changed' : 'Ended on its own'
  const conditions = term ? [{ ...term, replacesId: way === 'vary' ? (condition?.id ?? null) : null }] : []
  return recordEntry(
    services,
    work,
    { caseId, type: about.type, ending: { ids, why } },
    { ...entry, details, conditions },
  )
}

/** The last day of the bail as it now stands: a changed condition does not move it. */
const bailEnd = async ({ tx, now }: Work, caseId: string, suspectId: string | null): Promise<string | undefined> => {
  const bail = factsIn(await justiceEntries(tx, caseId)).findLast(
    (fact) =>
      fact.suspectId === suspectId &&
      ['justice.bail-granted', 'justice.bail-varied', 'justice.bail-extended'].includes(fact.type),
  )
  const endsOn = bail?.parsed.endsOn
  return endsOn && endsOn >= londonDay(now) ? endsOn : undefined
}
